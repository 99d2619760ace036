import type { MergedWork } from "../../model/merged-work.ts";
import { findBranchNames, findNames, type TicketName } from "./find-names.ts";
import { readableLines } from "./readable-lines.ts";

/** Where in a piece of work something was named. */
export type NamedIn = "title" | "body" | "branch" | "commit";

/** One line that somebody wrote about a piece of work. */
export interface WorkLine {
  readonly where: NamedIn;
  readonly text: string;
  readonly isTitle: boolean;
  readonly isQuoted: boolean;
  readonly label: string;
  /** The commit takes another one back, so what it names is not done by this work. */
  readonly isTakenBack: boolean;
}

/** Everything that a piece of work says. `isWhole` is false when a ceiling left something out. */
export interface WorkTexts {
  readonly lines: readonly WorkLine[];
  readonly branch: string;
  readonly isWhole: boolean;
}

const MAX_TITLE = 1000;
const MAX_BODY = 70_000;
const MAX_MESSAGE = 10_000;
const MAX_ALL = 400_000;
const REVERT = /^\s*(?:Revert|Reapply)\s+["“]/;

/**
 * The title, body and commit messages of a piece of work, line by line.
 *
 * Shape:  without the texts that a program which updates dependencies copied from strangers.
 */
export function workTexts(work: MergedWork, isByStrangers: boolean): WorkTexts {
  const lines = [...linesOf("title", work.title.slice(0, MAX_TITLE), false)];
  let length = work.title.length;
  let isWhole = work.isComplete && work.title.length <= MAX_TITLE;
  if (!isByStrangers) {
    lines.push(...linesOf("body", work.body.slice(0, MAX_BODY), false));
    isWhole &&= work.body.length <= MAX_BODY;
    length += work.body.length;
    for (const { message } of work.commits) {
      length += message.length;
      isWhole &&= message.length <= MAX_MESSAGE && length <= MAX_ALL;
      if (length > MAX_ALL) break;
      lines.push(...linesOf("commit", message.slice(0, MAX_MESSAGE), REVERT.test(message)));
    }
  }
  return { lines, branch: work.branch ?? "", isWhole };
}

/** A ticket's name with the place where it stands. */
export type NamedTicket =
  | {
      readonly line: WorkLine;
      readonly name: TicketName;
      readonly start: number;
      readonly end: number;
    }
  | { readonly line: null; readonly name: TicketName; readonly isSure: boolean };

/** Everything in a piece of work that may name a ticket, in order; the branch comes last. */
export function namedTickets({ lines, branch }: WorkTexts): NamedTicket[] {
  const inLines = lines.flatMap((line) =>
    findNames(line.text).map((found): NamedTicket => ({ line, ...found })),
  );
  const inBranch = findBranchNames(branch);
  return [...inLines, ...inBranch.map((found): NamedTicket => ({ line: null, ...found }))];
}

function linesOf(where: NamedIn, text: string, isTakenBack: boolean): WorkLine[] {
  return readableLines(text).map((line, place) => ({
    where,
    ...line,
    isTitle: place === 0 && where !== "body",
    isTakenBack,
  }));
}
