import type { Problem } from "../kernel/problem.ts";
import { plural } from "../view/spec-counts.ts";
import { inertLine } from "../view/plain-text.ts";

/** More rows than this help nobody on one page. */
const MOST_ROWS = 200;
/** Keeps a page of such rows well below the megabyte that GitHub takes for a summary. */
const MOST_LETTERS = 500;

/**
 * Problems as a page in Markdown, for the summary of a job or a comment on a pull request.
 *
 * Shape:  the counts, and a table with the gravest first. What others wrote stays text: it forms
 *         no link, heading, table or mention.
 */
export function toMarkdown(problems: readonly Problem[], files: number): string {
  const count = (severity: Problem["severity"]): number =>
    problems.filter((one) => one.severity === severity).length;
  const [errors, warnings] = [count("error"), count("warning")];
  const counts = [
    ...(errors === 0 ? [] : [plural(errors, "error")]),
    ...(warnings === 0 ? [] : [plural(warnings, "warning")]),
  ].join(" and ");
  const verdict = counts === "" ? "No problems" : counts;
  const rows = problems.toSorted((a, b) => GRAVITY[a.severity] - GRAVITY[b.severity]);
  const left = rows.length - MOST_ROWS;
  return [
    "## Canon check",
    "",
    `**${verdict}** in ${plural(files, "spec")}.`,
    "",
    ...(rows.length === 0 ? [] : [...HEAD, ...rows.slice(0, MOST_ROWS).map(rowOf), ""]),
    ...(left > 0 ? [`And ${String(left)} more.`, ""] : []),
  ].join("\n");
}

const GRAVITY = { error: 0, warning: 1, info: 2 } as const;
const HEAD = ["| | Where | What |", "| --- | --- | --- |"];

function rowOf({ severity, file, line, message, code }: Problem): string {
  const place = file === undefined ? "" : line === null ? file : `${file}:${String(line)}`;
  return `| ${severity} | ${inert(place)} | ${inert(message)} (${inert(code)}) |`;
}

/**
 * Every sign that could mean something in Markdown or HTML is written as a reference. GitHub looks
 * for names and numbers in what is left of that, so the blank that nobody sees breaks them up.
 */
function inert(text: string): string {
  return inertLine(text, MOST_LETTERS)
    .replace(/[^\p{L}\p{M}\p{N} .,;?!'"()/%+=-]/gu, (sign) => `&#${String(sign.codePointAt(0))};`)
    .replace(/&#(?:35|64);/g, "$&&#8203;")
    .replace(/(?:https?|www|\/)(?=&#58;|\.|\/)/gi, "$&&#8203;");
}
