import { useWire } from "../remote/fault-server.ts";
import { whenSilent } from "../remote/in-process.ts";
import type { Outlines } from "../histories/world.ts";
import { checkLeaks, checkMemory } from "./check-leftovers.ts";
import { checkUnlinked } from "./check-unlinked.ts";
import { countTwice } from "./count-twice.ts";
import { newDayTally, type DayTally } from "./day-tally.ts";
import { Dice } from "./dice.ts";
import { checkRest, comeToRest } from "./evening.ts";
import { runJobs, workAll } from "./people.ts";
import { TeamTrackers } from "./team-trackers.ts";
import { Team } from "./team.ts";
import { TeamWire } from "./team-wire.ts";
import { VirtualTime } from "./virtual-time.ts";
import { Weather } from "./weather.ts";

const HOUR_MS = 3_600_000;
const SILENCE_MS = 15_000;

export interface DayOptions {
  readonly seed: number;
  readonly people: number;
  /** How long they work, from eight in the morning. */
  readonly hours: number;
}

/** Plays a working day of a team, lets it come to rest, and holds all of it against what must be so. */
export async function playDay({ seed, people, hours: length }: DayOptions): Promise<DayTally> {
  const tally = newDayTally();
  const dice = new Dice(seed);
  const time = new VirtualTime("2026-01-05T07:00:00.000Z");
  const from = time.nowMs + HOUR_MS;
  const hours = { from, to: from + length * HOUR_MS };
  const world: { team?: Team; weather?: Weather } = {};
  const wire = new TeamWire({
    time,
    dice: dice.fork(),
    tally,
    weather: () => need(world.weather),
    processOf: (life) => need(world.team).processOf(life),
    beforeRequest: (process) => {
      need(world.team).lookAtTickets(process);
    },
    onWrite: (process) => {
      need(world.team).noteTickets(process);
    },
  });
  useWire(wire.wire);
  whenSilent(() => time.sleep(SILENCE_MS));
  const trackers = await TeamTrackers.start(seed, () => time.nowMs);
  try {
    for (const { double } of trackers.remote) wire.watch(double);
    const origins = trackers.remote.map(({ double }) => double.origin);
    const weather = new Weather(origins, people, hours, dice.fork(), tally);
    const team = new Team(people + 1, outlines(dice), time, trackers, tally);
    Object.assign(world, { team, weather });
    const members = Array.from({ length: people }, (_, clone) => {
      const own = dice.fork();
      return () => workAll(team, clone, hours, own);
    });
    const jobs = dice.fork();
    weather.isFine = true;
    await time.run([() => comeToRest(team, people)]);
    weather.isFine = false;
    await time.run([...members, () => runJobs(team, people, hours, jobs)]);
    weather.isFine = true;
    await time.run([() => comeToRest(team, people)]);
    await time.run(team.clones.map((clone) => () => checkRest(team, clone)));
    await time.run([() => checkUnlinked(team, people)]);
    countTwice(team, people);
    checkLeaks(team);
    checkMemory(team);
    tally.days += 1;
    return tally;
  } finally {
    await trackers.close();
  }
}

function need<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("nothing has begun");
  return value;
}

const SPECS = {
  "core-a": 9,
  "core-b": 7,
  "core-c": 7,
  "web-a": 8,
  "web-b": 6,
  lab: 4,
};

/** A workspace in which nobody has synced yet. */
function outlines(dice: Dice): Outlines {
  const status = () => dice.one(["todo", "todo", "todo", "in_progress", "done", "draft"]);
  return Object.fromEntries(
    Object.entries(SPECS).map(([name, count]) => [
      name,
      Array.from({ length: count }, (_, index) => {
        const [chapter, part] = [Math.floor(index / 3) + 1, index % 3];
        return [part === 0 ? `${chapter}` : `${chapter}.${part}`, status()] as const;
      }),
    ]),
  );
}
