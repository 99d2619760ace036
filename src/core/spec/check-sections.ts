import { cutShort } from "../kernel/cut-short.ts";
import { t } from "../kernel/texts.ts";
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
  const message = t(
    'This section has the id "{0}", like the one on line {1}. Both are read, but only by their tickets can they be told apart. Give one of them an id of its own in its status comment.',
    cutShort(section.id, 60),
    first,
  );
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
  const message = t(
    "{0} is already linked on line {1}. One ticket can follow one section only. Remove one of the two comments.",
    cutShort(id, 60),
    first,
  );
  problems.push(specProblem("spec/duplicate-ticket", "error", comment.line, message));
}

function checkSurplus({ part, status }: SectionLayout, problems: SpecProblem[]): void {
  let primary: LinkComment | null = null;
  for (const comment of part.comments) {
    if (isKind(comment, "status") && status !== null && comment !== status) {
      const message = t(
        "This section has several status comments; the one on line {0} counts. Remove this one.",
        status.line + 1,
      );
      problems.push(specProblem("spec/duplicate-status", "warning", comment.line, message));
    }
    if (!isLink(comment) || comment.value.kind !== "ticket") continue;
    if (primary === null) {
      primary = comment;
      continue;
    }
    const message = t(
      "This section links several tickets; {0} on line {1} is the one that counts. Write canon:shadow for the others.",
      cutShort(primary.value.ref.key, 60),
      primary.line + 1,
    );
    problems.push(specProblem("spec/several-tickets", "warning", comment.line, message));
  }
}
