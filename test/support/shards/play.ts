import assert from "node:assert/strict";
import { handsOn } from "../histories/double-hands.ts";
import { newBlock, type Fresh } from "../histories/spec-edits.ts";
import { configOf } from "../remote/remote-workspace.ts";
import { DIRECT_SYSTEMS, type TrackedSystem } from "../remote/systems.ts";
import { inTemporaryFolder } from "../temporary-folder.ts";
import { Chance } from "./chance.ts";
import { checkWorld, type RestingPlan } from "./check-world.ts";
import { startGitServer } from "./git-server.ts";
import { Runner, type JobEnd, type JobOrder } from "./job.ts";
import { startLateTracker, type LateTracker } from "./late-tracker.ts";
import { ordersFor } from "./orders.ts";
import { People } from "./people.ts";
import type { ShardTally } from "./shard-tally.ts";
import { Team } from "./team.ts";

const LATENCY_MS = 15;
/** Longer than a claim holds a section whose ticket nobody finds. */
const LONG_MS = 3 * 60_000;
const SHORT_MS = 5000;
const MOST_ROUNDS_TO_REST = 8;

/** A repository, the people of a team with a tracker, and jobs. */
interface World {
  readonly chance: Chance;
  readonly tracker: LateTracker;
  readonly team: Team;
  readonly people: People;
  readonly runner: Runner;
  readonly tally: ShardTally;
  readonly clock: { shiftMs: number };
  readonly log: string[];
}

/** A world at rest, and the question whether all in it is as it must be. */
export interface Played {
  readonly tracker: LateTracker;
  readonly people: People;
  readonly check: () => Promise<void>;
}

/**
 * Plays one run: a team at work, jobs at once that may be killed, and then what must be so.
 *
 * `cli` is the built command line. `inspect` is given the world that passed.
 */
export async function playShards(
  cli: string,
  seed: number,
  tally: ShardTally,
  inspect: (played: Played) => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  const system = DIRECT_SYSTEMS[seed % DIRECT_SYSTEMS.length];
  assert.ok(system);
  const clock = { shiftMs: 0 };
  const log: string[] = [];
  await inTemporaryFolder(async (folder) => {
    const server = await startGitServer(folder);
    const tracker = await startLateTracker(system, LATENCY_MS, () => Date.now() + clock.shiftMs);
    try {
      const remote = await server.create("remote.git");
      const chance = new Chance(seed);
      const made = await begin(folder, remote, system, tracker, chance);
      const runner = new Runner(folder, cli, remote, tracker);
      const world: World = { ...made, chance, tracker, runner, tally, clock, log };
      await live(world);
      const plan = (await runner.plan(clock.shiftMs)) as RestingPlan;
      const told = log.join("\n");
      const check = (): Promise<void> => checkWorld({ ...made, plan, told });
      await check();
      await inspect({ tracker, people: made.people, check });
      tally.runs += 1;
      tally.tickets += tracker.double.tickets().length;
      tally.edits += made.people.edits;
    } catch (error) {
      const text = error instanceof Error ? (error.stack ?? "") : String(error);
      throw new Error(`${system.name}, seed ${String(seed)}: ${text}\n\n${log.join("\n")}`);
    } finally {
      await tracker.close();
      await server.close();
    }
  });
}

async function begin(
  folder: string,
  remote: string,
  system: TrackedSystem,
  { double }: LateTracker,
  chance: Chance,
) {
  let last = 0;
  const fresh: Fresh = { word: (kind) => `${kind}${String((last += 1))}` };
  const config = configOf(system, double);
  const files: Record<string, string> = {};
  for (let spec = 3 + chance.below(3); spec > 0; spec--) {
    const blocks = Array.from({ length: 2 + chance.below(2) }, (_, index) => {
      const status = chance.pick(["todo", "todo", "in_progress", "draft"]);
      return newBlock(String(index + 1), fresh.word("s"), status, [fresh.word("c")]);
    });
    const lines = blocks.flatMap((block) => block.lines);
    files[`docs/specs/spec-${String(spec)}.md`] = [`# Spec ${String(spec)}`, "", ...lines].join(
      "\n",
    );
  }
  const team = new Team(folder);
  await team.begin(remote, { "CANON.yaml": config, ...files });
  const hands = handsOn(system, double);
  const people = new People(team, hands, chance, fresh);
  people.noteBeginning(new Map(Object.entries(files)));
  return { team, hands, people };
}

/** Rounds of work and of jobs, then jobs alone until nothing moves any more. */
async function live(world: World): Promise<void> {
  const { chance, clock } = world;
  const rounds = 2 + chance.below(2);
  for (let round = 0; round < rounds; round++) {
    if (round > 0) await work(world);
    await jobsAtOnce(world, ordersFor(chance, world.people));
    clock.shiftMs += chance.pick([SHORT_MS, LONG_MS]);
  }
  await settle(world);
}

async function work({ chance, people }: World): Promise<void> {
  await people.editSpecs(1 + chance.below(4));
  for (let edits = chance.below(4); edits > 0; edits--) people.editTicket();
}

async function jobsAtOnce(world: World, orders: readonly JobOrder[]): Promise<readonly JobEnd[]> {
  const { runner, clock, tally, log, team } = world;
  const ends = await Promise.all(orders.map((one) => runner.run(one, clock.shiftMs)));
  for (const { order, code, wasKilled, log: text } of ends) {
    const { direction, shard, death } = order;
    tally.jobs += 1;
    if (wasKilled && death !== null) tally.kills[death.kind] += 1;
    tally.refusedPushes += text.match(/\[(remote )?rejected\]/g)?.length ?? 0;
    const end = wasKilled ? "killed" : `ended with ${String(code)}`;
    log.push(`--- ${direction} ${shard ?? "whole"} ${JSON.stringify(death)}: ${end}\n${text}`);
    assert.ok(wasKilled || code === 0 || code === 1, `a job ended with ${String(code)}`);
  }
  for (const branch of await team.branches()) {
    tally.unmerged += 1;
    await team.merge(branch, (clone) => runner.resolve(clone, clock.shiftMs));
  }
  return ends;
}

async function settle(world: World): Promise<void> {
  const { team, clock, log } = world;
  for (let round = 0; round < MOST_ROUNDS_TO_REST; round++) {
    clock.shiftMs += LONG_MS;
    const before = await team.head();
    const ends: JobEnd[] = [];
    for (const direction of ["forward", "reverse"] as const) {
      const rest = { direction, shard: null, death: null, meanwhile: null };
      ends.push(...(await jobsAtOnce(world, [rest])));
    }
    log.push(`--- at rest? ${String(round)}`);
    const isStill = (await team.head()) === before;
    if (isStill && ends.every(({ writes }) => writes === 0)) return;
  }
  assert.fail("it does not come to rest");
}
