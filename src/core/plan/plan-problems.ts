import type { CanonConfig } from "../config/config.ts";
import type { Problem } from "../kernel/problem.ts";
import { t } from "../kernel/texts.ts";
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
    message: t(
      "{0} of its sections get no ticket until the spec is approved. Set `review_status: approved` in the front matter when it is.",
      count,
    ),
  };
}

/** One ticket can follow one section only; the other one is left alone. */
export function linkedTwice(file: string, line: number, id: TicketId, owner: string): Problem {
  return {
    code: "sync/ticket-linked-twice",
    severity: "warning",
    file,
    line,
    message: t(
      "The ticket {0} is already linked from {1}, which keeps it. This section was left alone. Remove one of the two links.",
      id,
      owner,
    ),
  };
}

/** Tickets of a system that nothing is configured for are not read. */
export function noConnection(file: string, line: number, ref: TicketRef): Problem {
  return {
    code: "sync/no-connection",
    severity: "warning",
    file,
    line,
    message: t(
      "No connection to {0} is configured, so tickets like {1} were not read and the sections linked to them were left alone. Add one under `ticket_systems`.",
      ref.system,
      ref.key,
    ),
  };
}

/** A ticket is in a state that the map does not know. */
export function unmappedProblem(at: { file: string; line: number; name: string }): Problem {
  return {
    code: "sync/unmapped-status",
    severity: "warning",
    file: at.file,
    line: at.line,
    message: t(
      "The ticket's status \"{0}\" has no counterpart among spec states. The section's status was left alone. Add it under `status_map.reverse`.",
      at.name,
    ),
  };
}
