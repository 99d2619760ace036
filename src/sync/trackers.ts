import type { CanonConfig, SystemConfig } from "../core/config/config.ts";
import type { CancelSignal } from "../core/kernel/cancel.ts";
import type { Problem } from "../core/kernel/problem.ts";
import { ok, type Result } from "../core/kernel/result.ts";
import { t } from "../core/kernel/texts.ts";
import { ticketId, type TicketId, type TicketRef } from "../core/model/ticket-ref.ts";
import type {
  TicketReading,
  TrackerCapabilities,
  TrackerError,
  TrackerProblem,
  WorkflowDescription,
} from "../core/model/ticket.ts";
import type { TicketTracker } from "../ports/ticket-tracker.ts";
import type { EngineDeps } from "./engine-deps.ts";
import { maskedTracker } from "./masked-tracker.ts";

/** A ticket to read, and the connection that serves it. */
export interface TicketQuestion {
  readonly system: SystemConfig;
  readonly ref: TicketRef;
}

/** Who answers questions about tickets: trackers alone, or what is known of them as well. */
export interface TicketSource {
  read(questions: readonly TicketQuestion[]): Promise<Map<TicketId, TicketReading>>;
}

/** The trackers of one run, each opened once, when it is first needed. */
export class Trackers implements TicketSource {
  readonly #deps: Pick<EngineDeps, "openTracker" | "redact">;
  readonly #signal: CancelSignal;
  readonly #opened = new Map<string, Promise<Result<TicketTracker, TrackerProblem>>>();

  constructor(deps: Pick<EngineDeps, "openTracker" | "redact">, signal: CancelSignal) {
    this.#deps = deps;
    this.#signal = signal;
  }

  get(system: SystemConfig): Promise<Result<TicketTracker, TrackerProblem>> {
    const name = connectionName(system);
    const known = this.#opened.get(name);
    if (known !== undefined) return known;
    const opened = this.#openMasked(system);
    this.#opened.set(name, opened);
    return opened;
  }

  /** Reads tickets in one batch per connection. */
  async read(questions: readonly TicketQuestion[]): Promise<Map<TicketId, TicketReading>> {
    const batches = byConnection(questions);
    const read = batches.map(({ system, refs }) => this.#readOne(system, refs));
    return new Map((await Promise.all(read)).flat());
  }

  /** The states that tickets can be moved to, asked in one batch per connection. */
  async reachable(
    questions: readonly TicketQuestion[],
  ): Promise<Map<TicketId, readonly string[] | null>> {
    const asked = byConnection(questions).map(async ({ system, refs }) => {
      const tracker = await this.get(system);
      if (!tracker.ok) return [];
      const keys = [...new Set(refs.map((ref) => ref.key))];
      const names = await tracker.value.reachableStatuses(keys, this.#signal);
      return refs.map((ref) => [ticketId(ref), names.get(ref.key) ?? null] as const);
    });
    return new Map((await Promise.all(asked)).flat());
  }

  /** Tells whether a connection still accepts the credential. */
  async isWelcome(system: SystemConfig): Promise<boolean> {
    const tracker = await this.get(system);
    return tracker.ok && (await tracker.value.checkAccess(this.#signal)).ok;
  }

  /** What tickets of a connection can be; null where it does not say. */
  async workflow(
    system: SystemConfig,
    typesInUse: readonly string[],
  ): Promise<WorkflowDescription | null> {
    const tracker = await this.get(system);
    if (!tracker.ok) return null;
    const described = await tracker.value.describeWorkflow(this.#signal, typesInUse);
    return described.ok ? described.value : null;
  }

  async capabilities(config: CanonConfig): Promise<Map<string, TrackerCapabilities>> {
    const capabilities = new Map<string, TrackerCapabilities>();
    for (const { system, tracker } of await this.#all(config)) {
      if (tracker.ok) capabilities.set(system.name, tracker.value.capabilities);
    }
    return capabilities;
  }

  /** Connections that cannot be used at all, each said once. */
  async problems(config: CanonConfig): Promise<Problem[]> {
    const all = await this.#all(config);
    return all.flatMap(({ tracker }) => (tracker.ok ? [] : [tracker.error]));
  }

  async #openMasked(system: SystemConfig): Promise<Result<TicketTracker, TrackerProblem>> {
    const { openTracker, redact } = this.#deps;
    const opened = await openTracker(system, this.#signal);
    return opened.ok ? ok(maskedTracker(opened.value, redact)) : opened;
  }

  #all(config: CanonConfig) {
    const systems = [...config.systems.values()];
    return Promise.all(
      systems.map(async (system) => ({ system, tracker: await this.get(system) })),
    );
  }

  async #readOne(
    system: SystemConfig,
    refs: readonly TicketRef[],
  ): Promise<[TicketId, TicketReading][]> {
    const tracker = await this.get(system);
    if (!tracker.ok) {
      const error = notOpened(tracker.error);
      return refs.map((ref) => [ticketId(ref), { kind: "unreadable", error }]);
    }
    const keys = [...new Set(refs.map((ref) => ref.key))];
    const readings = await tracker.value.readTickets(keys, this.#signal);
    return refs.map((ref) => [ticketId(ref), readings.get(ref.key) ?? unanswered(ref)]);
  }
}

interface Batch {
  readonly system: SystemConfig;
  readonly refs: TicketRef[];
}

/** Questions by the connection that answers them. */
export function byConnection(questions: readonly TicketQuestion[]): Batch[] {
  const batches = new Map<string, Batch>();
  for (const { system, ref } of questions) {
    const name = connectionName(system);
    const batch = batches.get(name) ?? { system, refs: [] };
    batch.refs.push(ref);
    batches.set(name, batch);
  }
  return [...batches.values()];
}

/** A spec may send its tickets to another project than the connection is configured for. */
export function connectionName({ name, project }: SystemConfig): string {
  return JSON.stringify([name, project]);
}

export function notOpened(problem: TrackerProblem): TrackerError {
  const { code, message } = problem;
  const isForPerson = code === "config/missing-credential" || code === "config/foreign-host";
  return { code: isForPerson ? "tracker/unauthorized" : "tracker/unreachable", message };
}

function unanswered(ref: TicketRef): TicketReading {
  const message = t("The tracker's answer did not mention {0}.", ref.key);
  return { kind: "unreadable", error: { code: "tracker/unreadable-answer", message } };
}
