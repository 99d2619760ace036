import { ok } from "../kernel/result.ts";
import type { Splice } from "../kernel/splice.ts";
import { t } from "../kernel/texts.ts";
import type { SpecDocument, SpecSection } from "../model/spec.ts";
import { editTarget, refuse, type EditTarget, type SpecEdit } from "./edit-target.ts";
import { HEADING_ID, isSameTitle, toHeadingTitle } from "./heading-title.ts";
import { firstSafeEdit, isSame } from "./safe-edit.ts";
import { scanComments } from "./scan-comments.ts";
import { endOf, lineText, startOf, type TextLines } from "./text-lines.ts";

/**
 * Gives a section another title.
 *
 * Shape:  the title is made harmless first (`toHeadingTitle`). Number, depth, form of the heading,
 *         a trailing `{#id}` and comments in the heading stay. No splices when the section has
 *         this title already.
 * Errors: an empty or redacted title; one that a heading cannot hold without becoming another.
 */
export function setTitle(document: SpecDocument, sectionIndex: number, title: string): SpecEdit {
  const target = editTarget(document, sectionIndex);
  if (!target.ok) return target;
  const { section } = target.value;
  const wanted = toHeadingTitle(title);
  if (wanted === "") {
    return refuse(
      "spec/empty-title",
      section.line,
      t(
        'The new title for section "{0}" is empty, so the heading was not changed. Give the ticket a title.',
        section.title,
      ),
    );
  }
  if (wanted.includes("[REDACTED:")) {
    return refuse(
      "spec/redacted-text",
      section.line,
      t(
        'The new title for section "{0}" holds a redacted secret, so the heading was not changed. Remove the secret on both sides.',
        section.title,
      ),
    );
  }
  if (isSameTitle(section.title, wanted)) return ok([]);
  // A heading that is underlined is a paragraph, whose first character can make it something else.
  const titles = /^[!-/:-@[-`{-~]/.test(wanted) ? [wanted, `\\${wanted}`] : [wanted];
  const candidates = titles.flatMap((one) => retitled(target.value, one));
  return firstSafeEdit(target.value, candidates, (before, after) =>
    differsInTitle(before, after, wanted),
  );
}

function retitled({ layout, section, place }: EditTarget, title: string): Splice[][] {
  const { lines } = layout;
  const { start, end } = contentOf(lines, place.part.heading);
  const content = lines.text.slice(start, end);
  const number = section.number === null ? "" : (/^\d[\d.]*\s+/.exec(content)?.[0] ?? "");
  const comments = scanComments(content, 0, content.length, "inline")
    .filter(({ isClosed }) => isClosed)
    .map((comment) => content.slice(comment.start, comment.end));
  const id = HEADING_ID.test(title) ? "" : (HEADING_ID.exec(section.title)?.[0] ?? "");
  const words = [title, id, ...comments].filter((part) => part !== "").join(" ");
  const gap = start > 0 && lines.text.charAt(start - 1) === "#" ? " " : "";
  return [[{ start, end, text: gap + number + words }]];
}

/** What stands between the marks of a heading: behind its `#`, or above its underline. */
function contentOf(
  lines: TextLines,
  { first, end }: EditTarget["place"]["part"]["heading"],
): { start: number; end: number } {
  const line = lineText(lines, first);
  const marks = /^ {0,3}#{1,6}(?:[ \t]+|$)/.exec(line)?.[0];
  if (marks !== undefined) {
    const rest = line.slice(marks.length).trimEnd();
    const closing = /(?:^|[ \t])#+$/.exec(rest)?.index ?? rest.length;
    const start = startOf(lines, first) + marks.length;
    return { start, end: start + rest.slice(0, closing).trimEnd().length };
  }
  const start = startOf(lines, first) + (line.length - line.trimStart().length);
  const last = lineText(lines, end - 2);
  return { start, end: endOf(lines, end - 2) - (last.length - last.trimEnd().length) };
}

/** Without a status comment and a number, the title also is what the section's id comes from. */
function differsInTitle(before: SpecSection, after: SpecSection, wanted: string): boolean {
  return (
    isSameTitle(after.title, wanted) &&
    isSame({ ...before, title: "", id: "" }, { ...after, title: "", id: "" })
  );
}
