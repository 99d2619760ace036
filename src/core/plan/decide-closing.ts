import { ticketStatusFor } from "../config/status-map.ts";
import { t } from "../kernel/texts.ts";
import { formatSpecStatus } from "../model/status.ts";
import { askedFor } from "./choices.ts";
import { closingKey, inWords } from "./closings.ts";
import { holdLinked, type LinkedSection } from "./linked-section.ts";
import type { StatusMove } from "./merge-status.ts";
import type { ItemReason } from "./item-base.ts";
import type { HeldItem, PlanOptions } from "./plan.ts";
import type { Snapshot } from "./snapshot.ts";

/** What becomes of a section whose ticket was closed. */
type ClosingDecision =
  | { readonly kind: "flows" }
  | { readonly kind: "held"; readonly held: HeldItem }
  | {
      readonly kind: "reopened";
      /** The status that the ticket gets back. */
      readonly status: string;
      readonly reason: ItemReason;
      readonly note: string;
    };

/**
 * Decides whether a section follows its closed ticket.
 *
 * Shape:  only where `specs.verify_on_close` requires it, and something speaks against the claim. A
 *         person can accept it all the same, or have the ticket reopened.
 */
export function decideClosing(
  linked: LinkedSection,
  { config, closings }: Pick<Snapshot, "config" | "closings">,
  options: PlanOptions,
  { status }: Extract<StatusMove, { kind: "to-spec" }>,
): ClosingDecision {
  const { section, spec, system, ticket } = linked;
  const at = { file: spec.file, sectionIndex: section.index };
  const doubts = closings?.get(closingKey(at)) ?? [];
  const isHeld = config.verifyOnClose === "require" && status.state === "done";
  if (!isHeld || doubts.length === 0) return { kind: "flows" };
  const asked = askedFor(options, at, "status");
  if (asked === "tracker") return { kind: "flows" };
  const why = inWords(doubts);
  if (asked === "spec" && section.status !== null) {
    return {
      kind: "reopened",
      status: ticketStatusFor(system, section.status.state),
      reason: "verify/unproven",
      note: t("The ticket was closed, but {0}.", why),
    };
  }
  const held = holdLinked(linked, "verify/unproven", {
    spec: section.status === null ? null : formatSpecStatus(section.status),
    tracker: ticket.status.name,
    base: null,
    message: t(
      'The ticket {0} is "{1}", but {2}. Add the evidence, accept the claim, or reopen the ticket.',
      ticket.ref.key,
      ticket.status.name,
      why,
    ),
  });
  return { kind: "held", held };
}
