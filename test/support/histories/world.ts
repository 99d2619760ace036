import assert from "node:assert/strict";
import { createRequestMeter } from "../../../src/adapters/request-meter.ts";
import { approvePlan } from "../../../src/core/plan/approve.ts";
import type { ChangePlan, PlanOptions } from "../../../src/core/plan/plan.ts";
import { UNATTENDED } from "../../../src/sync/apply-plan.ts";
import type { TicketMemory } from "../../../src/ports/ticket-memory.ts";
import { createEngine } from "../../../src/sync/create-engine.ts";
import { WHOLE_WORKSPACE, type Engine } from "../../../src/sync/engine.ts";
import type { ApplyReport } from "../../../src/sync/report.ts";
import { createFixedClock, type FixedClock } from "../fixed-clock.ts";
import { createMemoryFileStore, fileProblem, type MemoryFileStore } from "../memory-file-store.ts";
import { createTicketMemory } from "../kept-tickets.ts";
import { createRecordingLog } from "../recording-log.ts";
import type { Clone, Command, Trouble } from "./commands.ts";
import type { Hands } from "./hands.ts";
import { Life, mortalClock, mortalMemory, mortalStore } from "./mortal.ts";
import { exchange, tracked, type SharedRepository, type WorkingCopy } from "./shared-repository.ts";
import { newBlock, type Fresh } from "./spec-edits.ts";
import type { Tally } from "./tally.ts";
import { tidyUp } from "./tidy-up.ts";
import type { Side } from "./three-way.ts";
import type { Stage, Venue } from "./venues.ts";
import type { Watched } from "./watched.ts";

/** Longer than a question for changes reaches back. */
const LONG_MS = 20 * 60_000;
const DAY_MS = 24 * 60 * 60_000;

type Sync = Extract<Command, { do: "sync" }>;
export type SyncOptions = Pick<Sync, "direction" | "onConflict" | "trouble">;

/** What one sync let be seen from outside. */
export interface Observed {
  readonly steps: Life["counts"];
  readonly direction: SyncOptions["direction"];
  readonly onConflict: SyncOptions["onConflict"];
  /** Null when it could not begin, or died before its plan was ready. */
  readonly plan: ChangePlan | null;
  /** Null when it could not begin, or died before its end. */
  readonly report: ApplyReport | null;
  readonly hasDied: boolean;
  readonly refusal: string | null;
}

/** Two clones of one workspace, what they share, and a tracker full of people. */
export class World implements Watched {
  readonly clones = [0, 1];
  readonly clock: FixedClock = createFixedClock();
  readonly stores: readonly MemoryFileStore[];
  readonly fresh: Fresh;
  readonly tally: Tally;
  readonly venue: Venue;
  readonly #stage: Stage;
  readonly #repository: SharedRepository;
  readonly #copies: readonly WorkingCopy[];
  readonly #memories: readonly TicketMemory[];
  #goneAt = 0;

  constructor(venue: Venue, stage: Stage, clock: FixedClock, tally: Tally, outlines: Outlines) {
    let last = 0;
    this.venue = venue;
    this.clock = clock;
    this.tally = tally;
    this.#stage = stage;
    this.fresh = { word: (kind) => `${kind}${(last += 1)}` };
    const files = startingFiles(stage.config, outlines, this.fresh);
    this.stores = this.clones.map(() => createMemoryFileStore(files));
    const known = new Map(Object.entries(files));
    this.#repository = { head: known };
    this.#copies = this.stores.map((store) => ({ files: store.files, known }));
    this.#memories = this.clones.map(() => createTicketMemory());
  }

  files(clone: Clone): Map<string, string> {
    return this.#store(clone).files;
  }

  hands(clone: Clone): Hands {
    return this.#stage.hands(this.files(clone));
  }

  exchange(clone: Clone, take: Side): void {
    const copy = this.#copies[clone];
    assert.ok(copy);
    exchange(this.#repository, copy, take, tidyUp);
  }

  /** What was pushed last. */
  shared(): ReadonlyMap<string, string> {
    return this.#repository.head;
  }

  /** Whether a clone has what the others have, and the others what it has. */
  isShared(clone: Clone): boolean {
    const own = tracked(this.files(clone));
    const { head } = this.#repository;
    return own.size === head.size && [...own].every(([path, text]) => head.get(path) === text);
  }

  /** Plans and applies in a process of its own; `meanwhile` happens between the two. */
  async sync(clone: Clone, options: SyncOptions, meanwhile: () => void): Promise<Observed> {
    const { direction, onConflict, trouble } = options;
    this.clock.advance(this.venue.remembers === true ? LONG_MS : 60_000);
    this.tally.syncs += 1;
    const life = new Life(trouble?.kind === "death" ? trouble.death : undefined);
    const engine = this.#engine(clone, life, trouble);
    const seen: { plan: ChangePlan | null; report: ApplyReport | null; refusal: string | null } = {
      plan: null,
      report: null,
      refusal: null,
    };
    const run = async (): Promise<"ended"> => {
      const wanted = { direction, onConflict, asked: new Set<string>() };
      const plan = await engine.plan(WHOLE_WORKSPACE, wanted, UNATTENDED);
      if (!plan.ok) {
        seen.refusal = JSON.stringify(plan.error);
        return "ended";
      }
      if (life.isDead) return "ended";
      seen.plan = plan.value;
      if (trouble === null) await this.#compare(clone, plan.value, wanted);
      meanwhile();
      const report = await engine.apply(approvePlan(plan.value), UNATTENDED);
      if (report.ok) seen.report = report.value;
      else seen.refusal = JSON.stringify(report.error);
      return "ended";
    };
    const ending = await life.run(run);
    this.#clearUp(clone);
    if (ending === "dead") this.tally.deaths += 1;
    const hasDied = ending === "dead";
    const report = hasDied ? null : seen.report;
    return { steps: life.counts, direction, onConflict, ...seen, report, hasDied };
  }

  isInFiles(): boolean {
    return this.venue.isInFiles;
  }

  /** What is planned with a memory is what would be planned without. */
  async #compare(clone: Clone, plan: ChangePlan, wanted: PlanOptions): Promise<void> {
    if (this.venue.remembers !== true || this.#isGoneLately()) return;
    const life = new Life(undefined);
    const engine = this.#engine(clone, life, null, { remembers: false });
    const whole = await engine.plan(WHOLE_WORKSPACE, wanted, UNATTENDED);
    assert.ok(whole.ok);
    assert.deepEqual(withoutTimes(plan), withoutTimes(whole.value));
  }

  /** No list of changes tells of a ticket that is gone; for a day, a memory may still have it. */
  noteTicketGone(): void {
    this.#goneAt = Date.parse(this.clock.now());
  }

  /** Waits for all that a memory may not have been told. */
  outwaitMemory(): void {
    if (this.venue.remembers === true) this.clock.advance(DAY_MS);
  }

  close(): Promise<void> {
    return this.#stage.close();
  }

  #isGoneLately(): boolean {
    return Date.parse(this.clock.now()) - this.#goneAt < DAY_MS;
  }

  #store(clone: Clone): MemoryFileStore {
    const store = this.stores[clone];
    assert.ok(store);
    return store;
  }

  #engine(
    clone: Clone,
    life: Life,
    trouble: Trouble | null,
    { remembers = this.venue.remembers === true } = {},
  ): Engine {
    const store = this.#store(clone);
    let writes = 0;
    store.beforeWrite = (path) => {
      writes += 1;
      if (trouble?.kind !== "full-disk" || writes < trouble.at) return undefined;
      this.tally.faults += 1;
      return fileProblem("file/disk-full", path);
    };
    const files = mortalStore(store, life);
    const clock = mortalClock(this.clock, life);
    const meter = createRequestMeter();
    const onFault = (): void => {
      this.tally.faults += 1;
    };
    const opened = this.#stage.open({ files, clock, meter, life, trouble, onFault });
    const memory = remembers ? this.#memories[clone] : undefined;
    const kept = memory === undefined ? {} : { ticketMemory: mortalMemory(memory, life) };
    return createEngine({ files, clock, meter, log: createRecordingLog(), ...opened, ...kept });
  }

  /** A lock whose owner died is taken over. */
  #clearUp(clone: Clone): void {
    const store = this.#store(clone);
    store.beforeWrite = undefined;
    store.locks.clear();
  }
}

/** Each request moves the clock a little. */
function withoutTimes(plan: ChangePlan): unknown {
  const times = ["takenAt", "since", "checkedAt"];
  return JSON.parse(
    JSON.stringify(plan, (name, value: unknown) => (times.includes(name) ? null : value)),
  );
}

/** The sections of each spec that a history begins with: number and status. */
export type Outlines = Readonly<Record<string, readonly (readonly [string, string])[]>>;

/** Sections that have and have not tickets by themselves, some inside others. */
export const SMALL: Outlines = {
  alpha: [
    ["1", "todo"],
    ["1.1", "todo"],
    ["1.2", "in_progress"],
    ["2", "draft"],
  ],
  beta: [
    ["1", "todo"],
    ["2", "todo"],
  ],
};

/** The files of a workspace before anybody worked in it. */
export function startingFiles(
  config: string,
  outlines: Outlines,
  fresh: Fresh,
): Record<string, string> {
  const specs = Object.entries(outlines).map(([name, rows]) => {
    const blocks = rows.map(([number, status]) =>
      newBlock(number, fresh.word("s"), status, [fresh.word("c"), fresh.word("c")]),
    );
    const text = [`# ${name}`, "", ...blocks.flatMap(({ lines }) => lines)].join("\n");
    return [`docs/specs/${name}.md`, text];
  });
  return { "CANON.yaml": config, ...(Object.fromEntries(specs) as Record<string, string>) };
}
