import { t } from "../../kernel/texts.ts";
import { unclosedAt } from "../build-spec.ts";
import { insertLines } from "../insert-lines.ts";
import { endOf, isBlank, lineText, toLines, type TextLines } from "../text-lines.ts";
import type { Mend, Mender } from "./mend.ts";

/** Closes a code block or an element where the next heading begins, or at the end of the file. */
export const mendBlock: Mender = (spec, { line }) => {
  const unclosed = unclosedAt(spec.text);
  if (unclosed === null || unclosed.isComment || unclosed.line !== line - 1) return [];
  const lines = toLines(spec.text, spec.text.startsWith("\uFEFF") ? 1 : 0);
  const heading = nextHeading(lines, line);
  const rows = [unclosed.closer];
  const ways: Mend[] = [];
  if (heading !== undefined) {
    let at = heading;
    while (at > line && isBlank(lines, at - 1)) at -= 1;
    ways.push({
      title: t("Close it with {0} before line {1}", unclosed.closer, heading + 1),
      splices: [insertLines(lines, at, at === heading ? [...rows, ""] : rows)],
      isPreferred: false,
    });
  }
  const last = lines.starts.length;
  const end = isBlank(lines, last - 1) ? last - 1 : last;
  const title = t("Close it with {0} at the end of the file", unclosed.closer);
  return [...ways, { title, splices: [insertLines(lines, end, rows)], isPreferred: false }];
};

/** Closes a comment at the end of the line where it begins. */
export const mendUnclosedComment: Mender = (spec, { line }) => {
  const lines = toLines(spec.text, spec.text.startsWith("\uFEFF") ? 1 : 0);
  const row = lineText(lines, line - 1);
  const kept = row.replace(/[ \t]*[-\u2013\u2014]*>?[ \t]*$/, "");
  const end = endOf(lines, line - 1);
  const splices = [{ start: end - row.length + kept.length, end, text: " -->" }];
  return [{ title: t("Close the comment with --> on its line"), splices, isPreferred: true }];
};

function nextHeading(lines: TextLines, from: number): number | undefined {
  for (let index = from; index < lines.starts.length; index++) {
    if (/^#{1,6}[ \t]/.test(lineText(lines, index))) return index;
  }
  return undefined;
}
