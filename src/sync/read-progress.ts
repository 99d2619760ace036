import type { CanonConfig } from "../core/config/config.ts";
import { isSpecFile } from "../core/config/spec-files.ts";
import { specFolders } from "../core/config/spec-folders.ts";
import { coveredBy } from "../core/kernel/covered-paths.ts";
import { t } from "../core/kernel/texts.ts";
import {
  sampleMoments,
  type CountedMoment,
  type CountedPast,
  type HistoryGap,
  type PastMoment,
} from "../core/progress/burn-up.ts";
import { NO_TOTALS, sumOf, totalsOf, type Totals } from "../core/progress/totals.ts";
import { parseSpec } from "../core/spec/parse-spec.ts";
import type { Clock } from "../ports/clock.ts";
import type { CodeHistory } from "../ports/code-history.ts";
import type { PastFile, SpecHistory } from "../ports/spec-history.ts";
import type { Run, Scope } from "./engine.ts";

/** Where the past of specs is read from. */
export interface ProgressSources {
  readonly past: SpecHistory;
  /** Knows the former names of a file. */
  readonly code: CodeHistory;
  readonly clock: Clock;
  /** What was counted of texts before, by the names that git has for them. */
  readonly counted: CountedTexts;
}

/** Counts of texts by the names that git has for them: an unchanged text is parsed once. */
export type CountedTexts = Map<string, Totals>;

export interface ProgressOptions {
  /** ISO 8601, UTC: what was before is left out; null looks at everything. */
  readonly since: string | null;
}

/** More points than this make no clearer picture. */
const MOST_POINTS = 120;
/** A larger file was no spec that anybody could have worked with. */
const MAX_SPEC_BYTES = 2_000_000;
/** All texts of one look together. */
const MAX_TEXT_BYTES = 64_000_000;
/** Small steps: between two of them the editor gets its turn. */
const TEXTS_AT_ONCE = 24;
const BYTES_AT_ONCE = 400_000;
const MAX_MS = 20_000;
const MAX_REMEMBERED = 20_000;

/**
 * Reads how much of specs was done at earlier times, from the commits that touched them.
 *
 * Each commit is counted as a whole, so a spec that was renamed keeps counting; a scope of single
 * files follows their former names.
 */
export async function readPast(
  sources: ProgressSources,
  config: CanonConfig,
  scope: Scope,
  { since }: ProgressOptions,
  run: Run,
): Promise<CountedPast> {
  const { past } = sources;
  const meant = await meantFiles(sources, config, scope, run);
  if (meant.folders.length === 0) return { kind: "none", why: "not-committed" };
  const listed = await past.commitsOf(meant.folders, run.signal);
  if (listed.kind === "none") return listed;
  const gaps = new Set<HistoryGap>();
  if (listed.isShallow) gaps.add("shallow");
  if (listed.isCut) gaps.add("ceiling");
  const moments = sampleMoments(listed.commits, { since, most: MOST_POINTS });
  const counted = await countMoments(sources, moments, meant, gaps, run);
  if (run.signal.aborted) return { kind: "none", why: "stopped" };
  return { kind: "known", counted, gaps: [...gaps] };
}

/** What of a commit belongs to the scope. */
interface MeantFiles {
  readonly folders: readonly string[];
  readonly isMeant: (path: string) => boolean;
}

async function meantFiles(
  { code }: ProgressSources,
  config: CanonConfig,
  { paths }: Scope,
  { signal }: Run,
): Promise<MeantFiles> {
  const folders = specFolders(config.docPaths);
  if (paths === null) return { folders, isMeant: (path) => isSpecFile(config, path) };
  const former = new Set<string>();
  for (const path of paths.filter((one) => isSpecFile(config, one))) {
    const known = await code.versionsOf(path, signal);
    for (const one of known.kind === "known" ? known.versions : []) former.add(one.path);
  }
  const isInScope = coveredBy(paths);
  return {
    folders: [...new Set([...folders, ...former])],
    isMeant: (path) => former.has(path) || (isInScope(path) && isSpecFile(config, path)),
  };
}

/** Counts the newest first, so that what the limits cut off is the oldest. */
async function countMoments(
  sources: ProgressSources,
  moments: readonly PastMoment[],
  { folders, isMeant }: MeantFiles,
  gaps: Set<HistoryGap>,
  run: Run,
): Promise<CountedMoment[]> {
  const { past, clock } = sources;
  const startedAtMs = Date.parse(clock.now());
  const points: CountedMoment[] = [];
  const budget = { bytes: MAX_TEXT_BYTES };
  for (const [index, { commit, at }] of moments.toReversed().entries()) {
    if (run.signal.aborted) break;
    run.progress.report(index, moments.length, t("reading earlier specs"));
    if (Date.parse(clock.now()) - startedAtMs > MAX_MS || budget.bytes <= 0) {
      gaps.add("ceiling");
      break;
    }
    const files = (await past.filesAt(commit, folders, run.signal))?.filter((one) =>
      isMeant(one.path),
    );
    const totals = files === undefined ? null : await countFiles(sources, files, budget, run);
    if (totals === null) gaps.add("unreadable");
    else points.push({ at, totals });
  }
  trim(sources.counted);
  return points.reverse();
}

/** What these files count together; null where the text of one is not at hand. */
async function countFiles(
  { past, counted }: ProgressSources,
  files: readonly PastFile[],
  budget: { bytes: number },
  run: Run,
): Promise<Totals | null> {
  const unknown = new Map(
    files.filter(({ blob }) => !counted.has(blob)).map((one) => [one.blob, one]),
  );
  for (const batch of inBatches([...unknown.values()])) {
    const names = batch.map(({ blob }) => blob);
    const texts = await past.textsOf(names, MAX_SPEC_BYTES, run.signal);
    for (const { blob, size } of batch) {
      const text = texts.get(blob);
      if (text === undefined) return null;
      await run.giveWay?.();
      budget.bytes -= size;
      counted.set(blob, text === null ? NO_TOTALS : totalsOf(parseSpec(text)));
    }
  }
  return sumOf(files.map(({ blob }) => counted.get(blob) ?? NO_TOTALS));
}

function inBatches(files: readonly PastFile[]): PastFile[][] {
  const batches: PastFile[][] = [];
  let room = 0;
  for (const file of files) {
    const batch = batches.at(-1);
    if (batch === undefined || batch.length === TEXTS_AT_ONCE || file.size > room) {
      batches.push([file]);
      room = BYTES_AT_ONCE - file.size;
    } else {
      batch.push(file);
      room -= file.size;
    }
  }
  return batches;
}

/** A map keeps its order, so what was counted first goes first. */
function trim(counted: CountedTexts): void {
  for (const blob of counted.keys()) {
    if (counted.size <= MAX_REMEMBERED) return;
    counted.delete(blob);
  }
}
