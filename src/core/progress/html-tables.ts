import { escaped, tag } from "./markup.ts";
import type { SectionProgress } from "./measure-progress.ts";
import type { ProgressWords } from "./progress-words.ts";
import { barOf, divisionsOf, numberOf } from "./report-parts.ts";
import type { ProgressReport } from "./report.ts";
import type { Totals } from "./totals.ts";

/** A table of texts. From the column `numbersFrom` on, figures stand below each other. */
export function table(
  name: string,
  heads: readonly string[],
  rows: readonly (readonly string[])[],
  { numbersFrom }: { readonly numbersFrom: number },
): string {
  const body = rows.map((row) => row.map((text) => escaped(text)));
  return markupTable(name, heads, body, numbersFrom);
}

/** What is said of a group, a spec or a section: its bar, and figures. */
function figureHeads({ labels }: ProgressWords): string[] {
  return [labels.criteriaMet, labels.sectionsDone, labels.realized, labels.unlinked];
}

function figureCells(totals: Totals, words: ProgressWords): string[] {
  const number = numberOf(words);
  return [
    bar(totals, words),
    escaped(words.sectionsDone(totals.byState.done, totals.sections)),
    escaped(number(totals.realized)),
    escaped(number(totals.sections - totals.linked)),
  ];
}

export function specTable({ specs }: ProgressReport, words: ProgressWords): string {
  const rows = specs.map(({ title, file, totals }) => [
    escaped(title) + tag("div", { class: "muted" }, escaped(file)),
    ...figureCells(totals, words),
  ]);
  return markupTable(words.labels.specs, [words.labels.spec, ...figureHeads(words)], rows, 3);
}

/** The sections of each spec, folded where there are several specs. */
export function sectionTables({ specs }: ProgressReport, words: ProgressWords): string {
  const { labels } = words;
  const heads = [labels.section, labels.status, labels.criteriaMet, labels.ticket];
  return specs
    .map(({ title, sections }) => {
      const isOnly = specs.length === 1 ? { open: "" } : {};
      const summary = tag("summary", {}, escaped(title));
      const rows = sections.map((section) => sectionRow(section, words));
      const inside =
        rows.length === 0
          ? tag("p", {}, escaped(labels.noSections))
          : markupTable(title, heads, rows, heads.length);
      return tag("details", isOnly, summary, inside);
    })
    .join("");
}

function sectionRow(section: SectionProgress, words: ProgressWords): string[] {
  const { state, totals, ticket } = section;
  return [
    escaped(sectionName(section)),
    escaped(words.state(state)),
    totals.criteria === 0 ? "" : bar(totals, words),
    escaped(ticket ?? ""),
  ];
}

export function needList({ needs, specs }: ProgressReport, words: ProgressWords): string {
  if (needs.length === 0) return tag("p", {}, escaped(words.labels.nothingNeeded));
  const items = needs.flatMap(({ kind, spec, section }) => {
    const own = specs[spec];
    const one = own?.sections[section];
    if (own === undefined || one === undefined) return [];
    const open = one.totals.criteria - one.totals.met;
    return tag(
      "li",
      {},
      tag("span", { class: "need" }, escaped(words.need(kind, open, one.blockedBy))),
      ": ",
      escaped(sectionName(one)),
      " ",
      tag("span", { class: "muted" }, escaped(`${own.file}:${one.line}`)),
    );
  });
  return tag("ul", {}, ...items);
}

export function divisionTables(report: ProgressReport, words: ProgressWords): string[] {
  return divisionsOf(report, words).map(({ caption, head, groups }) => {
    const rows = groups.map(({ name, totals }) => [
      escaped(name ?? words.labels.nobody),
      ...figureCells(totals, words),
    ]);
    return (
      tag("h2", {}, escaped(caption)) + markupTable(caption, [head, ...figureHeads(words)], rows, 3)
    );
  });
}

export function sectionName({ number, title }: SectionProgress): string {
  return number === null ? title : `${number} ${title}`;
}

function bar(totals: Totals, words: ProgressWords): string {
  const { value, max, text } = barOf(totals, words);
  return tag("progress", { value, max, "aria-label": text }) + tag("span", {}, escaped(text));
}

/** The roles are said in words since a narrow screen shows a row as a block, not as a row. */
function markupTable(
  name: string,
  heads: readonly string[],
  rows: readonly (readonly string[])[],
  numbersFrom: number,
): string {
  const kind = (index: number): Record<string, string> =>
    index >= numbersFrom ? { class: "number" } : {};
  const head = heads.map((text, index) =>
    tag("th", { scope: "col", role: "columnheader", ...kind(index) }, escaped(text)),
  );
  const cell = (inside: string, index: number): string =>
    index === 0
      ? tag("th", { scope: "row", role: "rowheader" }, inside)
      : tag("td", { role: "cell", ...kind(index), "data-label": heads[index] ?? "" }, inside);
  const body = rows.map((row) => tag("tr", { role: "row" }, ...row.map(cell)));
  const whole =
    tag("thead", { role: "rowgroup" }, tag("tr", { role: "row" }, ...head)) +
    tag("tbody", { role: "rowgroup" }, ...body);
  // What can be scrolled must be reached by keyboard.
  const region = { class: "scrolls", role: "region", tabindex: 0, "aria-label": name };
  return tag("div", region, tag("table", { role: "table" }, whole));
}
