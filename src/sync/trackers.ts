import type { CanonConfig, SystemConfig } from "../core/config/config.ts";
import type { CancelSignal } from "../core/kernel/cancel.ts";
import type { Problem } from "../core/kernel/problem.ts";
import type { Result } from "../core/kernel/result.ts";
import {
  ticketId,
  type TicketId,
  type TicketReading,
  type TicketRef,
  type TrackerCapabilities,
  type TrackerError,
  type TrackerProblem,
  type TrackerTarget,
} from "../core/model/ticket.ts";
import type { TicketTracker } from "../ports/ticket-tracker.ts";

/** A ticket to read, and the connection that serves it. */
export interface TicketQuestion {
  readonly system: SystemConfig;
  readonly ref: TicketRef;
}

/** The trackers of one run, each opened once, when it is first needed. */
export class Trackers {
  readonly #open: (target: TrackerTarget) => Result<TicketTracker, TrackerProblem>;
  readonly #opened = new Map<string, Result<TicketTracker, TrackerProblem>>();

  constructor(open: (target: TrackerTarget) => Result<TicketTracker, TrackerProblem>) {
    this.#open = open;
  }

  get(system: SystemConfig): Result<TicketTracker, TrackerProblem> {
    const name = JSON.stringify([system.name, system.project]);
    const known = this.#opened.get(name);
    if (known !== undefined) return known;
    const opened = this.#open(system);
    this.#opened.set(name, opened);
    return opened;
  }

  /** Reads tickets in one batch per connection. */
  async read(
    questions: readonly TicketQuestion[],
    signal: CancelSignal,
  ): Promise<Map<TicketId, TicketReading>> {
    const bySystem = new Map<string, { system: SystemConfig; refs: TicketRef[] }>();
    for (const { system, ref } of questions) {
      const asked = bySystem.get(system.name);
      if (asked === undefined) bySystem.set(system.name, { system, refs: [ref] });
      else asked.refs.push(ref);
    }
    const readings = new Map<TicketId, TicketReading>();
    await Promise.all(
      [...bySystem.values()].map(async ({ system, refs }) => {
        for (const [id, reading] of await this.#readOne(system, refs, signal)) {
          readings.set(id, reading);
        }
      }),
    );
    return readings;
  }

  capabilities(config: CanonConfig): Map<string, TrackerCapabilities> {
    const capabilities = new Map<string, TrackerCapabilities>();
    for (const system of config.systems.values()) {
      const tracker = this.get(system);
      if (tracker.ok) capabilities.set(system.name, tracker.value.capabilities);
    }
    return capabilities;
  }

  /** Connections that cannot be used at all, each said once. */
  problems(config: CanonConfig): Problem[] {
    return [...config.systems.values()].flatMap((system) => {
      const tracker = this.get(system);
      return tracker.ok ? [] : [tracker.error];
    });
  }

  async #readOne(
    system: SystemConfig,
    refs: readonly TicketRef[],
    signal: CancelSignal,
  ): Promise<[TicketId, TicketReading][]> {
    const tracker = this.get(system);
    if (!tracker.ok) {
      const error = notOpened(tracker.error);
      return refs.map((ref) => [ticketId(ref), { kind: "unreadable", error }]);
    }
    const keys = [...new Set(refs.map((ref) => ref.key))];
    const readings = await tracker.value.readTickets(keys, signal);
    return refs.map((ref) => [ticketId(ref), readings.get(ref.key) ?? unanswered(ref)]);
  }
}

export function notOpened(problem: TrackerProblem): TrackerError {
  return { code: "tracker/unreachable", message: problem.message };
}

function unanswered(ref: TicketRef): TicketReading {
  const message = `The tracker's answer did not mention ${ref.key}.`;
  return { kind: "unreadable", error: { code: "tracker/unreadable-answer", message } };
}
