import { coveredBy } from "../core/kernel/covered-paths.ts";
import type { Problem } from "../core/kernel/problem.ts";
import { err, ok, type Result } from "../core/kernel/result.ts";
import { WHOLE_WORKSPACE, type Scope } from "../sync/engine.ts";
import { misuse, type CommandContext } from "./context.ts";
import { findSection } from "./find-section.ts";
import { existingPath, pathCandidates } from "./paths.ts";
import type { Workspace } from "./workspace.ts";

/** What the PATH arguments of a command ask for. */
export interface Selection {
  readonly scope: Scope;
  /** Sections named by themselves, as `path#id`: a ticket may be created for each of them. */
  readonly asked: ReadonlySet<string>;
  /** Tells whether a section is meant; the scope alone cannot name several sections. */
  readonly includes: (file: string, sectionId: string) => boolean;
}

/**
 * Reads PATH arguments: files, folders, globs, and `file#section`.
 *
 * Paths count from the current folder, else from the workspace's root. `narrowed` leaves less of them.
 */
export async function selectScope(
  context: CommandContext,
  workspace: Workspace,
  words: readonly string[],
  narrowed: Pick<Scope, "shard"> = {},
): Promise<Result<Selection, Problem>> {
  const paths: string[] = [];
  const asked = new Set<string>();
  const files = new Set<string>();
  for (const word of words) {
    const target = await readWord(context, workspace, word);
    if (!target.ok) return target;
    if (target.value.section === null) paths.push(...target.value.paths);
    else {
      asked.add(`${target.value.paths[0]}#${target.value.section}`);
      for (const file of target.value.paths) files.add(file);
    }
  }
  const selection = toSelection(words, paths, files, asked);
  return ok({ ...selection, scope: { ...selection.scope, ...narrowed } });
}

function toSelection(
  words: readonly string[],
  paths: readonly string[],
  files: ReadonlySet<string>,
  asked: ReadonlySet<string>,
): Selection {
  if (words.length === 0) return { scope: WHOLE_WORKSPACE, asked, includes: () => true };
  const isWhole = coveredBy(paths);
  return {
    scope: { paths: [...paths, ...files], section: onlySection(paths, asked) },
    asked,
    includes: (file, sectionId) => isWhole(file) || asked.has(`${file}#${sectionId}`),
  };
}

function onlySection(paths: readonly string[], asked: ReadonlySet<string>): Scope["section"] {
  const [only, ...more] = asked;
  if (only === undefined || more.length > 0 || paths.length > 0) return null;
  const hash = only.indexOf("#");
  return { file: only.slice(0, hash), id: only.slice(hash + 1) };
}

interface Word {
  readonly paths: readonly string[];
  readonly section: string | null;
}

async function readWord(
  context: CommandContext,
  workspace: Workspace,
  word: string,
): Promise<Result<Word, Problem>> {
  const path = existingPath(context, word);
  if (path !== undefined) return ok({ paths: [path], section: null });
  if (word.includes("#")) {
    const found = await findSection(context, workspace, word);
    return found.ok ? ok({ paths: [found.value.file], section: found.value.id }) : found;
  }
  const matches = /[*?[{]/.test(word) ? await expand(context, workspace, word) : [];
  if (matches.length > 0) return ok({ paths: matches, section: null });
  return err(
    misuse("no-such-path", `Nothing here is called "${word}". Check the spelling of the path.`),
  );
}

/** The specs that a pattern matches; other files that it matches are nobody's mistake. */
async function expand(
  context: CommandContext,
  { engine, files, run }: Workspace,
  pattern: string,
): Promise<readonly string[]> {
  const { isSpecFile } = await import("../core/config/spec-files.ts");
  const { config } = await engine.loadConfig();
  for (const candidate of pathCandidates(context, pattern)) {
    const listing = await files.list([candidate], run.signal);
    const specs = listing.files.filter((file) => isSpecFile(config, file));
    if (specs.length > 0) return specs;
  }
  return [];
}
