import { cutShort } from "../kernel/cut-short.ts";
import { t } from "../kernel/texts.ts";
import type { SpecSection } from "../model/spec.ts";
import { ticketId } from "../model/ticket-ref.ts";
import type { LinedComment } from "./canon-comment.ts";
import { specProblem, type SpecProblem } from "./spec-problem.ts";

/** The comments of a section; `status` is the place of the one among them that counts, or null. */
export interface SectionComments {
  readonly comments: readonly LinedComment[];
  readonly status: number | null;
}

/** What is odd about the sections beside each other and about the comments within one. */
export function checkSections(
  sections: readonly SpecSection[],
  commentsOf: readonly SectionComments[],
): SpecProblem[] {
  const problems: SpecProblem[] = [];
  const idLines = new Map<string, number>();
  const ticketLines = new Map<string, number>();
  for (const section of sections) checkId(section, idLines, problems);
  for (const own of commentsOf) {
    for (const comment of own.comments) checkTicket(comment, ticketLines, problems);
    checkSurplus(own, problems);
  }
  return problems;
}

function checkId(section: SpecSection, lines: Map<string, number>, problems: SpecProblem[]): void {
  const first = lines.get(section.id);
  if (first === undefined) {
    lines.set(section.id, section.line);
    return;
  }
  const message = t(
    'This section has the id "{0}", like the one on line {1}. Both are read, but only by their tickets can they be told apart. Give one of them an id of its own in its status comment.',
    cutShort(section.id, 60),
    first,
  );
  problems.push(specProblem("spec/duplicate-id", "warning", section.line - 1, message));
}

function checkTicket(
  { value, line }: LinedComment,
  lines: Map<string, number>,
  problems: SpecProblem[],
): void {
  if (value.kind !== "ticket" && value.kind !== "shadow") return;
  const id = ticketId(value.ref);
  const first = lines.get(id);
  if (first === undefined) {
    lines.set(id, line + 1);
    return;
  }
  const message = t(
    "{0} is already linked on line {1}. One ticket can follow one section only. Remove one of the two comments.",
    cutShort(id, 60),
    first,
  );
  problems.push(specProblem("spec/duplicate-ticket", "error", line, message));
}

function checkSurplus({ comments, status }: SectionComments, problems: SpecProblem[]): void {
  let primary: { readonly key: string; readonly line: number } | null = null;
  for (const [place, { value, line }] of comments.entries()) {
    if (value.kind === "status" && status !== null && place !== status) {
      const message = t(
        "This section has several status comments; the one on line {0} counts. Remove this one.",
        (comments[status]?.line ?? 0) + 1,
      );
      problems.push(specProblem("spec/duplicate-status", "warning", line, message));
    }
    if (value.kind !== "ticket") continue;
    if (primary === null) {
      primary = { key: value.ref.key, line };
      continue;
    }
    const message = t(
      "This section links several tickets; {0} on line {1} is the one that counts. Write canon:shadow for the others.",
      cutShort(primary.key, 60),
      primary.line + 1,
    );
    problems.push(specProblem("spec/several-tickets", "warning", line, message));
  }
}
