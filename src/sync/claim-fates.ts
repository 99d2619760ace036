import { ticketId, type TicketId } from "../core/model/ticket-ref.ts";
import type { OpenIntent } from "../core/plan/snapshot.ts";
import { mayArrive, type TicketClaim } from "../core/plan/ticket-claim.ts";
import { onItsWay } from "./claim-refusal.ts";

/** What came of the creates of claims, as far as a run has found out. */
export class ClaimFates {
  /** Marks of creates that never happened. */
  readonly #never = new Set<string>();
  readonly #tickets = new Map<string, TicketId>();

  /** A create made this ticket; null: it made none. */
  note(intentId: string, ticket: TicketId | null): void {
    if (ticket === null) this.#never.add(intentId);
    else this.#tickets.set(intentId, ticket);
  }

  /**
   * Notes what a look-up gave. A create that is not there and may have been sent shortly before
   * `lookedAt` is not absent: whoever asks has to wait.
   */
  judge(intent: OpenIntent, claim: TicketClaim, lookedAt: string): OpenIntent {
    const { intentId, found } = intent;
    if (found.kind === "found") this.note(intentId, ticketId(found.ticket.ref));
    if (found.kind !== "absent") return intent;
    if (mayArrive(claim, lookedAt)) return { ...intent, found: onItsWay() };
    this.note(intentId, null);
    return intent;
  }

  /** A claim without the creates that never happened, and with the tickets that are known by now. */
  brought(claim: TicketClaim): TicketClaim {
    const intents = claim.intents
      .filter(({ intentId }) => !this.#never.has(intentId))
      .map((one) => ({ ...one, ticket: this.#tickets.get(one.intentId) ?? one.ticket }));
    return { ...claim, intents };
  }
}
