import { isSameName, specStatesFor, ticketStatusFor } from "../config/status-map.ts";
import type { CanonConfig, SystemConfig } from "../config/config.ts";
import { t } from "../kernel/texts.ts";
import { formatSpecStatus, parseSpecStatus, specStatus, type SpecStatus } from "../model/status.ts";
import type { TicketStatus } from "../model/ticket.ts";
import type { LinkBase } from "./links.ts";
import type { ItemReason } from "./item-base.ts";
import type { ConflictChoice } from "./plan.ts";

export type StatusMove =
  | { readonly kind: "none" }
  | { readonly kind: "unmapped" }
  | { readonly kind: "conflict"; readonly wanted: string }
  | {
      readonly kind: "to-spec";
      readonly status: SpecStatus;
      readonly reason: ItemReason;
      readonly note: string | null;
    }
  | {
      readonly kind: "to-ticket";
      readonly status: string;
      readonly reason: ItemReason;
      readonly note: string | null;
    };

interface StatusSides {
  readonly spec: SpecStatus | null;
  readonly ticket: TicketStatus;
  readonly base: LinkBase | undefined;
}

/** Says which side of a status follows the other, from what each was when they last agreed. */
export function mergeStatus(
  sides: StatusSides,
  system: SystemConfig,
  lifecycle: CanonConfig["lifecycleSync"],
  onConflict: ConflictChoice,
): StatusMove {
  const { spec, ticket, base } = sides;
  const states = specStatesFor(system, ticket);
  const neverAgreed = base === undefined || base.status === null || base.raw === null;
  const ticketMoved = neverAgreed || !isSameName(ticket.name, base.raw);

  if (spec === null) {
    const before = ticketMoved ? undefined : parseSpecStatus(base.status);
    if (before !== undefined) return toSpec(before, "spec/comment-missing");
    if (!states.known) return { kind: "unmapped" };
    return toSpec(specStatus(states.preferred), neverAgreed ? "first-contact" : "tracker/moved");
  }
  if (states.agreeing.has(spec.state)) return { kind: "none" };
  if (neverAgreed) {
    if (!states.known) return { kind: "unmapped" };
    return toSpec(specStatus(states.preferred), "first-contact");
  }

  const specMoved = formatSpecStatus(spec) !== base.status;
  if (!specMoved && !ticketMoved) return { kind: "none" };
  const wanted = ticketStatusFor(system, spec.state);
  if (!ticketMoved) {
    return mayMove(spec, lifecycle) ? toTicket(wanted, "spec/moved") : { kind: "none" };
  }
  if (!states.known) return specMoved ? { kind: "conflict", wanted } : { kind: "unmapped" };
  if (!specMoved) return toSpec(specStatus(states.preferred), "tracker/moved");
  return settle(spec, ticket, specStatus(states.preferred), wanted, onConflict);
}

function settle(
  spec: SpecStatus,
  ticket: TicketStatus,
  preferred: SpecStatus,
  wanted: string,
  onConflict: ConflictChoice,
): StatusMove {
  const [specWord, ticketWord] = [formatSpecStatus(spec), ticket.name];
  switch (onConflict) {
    case "hold":
      return { kind: "conflict", wanted };
    case "tracker":
      return toSpec(
        preferred,
        "conflict/status",
        t(
          'Both sides had moved. The tracker\'s "{0}" wins; the spec\'s "{1}" is given up.',
          ticketWord,
          specWord,
        ),
      );
    case "spec":
      return toTicket(
        wanted,
        "conflict/status",
        t(
          'Both sides had moved. The spec\'s "{0}" wins; the tracker\'s "{1}" is given up.',
          specWord,
          ticketWord,
        ),
      );
  }
}

/** Tells whether a status move may go to tickets at all. */
export function mayMove(spec: SpecStatus, lifecycle: CanonConfig["lifecycleSync"]): boolean {
  if (lifecycle !== "close_only") return lifecycle;
  return spec.state === "done" || spec.state === "deprecated";
}

function toSpec(status: SpecStatus, reason: ItemReason, note: string | null = null): StatusMove {
  return { kind: "to-spec", status, reason, note };
}

function toTicket(status: string, reason: ItemReason, note: string | null = null): StatusMove {
  return { kind: "to-ticket", status, reason, note };
}
