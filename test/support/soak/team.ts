import assert from "node:assert/strict";
import { createLiveRedactor } from "../../../src/adapters/http/live-redactor.ts";
import { approvePlan } from "../../../src/core/plan/approve.ts";
import { createSpecCache } from "../../../src/core/spec/spec-cache.ts";
import type { RequestCount } from "../../../src/ports/request-meter.ts";
import { UNATTENDED } from "../../../src/sync/apply-plan.ts";
import type { Scope } from "../../../src/sync/engine.ts";
import type { Triage } from "../../../src/sync/triage-report.ts";
import type { Clone, TicketEdit } from "../histories/commands.ts";
import type { Hands, SeenTicket } from "../histories/hands.ts";
import type { Death, Life } from "../histories/mortal.ts";
import { push, pull, type SharedRepository, tracked } from "../histories/shared-repository.ts";
import type { WorkingCopy } from "../histories/shared-repository.ts";
import { editSpecs, specPaths, type Fresh, type SpecEdit } from "../histories/spec-edits.ts";
import type { Side } from "../histories/three-way.ts";
import { editTicket } from "../histories/ticket-edits.ts";
import { tidyUp } from "../histories/tidy-up.ts";
import type { Watched } from "../histories/watched.ts";
import { Watch } from "../histories/watch.ts";
import { startingFiles, type Observed, type Outlines } from "../histories/world.ts";
import { createMemoryFileStore, fileProblem, type MemoryFileStore } from "../memory-file-store.ts";
import { checkRequests } from "./check-requests.ts";
import type { DayTally } from "./day-tally.ts";
import { startProcess, type MemberProcess } from "./member-process.ts";
import { mergeByRule } from "./merge-by-rule.ts";
import { changedTickets, RunningSync } from "./running-sync.ts";
import { LAB, type TeamTrackers } from "./team-trackers.ts";
import type { VirtualTime } from "./virtual-time.ts";

/** What one sync is like; `reviewMs` is how long a person looks at its plan. */
export interface TeamSync {
  readonly direction: "both" | "forward" | "reverse";
  readonly onConflict: "tracker" | "spec" | "hold";
  readonly scope: Scope;
  readonly reviewMs: number;
  readonly death?: Death | undefined;
  /** The write at which the disk is full. */
  readonly fullAt?: number | undefined;
}

/** A sync, or people in the tracker. */
type TicketChanger = MemberProcess | typeof SOMEBODY | typeof NOBODY;
const SOMEBODY = "somebody";
const NOBODY = "nobody";

const PARSED = 1024;

/** What a sync has come to so far. */
type Result = { -readonly [Field in "plan" | "report" | "refusal"]: Observed[Field] };

/** A team with a clone for each and one for its jobs, what they share, and the trackers they use. */
export class Team implements Watched {
  readonly clones: readonly Clone[];
  readonly tally: DayTally;
  readonly time: VirtualTime;
  readonly trackers: TeamTrackers;
  readonly watch: Watch;
  /** All that were started, those that died among them. */
  readonly processes: MemberProcess[] = [];
  readonly #fresh: Fresh;
  readonly #stores: readonly MemoryFileStore[];
  readonly #copies: readonly WorkingCopy[];
  readonly #repository: SharedRepository;
  readonly #open = new Map<Clone, MemberProcess>();
  readonly #byLife = new WeakMap<Life, MemberProcess>();
  readonly #running = new Set<RunningSync>();
  /** What one process found out about a text, all others need not find out again. */
  readonly #parsed = createSpecCache(PARSED);
  readonly #live = createLiveRedactor();
  #tickets: ReadonlyMap<string, SeenTicket> = new Map();
  /** Who changed tickets since they were last looked at. */
  #changer: TicketChanger | undefined;

  constructor(
    size: number,
    outlines: Outlines,
    time: VirtualTime,
    trackers: TeamTrackers,
    tally: DayTally,
  ) {
    let last = 0;
    this.#fresh = { word: (kind) => `${kind}${(last += 1)}` };
    this.clones = Array.from({ length: size }, (_, clone) => clone);
    this.time = time;
    this.trackers = trackers;
    this.tally = tally;
    const files = startingFiles(trackers.config(), outlines, this.#fresh);
    const known = new Map(Object.entries(files));
    this.#stores = this.clones.map(() => createMemoryFileStore(files));
    this.#copies = this.#stores.map((store) => ({ files: store.files, known }));
    this.#repository = { head: known };
    this.watch = new Watch(this);
  }

  files(clone: Clone): Map<string, string> {
    return this.#store(clone).files;
  }

  hands(clone: Clone): Hands {
    return this.trackers.hands(this.files(clone), () => this.#seenTickets());
  }

  isInFiles(key: string): boolean {
    return this.trackers.isInFiles(key);
  }

  processOf(life: Life | undefined): MemberProcess {
    const process = life && this.#byLife.get(life);
    assert.ok(process, "a request came from nowhere");
    return process;
  }

  /** Edits the specs of a clone: those of the laboratory, or the others. */
  editSpecs(clone: Clone, edit: SpecEdit, isLab: boolean): void {
    const files = this.files(clone);
    const was = new Map(files);
    const part = new Map([...files].filter(([path]) => path.startsWith(LAB) === isLab));
    const before = [...part.keys()];
    if (!editSpecs(part, edit, this.#fresh)) return;
    this.tally.specEdits += 1;
    for (const path of before) if (!part.has(path)) files.delete(path);
    for (const [path, text] of part) files.set(path, text);
    const command = { do: "spec", clone, edit } as const;
    this.watch.noteHumans(clone, { was, theirs: this.#repository.head }, command);
  }

  /** A person edits a ticket, where it is a file, that of their clone. */
  editTicket(clone: Clone, edit: TicketEdit): void {
    this.tally.ticketEdits += 1;
    editTicket(this.hands(clone), this.watch, this.#fresh, edit);
    this.noteTickets(SOMEBODY);
  }

  /** Takes over what others pushed. */
  pull(clone: Clone, take: Side): void {
    const before = { was: new Map(this.files(clone)), theirs: this.#repository.head };
    const copy = this.#copy(clone);
    this.tally.mergeConflicts += pull(this.#repository, copy, take, tidyUp, mergeByRule);
    this.watch.noteHumans(clone, before, { do: "exchange", clone, take });
  }

  /** Takes over what others pushed, and pushes all; tells whether there was anything to push. */
  merge(clone: Clone, take: Side): boolean {
    this.pull(clone, take);
    if (this.isShared(clone)) return false;
    this.tally.merges += 1;
    push(this.#repository, this.#copy(clone));
    return true;
  }

  /** Whether a clone has what was pushed last, and nothing else. */
  isShared(clone: Clone): boolean {
    const own = tracked(this.files(clone));
    const { head } = this.#repository;
    return own.size === head.size && [...own].every(([path, text]) => head.get(path) === text);
  }

  /** The specs of a clone whose tickets are no files of it. */
  remoteSpecs(clone: Clone): string[] {
    return specPaths(this.files(clone)).filter((path) => !path.startsWith(LAB));
  }

  /** What a clone says of the tickets that no section links to. */
  async triage(clone: Clone): Promise<Triage> {
    const { engine, life } = this.#process(clone);
    const answers: Awaited<ReturnType<typeof engine.triage>>[] = [];
    await life.run(async () => {
      answers.push(await engine.triage(UNATTENDED));
    });
    const [answer] = answers;
    assert.ok(answer?.ok, "triage was refused");
    return answer.value;
  }

  /** Ends the process of a clone, as who closes an editor does. */
  close(clone: Clone): void {
    this.#open.delete(clone);
  }

  async sync(clone: Clone, options: TeamSync): Promise<Observed> {
    const process = this.#process(clone);
    const running = new RunningSync(process, this.watch.before(clone));
    this.tally.syncs += 1;
    const faultsBefore = process.faults;
    process.life.expect(options.death);
    this.#fill(clone, options.fullAt);
    this.#running.add(running);
    const before = process.meter.total();
    const intents = openIntents(this.files(clone));
    const result: Result = { plan: null, report: null, refusal: null };
    const ending = await process.life.run(() => this.#planAndApply(process, options, result));
    this.lookAtTickets(NOBODY);
    this.#running.delete(running);
    const store = this.#store(clone);
    store.beforeWrite = undefined;
    const hasDied = ending === "dead";
    if (hasDied) {
      this.tally.deaths += 1;
      // A lock whose owner died is taken over.
      store.locks.clear();
      this.close(clone);
    }
    const { direction, onConflict } = options;
    const observed = { ...result, direction, onConflict, steps: process.life.counts, hasDied };
    if (hasDied) observed.report = null;
    // The process counts since it began, which may have been in the morning.
    const requests = requestsSince(before, process.meter.total());
    if (observed.report !== null) observed.report = { ...observed.report, requests };
    this.#count(observed);
    this.watch.after(clone, running.planned, running.before, observed);
    if (process.faults === faultsBefore) {
      checkRequests(observed, { tickets: this.#tickets.size, intents });
    }
    return observed;
  }

  /** Somebody may just have changed tickets behind the wire. */
  noteTickets(by: TicketChanger): void {
    assert.ok(this.#changer === undefined || this.#changer === by);
    this.#changer = by;
  }

  /** Looks what somebody else made of tickets, before `next` changes them; tells the syncs of all others. */
  lookAtTickets(next: TicketChanger): void {
    const by = this.#changer;
    if (by === undefined || by === next) return;
    this.#changer = undefined;
    const now = this.trackers.tickets();
    const changed = changedTickets(this.#tickets, now);
    this.#tickets = now;
    for (const ticket of now.values()) this.watch.noteTicket(ticket);
    for (const running of this.#running) {
      if (running.process === by) continue;
      for (const [key, ticket] of changed) running.notice(key, ticket);
    }
  }

  #seenTickets(): ReadonlyMap<string, SeenTicket> {
    this.lookAtTickets(NOBODY);
    return this.#tickets;
  }

  async #planAndApply(
    { engine, leftovers, life }: MemberProcess,
    { direction, onConflict, scope, reviewMs }: TeamSync,
    result: Result,
  ): Promise<void> {
    const plan = await engine.plan(
      scope,
      { direction, onConflict, asked: new Set<string>() },
      UNATTENDED,
    );
    if (!plan.ok) {
      result.refusal = JSON.stringify(plan.error);
      return;
    }
    if (life.isDead) return;
    result.plan = plan.value;
    leftovers.push(new WeakRef(plan.value));
    if (plan.value.items.length > 0) await this.time.sleep(reviewMs);
    const report = await engine.apply(approvePlan(plan.value), UNATTENDED);
    if (report.ok) {
      result.report = report.value;
      leftovers.push(new WeakRef(report.value));
    } else result.refusal = JSON.stringify(report.error);
  }

  #count({ plan, refusal }: Observed): void {
    if (refusal !== null) this.tally.refusals += 1;
    const reasons = [...(plan?.items ?? []), ...(plan?.held ?? [])].map(({ reason }) => reason);
    this.tally.conflicts += reasons.filter((reason) => reason.startsWith("conflict/")).length;
  }

  #fill(clone: Clone, fullAt: number | undefined): void {
    if (fullAt === undefined) return;
    let writes = 0;
    let isCounted = false;
    this.#store(clone).beforeWrite = (path) => {
      writes += 1;
      if (writes < fullAt) return undefined;
      if (!isCounted) this.tally.fullDisks += 1;
      isCounted = true;
      return fileProblem("file/disk-full", path);
    };
  }

  #process(clone: Clone): MemberProcess {
    const open = this.#open.get(clone);
    if (open !== undefined) return open;
    const { time, trackers } = this;
    const started = startProcess({
      clone,
      store: this.#store(clone),
      time,
      trackers,
      parsed: this.#parsed,
      live: this.#live,
    });
    this.processes.push(started);
    this.#open.set(clone, started);
    this.#byLife.set(started.life, started);
    return started;
  }

  #store(clone: Clone): MemoryFileStore {
    const store = this.#stores[clone];
    assert.ok(store);
    return store;
  }

  #copy(clone: Clone): WorkingCopy {
    const copy = this.#copies[clone];
    assert.ok(copy);
    return copy;
  }
}

/** How many creates were begun in a clone and never seen to end. */
export function openIntents(files: ReadonlyMap<string, string>): number {
  return [...files.keys()].filter((path) => path.includes("/journal/intents/")).length;
}

function requestsSince(before: RequestCount, now: RequestCount): RequestCount {
  const [reads, writes] = [now.reads - before.reads, now.writes - before.writes];
  return { ...now, reads, writes, total: reads + writes };
}
