import type { Before } from "../histories/before.ts";
import type { SeenTicket } from "../histories/hands.ts";
import type { MemberProcess } from "./member-process.ts";

type Tickets = ReadonlyMap<string, SeenTicket>;

/**
 * A sync that is under way, and what the world would look like if it did nothing: what others do to
 * tickets meanwhile counts as if it had been so before.
 */
export class RunningSync {
  readonly process: MemberProcess;
  readonly planned: Before;
  readonly before: Before;
  readonly #tickets: Map<string, SeenTicket>;

  constructor(process: MemberProcess, start: Before) {
    this.process = process;
    this.planned = start;
    this.#tickets = new Map(start.tickets);
    this.before = { ...start, tickets: this.#tickets };
  }

  /** Somebody else made a ticket what it is now; undefined where it is gone. */
  notice(key: string, now: SeenTicket | undefined): void {
    if (now === undefined) this.#tickets.delete(key);
    else this.#tickets.set(key, now);
  }
}

/** The tickets that are not what they were. */
export function changedTickets(was: Tickets, is: Tickets): Map<string, SeenTicket | undefined> {
  const changed = new Map<string, SeenTicket | undefined>();
  for (const [key, now] of is) {
    const before = was.get(key);
    if (before === undefined || !isSame(before, now)) changed.set(key, now);
  }
  for (const key of was.keys()) if (!is.has(key)) changed.set(key, undefined);
  return changed;
}

function isSame(a: SeenTicket, b: SeenTicket): boolean {
  const fields = ["title", "body", "status", "parentKey"] as const;
  return (
    fields.every((field) => a[field] === b[field]) &&
    a.boxes.size === b.boxes.size &&
    [...a.boxes].every(([text, checked]) => b.boxes.get(text) === checked)
  );
}
