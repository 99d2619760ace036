import { dayText } from "./chart.ts";
import type { SectionProgress } from "./measure-progress.ts";
import { sectionName } from "./html-tables.ts";
import type { ProgressWords } from "./progress-words.ts";
import { divisionsOf, figureHeads, figureRows, notesOf, tilesOf } from "./report-parts.ts";
import type { ProgressReport } from "./report.ts";
import type { Totals } from "./totals.ts";

/** Writes a report as Markdown: for a terminal, a wiki or a pull request. */
export function markdownReport(report: ProgressReport, words: ProgressWords): string {
  const { labels, language } = words;
  const notes = notesOf(report, words);
  const figures = figureRows(report, words);
  const blocks = [
    `# ${plain(words.heading(report.name))}`,
    plain(words.madeOn(dayText(report.takenAt, language))),
    tilesOf(report, words)
      .map(({ label, value, detail }) => `- ${label}: **${value}** ${detail}`.trimEnd())
      .join("\n"),
    ...notes.map(plain),
    `## ${labels.needsPerson}`,
    needLines(report, words),
    `## ${labels.specs}`,
    report.specs.length === 0 ? labels.noSpecs : specRows(report, words),
    ...divisionsOf(report, words).flatMap(({ caption, head, groups }) => [
      `## ${caption}`,
      table(
        [head, labels.criteriaMet, labels.sectionsDone],
        groups.map(({ name, totals }) => [name ?? labels.nobody, ...cells(totals, words)]),
      ),
    ]),
    ...(figures.length === 0 ? [] : [`## ${labels.overTime}`, table(figureHeads(words), figures)]),
  ];
  return `${blocks.join("\n\n")}\n`;
}

function specRows({ specs }: ProgressReport, words: ProgressWords): string {
  const { spec, criteriaMet, sectionsDone } = words.labels;
  return table(
    [spec, criteriaMet, sectionsDone],
    specs.map(({ title, file, totals }) => [`${title} (${file})`, ...cells(totals, words)]),
  );
}

function cells(totals: Totals, words: ProgressWords): string[] {
  const { criteria, met, byState, sections } = totals;
  return [words.criteriaMet(met, criteria), words.sectionsDone(byState.done, sections)];
}

function needLines({ needs, specs }: ProgressReport, words: ProgressWords): string {
  const lines = needs.flatMap(({ kind, spec, section }) => {
    const own = specs[spec];
    const one: SectionProgress | undefined = own?.sections[section];
    if (own === undefined || one === undefined) return [];
    const { criteria, met } = one.totals;
    const why = plain(words.need(kind, criteria - met, one.blockedBy));
    return [`- **${why}**: ${plain(sectionName(one))} (${plain(`${own.file}:${one.line}`)})`];
  });
  return lines.length === 0 ? words.labels.nothingNeeded : lines.join("\n");
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (texts: readonly string[]): string => `| ${texts.map(plain).join(" | ")} |`;
  return [line(heads), `|${heads.map(() => " --- |").join("")}`, ...rows.map(line)].join("\n");
}

/** What Markdown, or HTML in it, would take for more than text gets a backslash. */
function plain(text: string): string {
  return text.replace(/[\\`*_[\]<>|#~]/g, "\\$&").replaceAll("&", "&amp;");
}
