import type * as vscode from "vscode";
import type { TicketId } from "../../core/model/ticket-ref.ts";
import type { OpenSpec } from "../workspace/open-specs.ts";

/** By ticket, so that it still holds when sections move. */
export type Drifted = ReadonlyMap<TicketId, "conflict" | "drift">;

const NONE: Drifted = new Map();

/**
 * Which tickets open specs do not agree with, field by field, from what is known of them already.
 *
 * A look compares the whole spec, so there is one after something was read or saved, and none
 * while somebody types.
 */
export class SpecDrift {
  readonly #looks = new WeakMap<vscode.TextDocument, { round: number; drifted: Drifted }>();
  #round = 0;

  of(document: vscode.TextDocument): Drifted {
    return this.#looks.get(document)?.drifted ?? NONE;
  }

  /** What was found still shows, until the next look. */
  lookAgain(): void {
    this.#round += 1;
  }

  /** Looks where it is due; true: it found something else than before. */
  async look({ session, document, path }: OpenSpec): Promise<boolean> {
    const round = this.#round;
    const before = this.#looks.get(document);
    if (before?.round === round) return false;
    this.#looks.set(document, { round, drifted: before?.drifted ?? NONE });
    const { driftedTickets } = await import("../drift/look-for-drift.ts");
    const drifted = await driftedTickets(session, path);
    // Somebody read or saved meanwhile, and another look is on its way.
    if (this.#looks.get(document)?.round !== round) return false;
    this.#looks.set(document, { round, drifted });
    return key(before?.drifted ?? NONE) !== key(drifted);
  }
}

function key(drifted: Drifted): string {
  return [...drifted].map((pair) => pair.join()).join("\n");
}
