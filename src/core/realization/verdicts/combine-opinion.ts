import { t } from "../../kernel/texts.ts";
import type { Judgement } from "./judge-criterion.ts";
import type { CitedPlace, Opinion } from "./opinion.ts";
import { changedRanges, citedLines, isCode, linesOf, type WorkFile } from "./work-files.ts";

/** A verdict without its place, and who came to it. */
export interface Judged extends Judgement {
  readonly origin: "deterministic" | "model";
}

/** How many stretches one criterion names as evidence. */
const MOST_CITED = 4;

/**
 * What stands of a criterion, by what can be looked up and by what a language model says.
 *
 * Shape:  what was looked up stands where it is `realized` or `conflicting`. Else an opinion may
 *         raise it, never lower it, and only with lines of code or tests that the work changed;
 *         those lines are its evidence then, and no others. `conflicting` needs no lines: it makes
 *         a question of the section, and nothing is written.
 */
export function combineOpinion(
  looked: Judgement,
  opinion: Opinion | undefined,
  files: readonly WorkFile[],
  isSpec: (path: string) => boolean,
): Judged {
  const stands: Judged = { ...looked, origin: "deterministic" };
  if (opinion === undefined || RANKS[looked.verdict] === RANKS.realized) return stands;
  const evidence = opinion.places
    .flatMap((place) => changedPlace(place, files, isSpec))
    .slice(0, MOST_CITED);
  const said = { evidence, reasons: [opinion.reason], origin: "model" } as const;
  if (opinion.verdict === "conflicting") return { ...said, verdict: "conflicting" };
  if (RANKS[opinion.verdict] <= RANKS[looked.verdict]) return stands;
  if (evidence.length > 0) return { ...said, verdict: opinion.verdict };
  const why = t(
    "A language model says more, but names no line of code or tests that the work changed.",
  );
  return { ...stands, reasons: [...looked.reasons, why] };
}

/** What an opinion can raise to what; the two ends are not open to opinions. */
const RANKS: Readonly<Record<Judgement["verdict"], number>> = {
  not_addressed: 0,
  partially_realized: 1,
  realized: 2,
  conflicting: 2,
};

function changedPlace(
  { path, startLine, endLine }: CitedPlace,
  files: readonly WorkFile[],
  isSpec: (path: string) => boolean,
): Judgement["evidence"] {
  const file = files.find((one) => one.path === path);
  if (file === undefined || !isCode(file, isSpec)) return [];
  const lines = linesOf(file);
  // An empty line that the work added shows nothing.
  const isChanged = changedRanges(file).some((range) =>
    lines
      .slice(Math.max(range.startLine, startLine) - 1, Math.min(range.endLine, endLine))
      .some((line) => line.trim() !== ""),
  );
  return isChanged ? [citedLines(file, startLine, endLine)] : [];
}
