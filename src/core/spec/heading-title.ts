import { toCriterionText } from "./criterion-text.ts";
import { escapeLinks } from "./escape-links.ts";

/** The id that some renderers take from the end of a heading: `{#retry}`. */
export const HEADING_ID = /\{#[\w:.-]+\}$/;

/**
 * The title of a ticket as it may stand in a heading, whoever wrote it.
 *
 * Shape:  one line without control and direction characters; nothing in it can open a comment, an
 *         HTML tag or a link that is not to the web, or end the heading. The same title again when
 *         applied twice.
 */
export function toHeadingTitle(text: string): string {
  return escapeLinks(toCriterionText(text)).replace(/(^| )(#+)$/, "$1\\$2");
}

/**
 * A title in a form that survives being stored by a tracker, and being written into a heading.
 *
 * Shape:  for comparison only; most titles are their own.
 */
export function comparableTitle(text: string): string {
  const bare = text.trimEnd().replace(HEADING_ID, "").trimEnd();
  const title = toHeadingTitle(bare === "" ? text : bare);
  return title.normalize("NFC").replace(/^\\(?=[!-/:-@[-`{-~])/, "");
}

export function isSameTitle(a: string, b: string): boolean {
  return a === b || comparableTitle(a) === comparableTitle(b);
}
