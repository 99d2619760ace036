import type { CancelSignal } from "../core/kernel/cancel.ts";
import type { Problem } from "../core/kernel/problem.ts";
import { ok } from "../core/kernel/result.ts";
import { applySplices } from "../core/kernel/splice.ts";
import type { Redactor } from "../core/redact/redact.ts";
import type { CycleConnection } from "../ports/cycle-connection.ts";
import { readAudit, readVerification } from "./artifacts.ts";
import type { CycleConfig, CycleOutcome } from "./cycle-config.ts";
import { openSystem, readCycle, type CycleDeps, type CycleReading } from "./cycle-state.ts";
import type { CompletionReport, SystemCompletion } from "./completion-report.ts";
import { DoneLine, markerOf } from "./done-line.ts";
import { chooseStatus, isSameStatus, outcomeOf, type CycleResults } from "./outcome.ts";
import { parseStateFile } from "./state-file.ts";
import { reconcilingNote, summaryOf } from "./summary.ts";
import { CYCLE_SYSTEMS, setLinksValue, type CycleLink, type CycleSystem } from "./ticket-links.ts";

export interface CompletionDeps extends CycleDeps {
  readonly redact: Redactor;
}

/** What the person knows better than the artifacts. */
export interface CompletionRequest {
  readonly outcome: CycleOutcome | null;
  readonly pullRequestUrl: string | null;
}

/**
 * Moves the tickets of the current cycle and posts how it ended; the tracker wins over what was
 * recorded.
 *
 * Shape:  each tracker on its own; `isPreview` shows what would be done and does nothing.
 * Errors: none; whatever a tracker does, the report says so and the cycle goes on.
 */
export async function completeCycle(
  deps: CompletionDeps,
  request: CompletionRequest,
  signal: CancelSignal,
  isPreview = false,
): Promise<CompletionReport> {
  const reading = await readCycle(deps.files);
  const { cycle, problems } = reading;
  if (cycle === null) return { cycle: null, outcome: null, systems: [], problems };
  const results = await readResults(deps, cycle.id, request);
  const outcome = request.outcome ?? outcomeOf(results);
  const completion = new Completion(deps, reading, cycle.id, outcome, results, signal, isPreview);
  const systems: SystemCompletion[] = [];
  for (const system of CYCLE_SYSTEMS) systems.push(await completion.run(system));
  return { cycle: cycle.id, outcome, systems, problems: [...problems, ...completion.problems] };
}

async function readResults(
  { files }: CompletionDeps,
  cycle: string,
  { pullRequestUrl }: CompletionRequest,
): Promise<CycleResults> {
  const verification = await files.read("DESIGN-VERIFICATION.md");
  const audit = await files.read("DESIGN-AUDIT.md");
  return {
    verification: readVerification(verification.ok ? verification.value : null, cycle),
    audit: readAudit(audit.ok ? audit.value : null, cycle),
    pullRequestUrl,
  };
}

/** The completion of one cycle, tracker by tracker. */
class Completion {
  readonly problems: Problem[] = [];
  readonly #deps: CompletionDeps;
  readonly #reading: CycleReading;
  readonly #config: CycleConfig;
  readonly #cycle: string;
  readonly #outcome: CycleOutcome | null;
  readonly #results: CycleResults;
  readonly #signal: CancelSignal;
  readonly #isPreview: boolean;

  constructor(
    deps: CompletionDeps,
    reading: CycleReading,
    cycle: string,
    outcome: CycleOutcome | null,
    results: CycleResults,
    signal: CancelSignal,
    isPreview: boolean,
  ) {
    this.#deps = deps;
    this.#reading = reading;
    this.#config = reading.config;
    this.#cycle = cycle;
    this.#outcome = outcome;
    this.#results = results;
    this.#signal = signal;
    this.#isPreview = isPreview;
  }

  async run(system: CycleSystem): Promise<SystemCompletion> {
    const opened = await openSystem(system, this.#reading, this.#deps);
    if (opened.state !== "available") {
      const { state, key, reason } = opened;
      return { ...NOTHING_DONE, system, key, state, reason };
    }
    const { link, connection } = opened;
    const { key } = link;
    const ticket = await connection.readTicket(key, this.#signal);
    if (!ticket.ok) {
      return { ...NOTHING_DONE, system, key, state: "unavailable", reason: ticket.error.message };
    }
    const { status } = ticket.value;
    const done = new DoneLine(link.done, key, this.#outcome);
    const movedTo = link.status !== null && !isSameStatus(status, link.status) ? status : null;
    const moved = await this.#move(system, connection, link, { status, movedTo, done });
    await this.#record(system, "status", moved.status);
    if (moved.isSettled) await this.#record(system, "done", done.with("moved"));
    const { comment, reason } = await this.#comment(system, connection, link, { movedTo, done });
    return {
      system,
      key,
      state: "available",
      transition: moved.transition,
      comment,
      reconciled: movedTo !== null,
      reason: [moved.reason, reason].filter((one) => one !== null).join(" ") || null,
    };
  }

  /** Moves the ticket, unless somebody else did, or an earlier completion. */
  async #move(
    system: CycleSystem,
    connection: CycleConnection,
    { key }: CycleLink,
    { status, movedTo, done }: Standing & { readonly status: string },
  ): Promise<Moved> {
    const left = { transition: null, status, isSettled: true };
    if (movedTo !== null) return { ...left, reason: MOVED_BY_OTHERS };
    if (done.has("moved")) return { ...left, reason: REPEATED };
    const wanted = this.#outcome === null ? [] : this.#config.transitions[system][this.#outcome];
    if (wanted.length === 0) return { ...left, reason: NO_TRANSITION };
    if (chooseStatus(wanted, [status]) !== null) {
      return { ...left, transition: { from: status, to: status, done: true }, reason: null };
    }
    const failed = { ...left, isSettled: false };
    const reachable = await connection.readStatuses(key, this.#signal);
    if (!reachable.ok) return { ...failed, reason: reachable.error.message };
    const to = chooseStatus(wanted, reachable.value);
    if (to === null) return { ...failed, reason: cannotMove(key, status, wanted) };
    const transition = { from: status, to, done: false };
    if (this.#isPreview) return { ...failed, transition, reason: null };
    const now = await connection.move(key, status, to, this.#signal);
    if (!now.ok) return { ...failed, transition, reason: now.error.message };
    const made = { from: status, to: now.value, done: true };
    return { transition: made, status: now.value, reason: null, isSettled: true };
  }

  /** A note on somebody's move is posted once for it, the summary once for the outcome. */
  async #comment(
    system: CycleSystem,
    connection: CycleConnection,
    { key, status }: CycleLink,
    { movedTo, done }: Standing,
  ): Promise<Pick<SystemCompletion, "comment" | "reason">> {
    const note = movedTo === null ? null : reconcilingNote(status ?? "", movedTo);
    const isPosted = done.has("posted");
    const summary = isPosted && note !== null ? null : this.#summary();
    const parts = [note, summary].filter((part) => part !== null);
    const { text } = this.#deps.redact(parts.join(" "));
    if (this.#isPreview || (isPosted && note === null)) {
      return { comment: { posted: false, text }, reason: null };
    }
    const subject = [this.#cycle, system, key, this.#outcome ?? "none"];
    const marker = markerOf(note === null ? subject : [...subject, note]);
    const outcome = await connection.postComment(key, { marker, text }, this.#signal);
    if (outcome.kind === "failed" || outcome.kind === "unsure") {
      return { comment: { posted: false, text }, reason: outcome.error.message };
    }
    await this.#record(system, "done", done.with("posted"));
    return { comment: { posted: outcome.kind === "posted", text }, reason: null };
  }

  #summary(): string {
    return summaryOf(this.#cycle, this.#outcome, this.#results);
  }

  /**
   * Notes a value in the state file. What cannot be noted is told once and stops nothing; a file
   * that somebody else holds is not waited for again.
   */
  async #record(system: CycleSystem, what: "status" | "done", value: string): Promise<void> {
    if (this.#isPreview || this.problems.length > 0) return;
    const edited = await this.#deps.files.editState((text) => {
      const state = parseStateFile(text);
      const splices = setLinksValue(state, this.#cycle, `${system}_${what}`, value);
      return splices.ok ? ok(applySplices(text, splices.value)) : splices;
    }, this.#config.lock);
    if (!edited.ok) this.problems.push(edited.error);
  }
}

/** Where a ticket stands: what somebody else moved it to, and what was done for it before. */
interface Standing {
  readonly movedTo: string | null;
  readonly done: DoneLine;
}

interface Moved {
  readonly transition: SystemCompletion["transition"];
  readonly status: string;
  readonly reason: string | null;
  /** Whether a repetition has nothing to try again. */
  readonly isSettled: boolean;
}

const NOTHING_DONE = { transition: null, comment: null, reconciled: false } as const;
const MOVED_BY_OTHERS =
  "Somebody moved the ticket since its status was recorded; it stays where they put it.";
const REPEATED = "This outcome was brought to the ticket before, so it was not moved again.";
const NO_TRANSITION = "No status is set for this outcome, so the ticket was not moved.";

function cannotMove(key: string, status: string, wanted: readonly string[]): string {
  const names = wanted.map((name) => `"${name}"`).join(" or ");
  return `The ticket ${key} cannot be moved from "${status}" to ${names}; it stays where it is.`;
}
