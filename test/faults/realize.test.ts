import assert from "node:assert/strict";
import { suite, test } from "mocha";
import { createRequestMeter } from "../../src/adapters/request-meter.ts";
import type { MergedWork } from "../../src/core/model/merged-work.ts";
import { approvePlan } from "../../src/core/plan/approve.ts";
import { UNATTENDED } from "../../src/sync/apply-plan.ts";
import { createEngine } from "../../src/sync/create-engine.ts";
import { WHOLE_WORKSPACE, type Engine } from "../../src/sync/engine.ts";
import { aFile, aWork } from "../support/a-work.ts";
import { createFixedClock } from "../support/fixed-clock.ts";
import type { Trouble } from "../support/histories/commands.ts";
import { Life, mortalClock, mortalStore } from "../support/histories/mortal.ts";
import { troublesAtRequest, troublesAtWrite } from "../support/histories/scenario.ts";
import { VENUES, type Stage, type Venue } from "../support/histories/venues.ts";
import { createMemoryFileStore, fileProblem } from "../support/memory-file-store.ts";
import { createRecordingLog } from "../support/recording-log.ts";
import { closing } from "../support/remote/close-words.ts";
import { staysInProcess } from "../support/remote/stays-in-process.ts";
import { BOTH_WAYS, SPEC } from "../support/workspace.ts";
import { TWO_SECTIONS } from "../support/realization/two-sections.ts";

const ONLY = process.env["CANON_HISTORIES_ON"];
/** Each request meets some of the faults in a usual run, and all of them in a long one. */
const SHARE = process.env["CANON_HISTORIES"] === undefined ? 8 : 1;
const MOST_RUNS = 4;
const CODE = {
  "src/keys.ts": "export const key = 1;\n",
  "test/store.test.ts": 'test("an answer is stored beside its key")\n',
};

suite("one fault at each request and each write while merged work is recorded", () => {
  staysInProcess();

  for (const venue of VENUES.filter(({ name }) => ONLY === undefined || name === ONLY)) {
    test(`on ${venue.name}: evidence once, told once, closed, and at rest in the end`, async () => {
      const steps = await meet(venue, null);
      const troubles = [
        ...Array.from({ length: steps.request }, (_, index) => troublesAtRequest(index + 1)),
        ...Array.from({ length: steps.write }, (_, index) => troublesAtWrite(index + 1)),
      ].flatMap((all, nth) => all.filter((_, index) => (index + nth) % SHARE === 0));
      for (const trouble of troubles) {
        try {
          await meet(venue, trouble);
        } catch (error) {
          assert.ok(error instanceof Error);
          error.message = `${JSON.stringify(trouble)}: ${error.message}`;
          throw error;
        }
      }
      console.log(
        `    ${venue.name}: ${steps.request} requests, ${steps.write} writes; ${troubles.length} troubles`,
      );
    }).timeout(0);
  }
});

/** A workspace, its tracker, and processes that come and go. */
class Place {
  readonly #clock: ReturnType<typeof createFixedClock>;
  readonly store;
  readonly stage: Stage;

  constructor(stage: Stage, clock: ReturnType<typeof createFixedClock>) {
    this.stage = stage;
    this.#clock = clock;
    this.store = createMemoryFileStore({
      "CANON.yaml": stage.config,
      [SPEC]: TWO_SECTIONS,
      ...CODE,
    });
  }

  text(): string {
    return this.store.files.get(SPEC) ?? "";
  }

  /** Runs a process of its own, with at most one trouble in it. */
  async run(trouble: Trouble | null, act: (engine: Engine) => Promise<unknown>): Promise<Life> {
    const { store } = this;
    this.#clock.advance(60_000);
    const life = new Life(trouble?.kind === "death" ? trouble.death : undefined);
    let writes = 0;
    store.beforeWrite = (path) => {
      writes += 1;
      const isFull = trouble?.kind === "full-disk" && writes >= trouble.at;
      return isFull ? fileProblem("file/disk-full", path) : undefined;
    };
    const files = mortalStore(store, life);
    const clock = mortalClock(this.#clock, life);
    const meter = createRequestMeter();
    const onFault = (): void => undefined;
    const opened = this.stage.open({ files, clock, meter, life, trouble, onFault });
    const log = createRecordingLog();
    const engine = createEngine({ files, clock, meter, log, ...opened });
    await life.run(() => act(engine));
    store.beforeWrite = undefined;
    store.locks.clear();
    return life;
  }

  /** Records the work; gives the items that were done or tried, null where it did not come so far. */
  async realize(work: MergedWork, trouble: Trouble | null = null) {
    const seen: { kinds: readonly string[] | null } = { kinds: null };
    const life = await this.run(trouble, async (engine) => {
      const draft = await engine.draftRealization(work, { asked: new Set() }, UNATTENDED);
      if (!draft.ok) return;
      const report = await engine.apply(approvePlan(draft.value.plan), UNATTENDED);
      if (report.ok) {
        seen.kinds = report.value.results.map(({ item, outcome }) => `${item.kind} ${outcome}`);
      }
    });
    return { life, kinds: seen.kinds };
  }
}

/** What recording did when nothing went wrong, for the next to know how far it goes. */
async function meet(venue: Venue, trouble: Trouble | null): Promise<Life["counts"]> {
  const clock = createFixedClock();
  const stage = await venue.start(clock);
  try {
    const place = new Place(stage, clock);
    await place.run(null, async (engine) => {
      const plan = await engine.plan(WHOLE_WORKSPACE, BOTH_WAYS, UNATTENDED);
      assert.ok(plan.ok);
      await engine.apply(approvePlan(plan.value), UNATTENDED);
    });
    const work = workFor(place.text());
    const { life } = await place.realize(work, trouble);
    for (let again = 1; ; again++) {
      const { kinds } = await place.realize(work);
      if (kinds?.length === 0) break;
      assert.ok(again < MOST_RUNS, `never at rest: ${JSON.stringify(kinds)}`);
    }
    check(venue, place, work);
    const before = new Map(place.store.files);
    assert.deepEqual((await place.realize(work)).kinds, []);
    assert.deepEqual(new Map(place.store.files), before, "a further run changes no file");
    return life.counts;
  } finally {
    await stage.close();
  }
}

function workFor(text: string): MergedWork {
  const links = [...text.matchAll(/<!-- canon:ticket:([a-z-]+):(\S+) -->/g)];
  assert.equal(links.length, 2);
  return aWork({
    body: links.map(([, system = "", key = ""]) => closing(system, key)).join("\n"),
    files: Object.keys(CODE).map((path) => aFile(path)),
  });
}

function check(venue: Venue, { store, stage }: Place, { url }: MergedWork): void {
  const spec = store.files.get(SPEC) ?? "";
  assert.equal(spec.split("canon:realized-in:PR#412").length, 4, spec);
  assert.match(spec, /keys status:done -->\n<!-- canon:realized-in:PR#412 src\/keys\.ts test/);
  assert.match(spec, /store status:in_progress/);
  assert.match(spec, /- \[x\] an answer is stored beside its key\n.*\n- \[ \] answers expire\n$/);
  const tickets = stage.told(store.files);
  const statuses = stage.hands(store.files).statusesOf(tickets[0]?.key ?? "");
  assert.deepEqual(
    tickets.map(({ status }) => status),
    [statuses[2], statuses[1]],
  );
  for (const { key, comments, pulls } of tickets) {
    const evidence = comments.filter((one) => one.includes("Evidence"));
    const shown = pulls(url ?? "");
    if (venue.name === "a Canon server") assert.ok(shown >= 1, `${key} shows nothing`);
    else assert.deepEqual([evidence.length, shown], [1, 1], `${key}: ${comments.join("\n")}`);
  }
  const left = [...store.files.keys()].filter((path) => path.includes("/journal/intents/"));
  assert.deepEqual(left, [], "nothing is left open");
}
