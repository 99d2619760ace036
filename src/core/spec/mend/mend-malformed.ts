import { t } from "../../kernel/texts.ts";
import { SPEC_STATES } from "../../model/status.ts";
import { readComment } from "../read-comment.ts";
import { commentsAt, withContent, type CommentAt } from "./comments-at.ts";
import type { Mend, Mender } from "./mend.ts";

/**
 * A comment that is almost right, where only one reading of it is possible.
 *
 * Nothing is ever left out: a comment with a word too many may mean anything.
 */
export const mendMalformed: Mender = (spec, { line }) =>
  commentsAt(spec, line).flatMap((comment): Mend[] => {
    if (!comment.isClosed) return closing(spec.text, comment);
    const isLong = /[\r\n]/.test(comment.body.trim());
    // A second comment within means that the end of the first one is lost.
    if (isLong && comment.body.includes("<!--")) return closing(spec.text, comment);
    const content = repaired(comment.body);
    if (content === null || content === comment.body.trim()) return [];
    return [
      {
        title: `Write <!-- ${content.slice(0, 80)} -->`,
        splices: [withContent(comment, content)],
        isPreferred: true,
      },
    ];
  });

/** What the words of a comment say in the documented form; null where that is not certain. */
export function repaired(body: string): string | null {
  let content = body.trim();
  for (const step of STEPS) {
    content = step(content);
    const { comment, oddities } = readComment(content);
    if (comment.kind !== "unreadable" && oddities.length === 0) return content;
  }
  return null;
}

/** From what surely changes no meaning to what only one word can have meant. */
const STEPS: readonly ((content: string) => string)[] = [
  (content) => content.replace(/\s*[\r\n]+\s*/g, " "),
  (content) =>
    content.replace(
      /^(canon|specwright)\s*:\s*([A-Za-z-]+)\s*:\s*/i,
      (_, name: string, word: string) => `${name.toLowerCase()}:${word.toLowerCase()}:`,
    ),
  (content) =>
    content.replace(
      /(\s)(status|url|file)\s*[:=]\s*/gi,
      (_, gap: string, word: string) => `${gap}${word.toLowerCase()}:`,
    ),
  (content) =>
    content.replace(
      /^(\w+:(?:ticket|shadow):)([A-Za-z-]+)(?:\s*:\s*|\s+)/,
      (_, before: string, system: string) => `${before}${system.toLowerCase()}:`,
    ),
  (content) =>
    content.replace(
      /(\sstatus:)(\S+(?:[ -]\S+)*)$/,
      (_, label: string, word: string) => label + stateOf(word),
    ),
  (content) =>
    content.replace(
      /^(\w+:delta:)(\w+)$/,
      (_, label: string, word: string) => label + word.toLowerCase(),
    ),
  (content) =>
    content.replace(
      /^(\w+:(?:system|section):\S+)\s+([A-Za-z_-]+)$/,
      (all: string, id: string, word: string) =>
        isState(stateOf(word)) ? `${id} status:${stateOf(word)}` : all,
    ),
];

function stateOf(written: string): string {
  const word = written.toLowerCase().replace(/[ -]+/g, "_");
  return SPEC_STATES.find((state) => state === word) ?? written;
}

function isState(word: string): boolean {
  return SPEC_STATES.some((one) => one === word);
}

/** The end of the line is where the documented form ends a comment. */
function closing(text: string, comment: CommentAt): Mend[] {
  const row = text.slice(comment.start, comment.lineEnd);
  const bare = row.replace(/[ \t]*[-\u2013\u2014]*(?:>|\u2192)?[ \t]*$/, "");
  const { comment: read, oddities } = readComment(bare.slice("<!--".length));
  if (read.kind === "unreadable" || oddities.length > 0) return [];
  const start = comment.start + bare.length;
  const splices = [{ start, end: comment.lineEnd, text: " -->" }];
  return [{ title: t("Close the comment with -->"), splices, isPreferred: true }];
}
