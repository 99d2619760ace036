import { ok } from "../core/kernel/result.ts";
import type { Clock } from "../ports/clock.ts";
import type { CycleConnection } from "../ports/cycle-connection.ts";
import type { CycleDeps } from "./cycle-state.ts";

const KEPT_MS = 60_000;

type Reads = Pick<CycleConnection, "readTicket" | "readComments">;
type Kept = { -readonly [Name in keyof Reads]?: ReturnType<Reads[Name]> };

/**
 * Keeps what was read of each ticket for a minute, failures included, so that opening one design
 * file after the other asks a tracker once and waits for one that is down once.
 */
export class RememberedReads {
  readonly #clock: Pick<Clock, "now">;
  readonly #tickets = new Map<string, { readonly since: number; readonly kept: Kept }>();

  constructor(clock: Pick<Clock, "now">) {
    this.#clock = clock;
  }

  /** The same way to the trackers, with remembered reads. */
  over(connect: CycleDeps["connect"]): CycleDeps["connect"] {
    return async (system, key) => {
      const opened = await connect(system, key);
      if (!opened.ok || opened.value === null) return opened;
      return ok(this.#remembering(opened.value, `${system}:${key}`));
    };
  }

  #remembering(connection: CycleConnection, ticket: string): CycleConnection {
    return {
      readTicket: (key, signal) =>
        (this.#kept(ticket).readTicket ??= connection.readTicket(key, signal)),
      readComments: (key, signal) =>
        (this.#kept(ticket).readComments ??= connection.readComments(key, signal)),
      readStatuses: (...args) => connection.readStatuses(...args),
      move: (...args) => connection.move(...args),
      postComment: (...args) => connection.postComment(...args),
    };
  }

  #kept(ticket: string): Kept {
    const now = Date.parse(this.#clock.now());
    const known = this.#tickets.get(ticket);
    if (known !== undefined && now - known.since < KEPT_MS) return known.kept;
    const kept: Kept = {};
    this.#tickets.set(ticket, { since: now, kept });
    return kept;
  }
}
