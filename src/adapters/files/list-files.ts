import type { Dirent } from "node:fs";
import { join, sep } from "node:path";
import type { CancelSignal } from "../../core/kernel/cancel.ts";
import { t } from "../../core/kernel/texts.ts";
import type { FileProblem } from "../../ports/file-store.ts";
import { type Disk, errorCode, problem, readProblem } from "./disk.ts";
import { endsGlob, enterGlob, type GlobState, namesNext, startGlob } from "./glob.ts";
import type { Limiter } from "./limiter.ts";
import { resolveInside, type Root } from "./resolve-inside.ts";
import { isTempName } from "./temp-file.ts";
import { outsideWorkspace, refusePath } from "./workspace-path.ts";

export interface ListLimits {
  /** Matching files. */
  readonly maxFiles: number;
  /** Names that are looked at, matching or not. */
  readonly maxNames: number;
}

export interface Listing {
  readonly files: readonly string[];
  readonly problems: readonly FileProblem[];
}

interface Folder {
  readonly path: string;
  readonly real: string;
  /** The folders that links were followed from, with this one's own place: a way back is a loop. */
  readonly trail: readonly string[];
  readonly state: GlobState;
}

interface Walk {
  readonly disk: Disk;
  readonly root: Root;
  readonly limits: ListLimits;
  readonly files: Set<string>;
  readonly problems: FileProblem[];
  names: number;
  isFull: boolean;
}

const SKIPPED_FOLDERS = new Set(["node_modules", ".git"]);

/** Walks the folders that a pattern can reach, level by level. */
export async function listFiles(
  disk: Disk,
  root: Root,
  patterns: readonly string[],
  options: {
    readonly limits: ListLimits;
    readonly limiter: Limiter;
    readonly signal: CancelSignal;
  },
): Promise<Listing> {
  const walk: Walk = {
    disk,
    root,
    limits: options.limits,
    files: new Set(),
    problems: [],
    names: 0,
    isFull: false,
  };
  const state = startGlob(patterns.filter((pattern) => isInside(walk, pattern)));
  let level: readonly Folder[] = [{ path: "", real: root.real, trail: [], state }];
  while (level.length > 0 && !walk.isFull && !options.signal.aborted) {
    const below = await Promise.all(
      level.map((folder) => options.limiter(() => visit(walk, folder))),
    );
    level = below.flat();
  }
  return { files: [...walk.files].sort(), problems: walk.problems };
}

function isInside(walk: Walk, pattern: string): boolean {
  const plain = pattern.replace(/^(?:\.\/)+/, "").replace(/[*?]/g, "x");
  const refused = refusePath(plain, sep === "\\");
  if (refused === undefined) return true;
  walk.problems.push(
    refused.code === "file/outside-workspace"
      ? outsideWorkspace(pattern)
      : problem("file/unreadable", pattern, t("is not a usable file pattern. Correct it.")),
  );
  return false;
}

/** Notes the matching files of one folder and gives back the folders to visit below it. */
async function visit(walk: Walk, folder: Folder): Promise<readonly Folder[]> {
  if (walk.isFull) return [];
  const below: Folder[] = [];
  for (const entry of await entriesOf(walk, folder)) {
    if (!takeName(walk)) return [];
    if (isTempName(entry.name) || SKIPPED_FOLDERS.has(entry.name)) continue;
    if (entry.isDirectory())
      below.push(...enter(folder, entry.name, join(folder.real, entry.name)));
    else if (entry.isFile()) note(walk, folder, entry.name);
    else below.push(...(await inspect(walk, folder, entry.name)));
  }
  return below;
}

/** Counts a name; false once the walk has gone on for too long. */
function takeName(walk: Walk): boolean {
  walk.names += 1;
  if (walk.names > walk.limits.maxNames) stop(walk);
  return !walk.isFull;
}

async function entriesOf(walk: Walk, folder: Folder): Promise<readonly Dirent[]> {
  try {
    return await walk.disk.readdir(folder.real, { withFileTypes: true });
  } catch (error) {
    if (errorCode(error) !== "ENOENT") walk.problems.push(readProblem(error, folder.path || "."));
    return [];
  }
}

function enter(folder: Folder, name: string, real: string, trail = folder.trail): Folder[] {
  const state = enterGlob(folder.state, name);
  return state.length === 0 ? [] : [{ path: pathIn(folder, name), real, trail, state }];
}

function note(walk: Walk, folder: Folder, name: string): void {
  if (!endsGlob(folder.state, name)) return;
  const path = pathIn(folder, name);
  const refused = refusePath(path, sep === "\\");
  if (refused !== undefined) walk.problems.push(refused);
  else if (walk.files.size >= walk.limits.maxFiles) stop(walk);
  else walk.files.add(path);
}

/** A link, a pipe, a device, or an entry of a disk that does not say what it is. */
async function inspect(walk: Walk, folder: Folder, name: string): Promise<readonly Folder[]> {
  const isNamed = endsGlob(folder.state, name) || namesNext(folder.state, name);
  if (!isNamed && enterGlob(folder.state, name).length === 0) return [];
  const path = pathIn(folder, name);
  const found = await resolveInside(walk.disk, walk.root, path);
  if (found.kind === "missing") return [];
  if (found.kind === "refused") {
    // A stray link under `**` is nobody's wish; one that a pattern spells out is.
    if (isNamed) walk.problems.push(found.problem);
    return [];
  }
  if (found.stats.isFile()) note(walk, folder, name);
  else if (found.stats.isDirectory()) return follow(folder, name, found.real);
  else if (endsGlob(folder.state, name)) {
    walk.problems.push(
      problem("file/not-regular", path, t("is not a regular file; it was skipped.")),
    );
  }
  return [];
}

function follow(folder: Folder, name: string, real: string): readonly Folder[] {
  const trail = [...folder.trail, folder.real];
  const isLoop = trail.some((place) => place === real || place.startsWith(real + sep));
  return isLoop ? [] : enter(folder, name, real, trail);
}

function stop(walk: Walk): void {
  if (walk.isFull) return;
  walk.isFull = true;
  walk.problems.push({
    code: "file/too-many",
    severity: "error",
    line: null,
    message: t(
      "The file patterns reach too many files, so the list was cut after {0}. Make the patterns narrower.",
      walk.files.size,
    ),
  });
}

function pathIn(folder: Folder, name: string): string {
  return folder.path === "" ? name : `${folder.path}/${name}`;
}
