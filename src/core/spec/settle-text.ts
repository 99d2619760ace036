import { toCriterionText } from "./criterion-text.ts";
import { readManagedText, renderManagedText, type SharedText } from "./managed-text.ts";

/** HTML that only an end mark of its own closes, and what could be read as a check-box. */
const DOUBTFUL_HTML = /<(?:!|\?|pre|script|style|textarea)/i;
const DOUBTFUL_BOX = /(?:^|\n)[ \t]*[-*+\d][ \t*+\-.)\d]*\[[ xX]\][ \t]/;

/**
 * Makes sure that a section's text reads back from a ticket as it was sent.
 *
 * Shape:  the text itself in nearly all cases. An unclosed block gets its end; what still reads
 *         differently stands in a code fence, where nothing in it can become a box or a comment.
 *         `closer` is what closes the text, null when it is closed; `isShaken` says that comments
 *         or boxes were taken out of places where that can change what the rest is.
 */
export function settleText(
  text: SharedText,
  { closer, isShaken }: { closer: string | null; isShaken: boolean },
): SharedText {
  if (!isShaken && closer === null && !isDoubtful(text)) return text;
  const whole = closer === null ? text : { ...text, prose: `${text.prose}\n${closer}` };
  const fenced = { ...text, prose: fence(text.prose) };
  const plain = {
    prose: fence(text.prose),
    criteria: text.criteria.map((criterion) => ({
      ...criterion,
      text: toCriterionText(criterion.text),
      details: criterion.details === "" ? "" : fence(criterion.details),
    })),
  };
  return [whole, fenced].find(readsBack) ?? plain;
}

function isDoubtful({ prose, criteria }: SharedText): boolean {
  return (
    (prose.includes("<") && DOUBTFUL_HTML.test(prose)) ||
    (prose.includes("[") && DOUBTFUL_BOX.test(prose)) ||
    criteria.some(({ text, details }) => details !== "" || text.includes("<!--"))
  );
}

function readsBack(text: SharedText): boolean {
  const read = readManagedText(renderManagedText({ ...text, footer: "end" }));
  return (
    read.prose === text.prose &&
    read.criteria.length === text.criteria.length &&
    read.criteria.every((criterion, index) => {
      const other = text.criteria[index];
      return criterion.text === other?.text && criterion.details === other.details;
    })
  );
}

function fence(text: string): string {
  if (text === "") return "";
  let mark = "```";
  for (const [run] of text.matchAll(/`{3,}/g)) if (run.length >= mark.length) mark = `${run}\``;
  return `${mark}\n${text}\n${mark}`;
}
