import { burnUpChart, dayText, NARROW, WIDE } from "./chart.ts";
import { sectionName } from "./html-tables.ts";
import type { SectionProgress } from "./measure-progress.ts";
import type { PageCell, PagePicture, PageTable, ProgressPage } from "./progress-protocol.ts";
import type { ProgressWords } from "./progress-words.ts";
import {
  barOf,
  divisionsOf,
  figureHeads,
  figureRows,
  notesOf,
  numberOf,
  tilesOf,
} from "./report-parts.ts";
import type { ProgressReport } from "./report.ts";
import type { Totals } from "./totals.ts";

/** What can be opened from the page: a spec, one of its sections, or the page of a spec. */
export interface PageTarget {
  readonly kind: "open" | "show";
  /** Places in the lists of the report, from 0. */
  readonly spec: number;
  readonly section: number | null;
}

type Shown = Pick<
  ProgressPage,
  "heading" | "lines" | "notes" | "message" | "tiles" | "picture" | "tables" | "spoken"
>;

/** What a report looks like on the page, and what its cells open. */
export function progressPage(
  report: ProgressReport,
  words: ProgressWords,
  { isOneSpec }: { readonly isOneSpec: boolean },
): { readonly shown: Shown; readonly targets: readonly PageTarget[] } {
  const targets: PageTarget[] = [];
  const add = (target: PageTarget): number => targets.push(target) - 1;
  const { labels } = words;
  const { totals, specs } = report;
  const heading = words.heading(report.name);
  const counted = `${words.criteriaMet(totals.met, totals.criteria)}, ${words.sectionsDone(totals.byState.done, totals.sections)}`;
  const isEmpty = isOneSpec ? (specs[0]?.sections.length ?? 0) === 0 : specs.length === 0;
  const top = {
    heading,
    lines: [words.madeOn(dayText(report.takenAt, words.language))],
    spoken: `${heading}: ${counted}.`,
  };
  if (isEmpty) {
    const message = isOneSpec ? labels.noSections : labels.noSpecs;
    const shown = { ...top, message, notes: [], tiles: [], picture: null, tables: [] };
    return { shown: { ...shown, spoken: `${heading}: ${message}` }, targets };
  }
  const shown = {
    ...top,
    message: null,
    notes: notesOf(report, words),
    tiles: tilesOf(report, words),
    picture: pictureOf(report, words),
    tables: [
      needsTable(report, words, add),
      isOneSpec ? sectionTable(report, words, add) : specTable(report, words, add),
      ...(isOneSpec ? [] : divisionTables(report, words)),
    ],
  };
  return { shown, targets };
}

type AddTarget = (target: PageTarget) => number;

function pictureOf(report: ProgressReport, words: ProgressWords): PagePicture | null {
  const { history } = report;
  if (history.kind !== "known") return null;
  const wide = burnUpChart(history.points, words, WIDE);
  const narrow = burnUpChart(history.points, words, NARROW);
  if (wide === null || narrow === null) return null;
  const rows = figureRows(report, words).map((row) =>
    row.map((text, index) => cell(text, { isNumber: index > 0 })),
  );
  const figures = { caption: words.labels.figures, heads: figureHeads(words), rows, empty: null };
  return { heading: words.labels.overTime, wide, narrow, figures };
}

function needsTable(
  { needs, specs }: ProgressReport,
  words: ProgressWords,
  add: AddTarget,
): PageTable {
  const { labels } = words;
  const rows = needs.flatMap(({ kind, spec, section }) => {
    const own = specs[spec];
    const one = own?.sections[section];
    if (own === undefined || one === undefined) return [];
    const { criteria, met } = one.totals;
    const target = add({ kind: "open", spec, section });
    const name = cell(sectionName(one), { detail: `${own.file}:${one.line}`, target });
    return [[name, cell(words.need(kind, criteria - met, one.blockedBy))]];
  });
  const heads = [labels.section, labels.status];
  const empty = rows.length === 0 ? labels.nothingNeeded : null;
  return { caption: labels.needsPerson, heads, rows, empty };
}

function specTable({ specs }: ProgressReport, words: ProgressWords, add: AddTarget): PageTable {
  const { labels } = words;
  const rows = specs.map(({ title, file, totals }, spec) => [
    cell(title, { detail: file, target: add({ kind: "open", spec, section: null }) }),
    ...figureCells(totals, words),
    cell(labels.showSections, {
      target: add({ kind: "show", spec, section: null }),
      label: words.showSectionsOf(title),
    }),
  ]);
  const heads = [labels.spec, ...headsOf(words), labels.sections];
  return { caption: labels.specs, heads, rows, empty: null };
}

function sectionTable({ specs }: ProgressReport, words: ProgressWords, add: AddTarget): PageTable {
  const { labels } = words;
  const rows = (specs[0]?.sections ?? []).map((one, section) =>
    sectionRow(one, words, add({ kind: "open", spec: 0, section })),
  );
  const heads = [labels.section, labels.status, labels.criteriaMet, labels.ticket];
  return { caption: labels.sections, heads, rows, empty: null };
}

function sectionRow(one: SectionProgress, words: ProgressWords, target: number): PageCell[] {
  return [
    cell(sectionName(one), { target }),
    cell(words.state(one.state)),
    one.totals.criteria === 0 ? cell("") : barCell(one.totals, words),
    cell(one.ticket ?? ""),
  ];
}

function divisionTables(report: ProgressReport, words: ProgressWords): PageTable[] {
  return divisionsOf(report, words).map(({ caption, head, groups }) => ({
    caption,
    heads: [head, ...headsOf(words)],
    rows: groups.map(({ name, totals }) => [
      cell(name ?? words.labels.nobody),
      ...figureCells(totals, words),
    ]),
    empty: null,
  }));
}

function headsOf({ labels }: ProgressWords): string[] {
  return [labels.criteriaMet, labels.sectionsDone, labels.realized, labels.unlinked];
}

function figureCells(totals: Totals, words: ProgressWords): PageCell[] {
  const number = numberOf(words);
  const { byState, sections, realized, linked } = totals;
  return [
    barCell(totals, words),
    cell(words.sectionsDone(byState.done, sections)),
    cell(number(realized), { isNumber: true }),
    cell(number(sections - linked), { isNumber: true }),
  ];
}

function barCell(totals: Totals, words: ProgressWords): PageCell {
  const { value, max, text } = barOf(totals, words);
  return cell(text, { bar: { value, max } });
}

function cell(text: string, parts: Partial<PageCell> = {}): PageCell {
  return { text, detail: null, bar: null, isNumber: false, target: null, label: null, ...parts };
}
