import * as vscode from "vscode";
import { endsGlob, enterGlob, startGlob, type GlobState } from "../../adapters/files/glob.ts";
import { createLimiter } from "../../adapters/files/limiter.ts";
import type { CancelSignal } from "../../core/kernel/cancel.ts";
import { t } from "../../core/kernel/texts.ts";
import type { FileProblem, FileStore } from "../../ports/file-store.ts";

const MAX_NAMES = 50_000;
/** Folders of a remote repository cost a request each. */
const AT_ONCE = 8;
const SKIPPED_FOLDERS = new Set(["node_modules", ".git"]);

interface Folder {
  readonly path: string;
  readonly state: GlobState;
}

interface Walk {
  readonly root: vscode.Uri;
  readonly files: string[];
  readonly problems: FileProblem[];
  names: number;
}

/**
 * Lists files of a folder that lies on no disk, level by level, where some pattern can reach.
 *
 * The editor's own search is no way: it waits for ever where nobody offers one for the scheme,
 * which only extensions of its makers can. Links are left out, for nobody can say where they lead.
 */
export async function listVirtual(
  root: vscode.Uri,
  patterns: readonly string[],
  signal: CancelSignal,
): ReturnType<FileStore["list"]> {
  const walk: Walk = { root, files: [], problems: [], names: 0 };
  const limiter = createLimiter(AT_ONCE);
  let level: readonly Folder[] = [{ path: "", state: startGlob(patterns) }];
  while (level.length > 0 && walk.names <= MAX_NAMES && !signal.aborted) {
    const below = level.map((folder) => limiter(() => visit(walk, folder)));
    level = (await Promise.all(below)).flat();
  }
  if (walk.names > MAX_NAMES) walk.problems.push(tooMany(walk.files.length));
  return { files: walk.files.sort(), problems: walk.problems };
}

/** Notes the matching files of one folder and gives back the folders to visit below it. */
async function visit(walk: Walk, { path, state }: Folder): Promise<readonly Folder[]> {
  const below: Folder[] = [];
  for (const [name, type] of await entriesOf(walk, path)) {
    const full = path === "" ? name : `${path}/${name}`;
    if (type === vscode.FileType.File && endsGlob(state, name)) walk.files.push(full);
    if (type !== vscode.FileType.Directory || SKIPPED_FOLDERS.has(name)) continue;
    const entered = enterGlob(state, name);
    if (entered.length > 0) below.push({ path: full, state: entered });
  }
  return below;
}

async function entriesOf(walk: Walk, path: string): Promise<readonly [string, vscode.FileType][]> {
  try {
    const entries = await vscode.workspace.fs.readDirectory(vscode.Uri.joinPath(walk.root, path));
    walk.names += entries.length;
    return entries;
  } catch (error) {
    const isMissing = error instanceof vscode.FileSystemError && error.code === "FileNotFound";
    if (!isMissing) walk.problems.push(unreadable(path));
    return [];
  }
}

function tooMany(count: number): FileProblem {
  const message = t(
    "The file patterns reach too many files, so the list was cut after {0}. Make the patterns narrower.",
    count,
  );
  return { code: "file/too-many", severity: "error", line: null, message };
}

function unreadable(path: string): FileProblem {
  const message = vscode.l10n.t("The folder could not be read. Check that it can be opened.");
  const file = path === "" ? "." : path;
  return { code: "file/unreadable", severity: "error", file, line: null, message };
}
