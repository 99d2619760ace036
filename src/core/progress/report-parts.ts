import type { GroupProgress } from "./measure-progress.ts";
import { dayText } from "./chart.ts";
import type { ProgressWords } from "./progress-words.ts";
import type { ProgressReport } from "./report.ts";
import type { Totals } from "./totals.ts";

/** A figure with its name and, in small, what it is a part of. */
export interface Tile {
  readonly label: string;
  readonly value: string;
  readonly detail: string;
}

/** The figures that a report begins with. */
export function tilesOf({ totals, needs }: ProgressReport, words: ProgressWords): Tile[] {
  const { sections, byState, criteria, met, realized, linked } = totals;
  const number = numberOf(words);
  return [
    {
      label: words.labels.sectionsDone,
      value: percent(byState.done, sections, words),
      detail: words.sectionsDone(byState.done, sections),
    },
    {
      label: words.labels.criteriaMet,
      value: percent(met, criteria, words),
      detail: words.criteriaMet(met, criteria),
    },
    { label: words.labels.realized, value: number(realized), detail: words.share(number(met)) },
    { label: words.labels.linked, value: number(linked), detail: words.share(number(sections)) },
    { label: words.labels.needsPerson, value: number(needs.length), detail: "" },
  ];
}

/** What a reader must know besides: what is left out, and what is missing of the past. */
export function notesOf({ totals, history }: ProgressReport, words: ProgressWords): string[] {
  const { deprecated } = totals.byState;
  return [
    ...(deprecated > 0 ? [words.deprecatedLeftOut(deprecated)] : []),
    ...(history.kind === "known"
      ? history.gaps.map((gap) => words.gap(gap))
      : [words.noHistory(history.why)]),
  ];
}

/** The figures behind the picture, a row for each time. */
export function figureRows({ history }: ProgressReport, words: ProgressWords): string[][] {
  if (history.kind !== "known") return [];
  const number = numberOf(words);
  return history.points.map(({ at, criteria, met, sections, done }) => [
    dayText(at, words.language),
    ...[criteria, met, sections, done].map(number),
  ]);
}

export function figureHeads({ labels }: ProgressWords): string[] {
  return [labels.date, labels.criteria, labels.criteriaMet, labels.sections, labels.sectionsDone];
}

/** The divisions that tell something: one group alone is the whole. */
export function divisionsOf(
  { owners, teams, systems }: ProgressReport,
  { labels }: ProgressWords,
): {
  readonly caption: string;
  readonly head: string;
  readonly groups: readonly GroupProgress[];
}[] {
  return [
    { caption: labels.byOwner, head: labels.owner, groups: owners },
    { caption: labels.byTeam, head: labels.team, groups: teams },
    { caption: labels.bySystem, head: labels.system, groups: systems },
  ].filter(({ groups }) => groups.some(({ name }) => name !== null));
}

/** What a bar of progress shows: criteria, or sections where there are none. */
export function barOf(
  { criteria, met, sections, byState }: Totals,
  words: ProgressWords,
): { readonly value: number; readonly max: number; readonly text: string } {
  return criteria > 0
    ? { value: met, max: criteria, text: words.criteriaMet(met, criteria) }
    : {
        value: byState.done,
        max: Math.max(1, sections),
        text: words.sectionsDone(byState.done, sections),
      };
}

export function numberOf({ language }: ProgressWords): (value: number) => string {
  const format = new Intl.NumberFormat(language);
  return (value) => format.format(value);
}

/** Never all before all is done, never nothing once something is. */
function percent(part: number, total: number, { language }: ProgressWords): string {
  const share = total === 0 ? 0 : part / total;
  const shown = share > 0.99 && share < 1 ? 0.99 : share > 0 && share < 0.01 ? 0.01 : share;
  return new Intl.NumberFormat(language, { style: "percent" }).format(shown);
}
