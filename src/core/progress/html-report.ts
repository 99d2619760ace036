import { sha256Base64 } from "../kernel/content-hash.ts";
import { burnUpChart, dayText, NARROW, WIDE } from "./chart.ts";
import { chartSvg } from "./chart-svg.ts";
import { divisionTables, needList, sectionTables, specTable, table } from "./html-tables.ts";
import { escaped, tag } from "./markup.ts";
import type { ProgressWords } from "./progress-words.ts";
import { figureHeads, figureRows, notesOf, tilesOf } from "./report-parts.ts";
import { REPORT_STYLE } from "./report-style.ts";
import type { ProgressReport } from "./report.ts";

/**
 * Writes a report as one file of HTML.
 *
 * Shape:  needs nothing besides itself: no script, no other file, no address. Its policy allows its
 *         own style, by its hash, and nothing else.
 */
export function htmlReport(report: ProgressReport, words: ProgressWords): string {
  const title = words.heading(report.name);
  const policy = `default-src 'none'; style-src 'sha256-${sha256Base64(REPORT_STYLE)}'; base-uri 'none'; form-action 'none'`;
  return `<!DOCTYPE html>
<html lang="${escaped(words.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escaped(policy)}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>${REPORT_STYLE}</style>
</head>
<body>
<main>
${bodyParts(report, title, words).join("\n")}
</main>
</body>
</html>
`;
}

function bodyParts(report: ProgressReport, title: string, words: ProgressWords): string[] {
  const { labels, language } = words;
  const notes = notesOf(report, words);
  return [
    tag("h1", {}, escaped(title)),
    tag("p", { class: "muted" }, escaped(words.madeOn(dayText(report.takenAt, language)))),
    tiles(report, words),
    ...picture(report, words),
    ...notes.map((note) => tag("p", { class: "muted" }, escaped(note))),
    tag("h2", {}, escaped(labels.needsPerson)),
    needList(report, words),
    tag("h2", {}, escaped(labels.specs)),
    report.specs.length === 0
      ? tag("p", {}, escaped(labels.noSpecs))
      : specTable(report, words) + sectionTables(report, words),
    ...divisionTables(report, words),
  ];
}

function tiles(report: ProgressReport, words: ProgressWords): string {
  const all = tilesOf(report, words).map(({ label, value, detail }) =>
    tag(
      "div",
      {},
      tag("dt", {}, escaped(label)),
      tag("dd", { class: "value" }, escaped(value)),
      ...(detail === "" ? [] : [tag("dd", { class: "muted" }, escaped(detail))]),
    ),
  );
  return tag("dl", { class: "tiles" }, ...all);
}

/** The picture in two sizes, of which one is shown, and its figures as a table. */
function picture(report: ProgressReport, words: ProgressWords): string[] {
  const { history } = report;
  if (history.kind !== "known") return [];
  const drawn = (["wide", "narrow"] as const).flatMap((name) => {
    const chart = burnUpChart(history.points, words, name === "wide" ? WIDE : NARROW);
    return chart === null ? [] : [chartSvg(chart, { name, isFile: false })];
  });
  const rows = figureRows(report, words);
  const figures = table(words.labels.figures, figureHeads(words), rows, { numbersFrom: 1 });
  const summary = tag("summary", {}, escaped(words.labels.figures));
  return [
    tag("h2", {}, escaped(words.labels.overTime)),
    tag("figure", {}, ...drawn),
    tag("details", {}, summary, figures),
  ];
}
