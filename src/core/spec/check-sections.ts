import { cutShort } from "../kernel/cut-short.ts";
import type { SpecSection } from "../model/spec.ts";
import { ticketId } from "../model/ticket-ref.ts";
import type { SectionLayout } from "./build-sections.ts";
import { isKind, isLink, type LinkComment } from "./canon-comment.ts";
import { specProblem, type SpecProblem } from "./spec-problem.ts";

/** What is odd about the sections beside each other and about the comments within one. */
export function checkSections(
  sections: readonly SpecSection[],
  layouts: readonly SectionLayout[],
): SpecProblem[] {
  const problems: SpecProblem[] = [];
  const idLines = new Map<string, number>();
  const ticketLines = new Map<string, number>();
  for (const section of sections) checkId(section, idLines, problems);
  for (const layout of layouts) {
    for (const comment of layout.part.comments) {
      if (isLink(comment)) checkTicket(comment, ticketLines, problems);
    }
    checkSurplus(layout, problems);
  }
  return problems;
}

function checkId(section: SpecSection, lines: Map<string, number>, problems: SpecProblem[]): void {
  const first = lines.get(section.id);
  if (first === undefined) {
    lines.set(section.id, section.line);
    return;
  }
  const message = `This section has the id "${cutShort(section.id, 60)}", like the one on line ${first}. Both are read, but only by their tickets can they be told apart. Give one of them an id of its own in its status comment.`;
  problems.push(specProblem("spec/duplicate-id", "warning", section.line - 1, message));
}

function checkTicket(
  comment: LinkComment,
  lines: Map<string, number>,
  problems: SpecProblem[],
): void {
  const id = ticketId(comment.value.ref);
  const first = lines.get(id);
  if (first === undefined) {
    lines.set(id, comment.line + 1);
    return;
  }
  const message = `${cutShort(id, 60)} is already linked on line ${first}. One ticket can follow one section only. Remove one of the two comments.`;
  problems.push(specProblem("spec/duplicate-ticket", "error", comment.line, message));
}

function checkSurplus({ part, status }: SectionLayout, problems: SpecProblem[]): void {
  let primary: LinkComment | null = null;
  for (const comment of part.comments) {
    if (isKind(comment, "status") && status !== null && comment !== status) {
      const message = `This section has several status comments; the one on line ${status.line + 1} counts. Remove this one.`;
      problems.push(specProblem("spec/duplicate-status", "warning", comment.line, message));
    }
    if (!isLink(comment) || comment.value.kind !== "ticket") continue;
    if (primary === null) {
      primary = comment;
      continue;
    }
    const message = `This section links several tickets; ${cutShort(primary.value.ref.key, 60)} on line ${primary.line + 1} is the one that counts. Write canon:shadow for the others.`;
    problems.push(specProblem("spec/several-tickets", "warning", comment.line, message));
  }
}
