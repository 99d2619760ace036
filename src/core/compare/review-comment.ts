import { toPlainProse } from "../spec/foreign-prose.ts";
import { placeText, type Contradiction } from "./findings.ts";

/**
 * A contradiction as a comment for the review of the change, in Markdown.
 *
 * Shape:  what the spec and the model say stands in it as plain words. Not yet redacted.
 */
export function reviewComment({ spec, section, statement, code, why }: Contradiction): string {
  const number = section.number === null ? "" : `${section.number} `;
  const plain = (text: string): string => toPlainProse(text.replace(/\s+/g, " "));
  return [
    `${plain(placeText(code))} may contradict ${plain(`${number}${section.title}`)} in ${plain(spec.file)}:`,
    "",
    `> ${plain(statement)}`,
    "",
    plain(why),
    "",
  ].join("\n");
}
