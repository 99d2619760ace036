import type { CanonConfig } from "../core/config/config.ts";
import { isSpecFile } from "../core/config/spec-files.ts";
import {
  byTexts,
  byWrittenLines,
  touches,
  type ComparedFile,
} from "../core/compare/compared-file.ts";
import { isBehaviour } from "../core/compare/is-behaviour.ts";
import type { Problem } from "../core/kernel/problem.ts";
import { err, ok, type Result } from "../core/kernel/result.ts";
import { t } from "../core/kernel/texts.ts";
import type { ChangedFile, MergedWork } from "../core/model/merged-work.ts";
import { NO_HISTORY, placeKey, type CodeHistory } from "../ports/code-history.ts";
import type { OpenedGitHost } from "../ports/git-host.ts";
import type { Run } from "./engine.ts";
import type { ReadChange } from "./read-working-change.ts";

const MOST_FILES = 200;
/** One request each where the clone does not have them. */
const MOST_ASKED = 60;
const MAX_FILE_BYTES = 1_000_000;

/**
 * The files of a pull request as its newest commit has them, from the clone or else its git host.
 *
 * Shape:  what it took away is known only where the clone has the commit before as well.
 */
export async function readMergedChange(
  history: CodeHistory = NO_HISTORY,
  host: Pick<OpenedGitHost, "host" | "prefix"> | null,
  work: MergedWork,
  config: CanonConfig,
  run: Run,
): Promise<Result<ReadChange, Problem>> {
  const meant = work.files.filter(({ path }) => isBehaviour(path) && !isSpecFile(config, path));
  const shown = meant.slice(0, MOST_FILES);
  const unread = meant.slice(MOST_FILES).map(({ path }) => path);
  const now = work.mergedCommit;
  const places = shown.flatMap(({ path, previousPath }) => [
    { commit: now, path },
    { commit: before(now), path: previousPath ?? path },
  ]);
  const known = await history.textsAt(places, MAX_FILE_BYTES, run.signal);
  const lacking = shown.filter(
    ({ path, change }) =>
      change !== "removed" && typeof known.get(placeKey({ commit: now, path })) !== "string",
  );
  const asked = await askHost(host, lacking, now, run);
  const files: ComparedFile[] = [];
  for (const file of shown) {
    const own = known.get(placeKey({ commit: now, path: file.path })) ?? asked.get(file.path);
    const place = { commit: before(now), path: file.previousPath ?? file.path };
    const compared = compareFile(file, known.get(placeKey(place)) ?? null, own ?? null);
    if (compared === null) unread.push(file.path);
    else if (compared.hunks.length > 0) files.push(compared);
  }
  if (files.length === 0 && unread.length > 0) return err(notHere(work));
  return ok({ files, unread });
}

/** The commit that a merge or a squashed pull request stands on, in the words of git. */
function before(commit: string): string {
  return `${commit}^`;
}

/** A pull request may have become several commits; then the lines that its host names count. */
function compareFile(
  file: ChangedFile,
  old: string | null,
  now: string | null,
): ComparedFile | null {
  if (file.change === "removed") return byTexts(file, old, null);
  if (now === null) return null;
  const byOld = old === null && file.change !== "added" ? null : byTexts(file, old, now);
  const isAll = (file.lines ?? []).every(
    ({ startLine, endLine }) => byOld !== null && touches(byOld, startLine, endLine),
  );
  if (byOld !== null && isAll) return byOld;
  return file.lines === null && file.change !== "added" ? null : byWrittenLines(file, now);
}

async function askHost(
  opened: Pick<OpenedGitHost, "host" | "prefix"> | null,
  files: readonly ChangedFile[],
  commit: string,
  run: Run,
): Promise<ReadonlyMap<string, string>> {
  if (opened === null || files.length === 0) return new Map();
  const { host, prefix } = opened;
  const paths = files.slice(0, MOST_ASKED).map(({ path }) => prefix + path);
  run.progress.report(0, paths.length, t("reading changed files"));
  const read = await host.readFiles(paths, commit, run.signal);
  return new Map(
    [...read].flatMap(([path, file]) =>
      file.kind === "found" && file.text.length <= MAX_FILE_BYTES
        ? [[path.slice(prefix.length), file.text] as const]
        : [],
    ),
  );
}

function notHere({ source }: MergedWork): Problem {
  const message = t(
    "The files of {0} could not be read, neither in this clone nor at its git host. Nothing was compared. Fetch its commits, or log in to the git host.",
    source,
  );
  return { code: "compare/not-here", severity: "error", line: null, message };
}
