import type { CanonConfig } from "../config/config.ts";
import type { Problem } from "../kernel/problem.ts";
import type { TicketId, TicketRef } from "../model/ticket-ref.ts";
import { isOpenAndUnlinked, needsReview } from "./plan-unlinked.ts";
import type { SpecReading } from "./snapshot.ts";

/** Says once for a spec, not once for a section, that its tickets wait for a review. */
export function waitsForReview(
  config: CanonConfig,
  { file, document }: SpecReading,
): Problem | null {
  if (!needsReview(config, document.frontMatter)) return null;
  const count = document.sections.filter(isOpenAndUnlinked).length;
  if (count === 0) return null;
  return {
    code: "sync/review-required",
    severity: "info",
    file,
    line: 1,
    message: `${count} of its sections get no ticket until the spec is approved. Set \`review_status: approved\` in the front matter when it is.`,
  };
}

/** One ticket can follow one section only; the other one is left alone. */
export function linkedTwice(file: string, line: number, id: TicketId, owner: string): Problem {
  return {
    code: "sync/ticket-linked-twice",
    severity: "warning",
    file,
    line,
    message: `The ticket ${id} is already linked from ${owner}, which keeps it. This section was left alone. Remove one of the two links.`,
  };
}

/** Tickets of a system that nothing is configured for are not read. */
export function noConnection(file: string, line: number, ref: TicketRef): Problem {
  return {
    code: "sync/no-connection",
    severity: "warning",
    file,
    line,
    message: `No connection to ${ref.system} is configured, so tickets like ${ref.key} were not read and the sections linked to them were left alone. Add one under \`ticket_systems\`.`,
  };
}

/** A ticket is in a state that the map does not know. */
export function unmappedProblem(at: { file: string; line: number; name: string }): Problem {
  return {
    code: "sync/unmapped-status",
    severity: "warning",
    file: at.file,
    line: at.line,
    message: `The ticket's status "${at.name}" has no counterpart among spec states. The section's status was left alone. Add it under \`status_map.reverse\`.`,
  };
}
