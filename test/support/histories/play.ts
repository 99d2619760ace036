import { createFixedClock } from "../fixed-clock.ts";
import type { Command } from "./commands.ts";
import { settle } from "./settle.ts";
import { editSpecs } from "./spec-edits.ts";
import type { Tally } from "./tally.ts";
import { editTicket } from "./ticket-edits.ts";
import type { Side } from "./three-way.ts";
import type { Venue } from "./venues.ts";
import { Watch } from "./watch.ts";
import { SMALL, World, type Observed, type Outlines } from "./world.ts";

/**
 * Plays one history, lets it come to rest, and holds all of it against what must be so; gives
 * what its syncs let be seen.
 */
export async function play(
  venue: Venue,
  history: readonly Command[],
  tally: Tally,
  outlines: Outlines = SMALL,
): Promise<readonly Observed[]> {
  const clock = createFixedClock();
  const stage = await venue.start(clock);
  const world = new World(venue, stage, clock, tally, outlines);
  const watch = new Watch(world);
  const syncs: Observed[] = [];
  try {
    tally.histories += 1;
    for (const command of history) {
      tally.commands += 1;
      clock.advance(7000);
      const observed = await perform(world, watch, command);
      if (observed !== undefined) syncs.push(observed);
    }
    await settle(world, watch);
    return syncs;
  } finally {
    await world.close();
  }
}

async function perform(
  world: World,
  watch: Watch,
  command: Command,
): Promise<Observed | undefined> {
  if (command.do !== "sync") {
    performAtOnce(world, watch, command);
    return undefined;
  }
  const { clone } = command;
  const pull = (take: Side) => performAtOnce(world, watch, { do: "exchange", clone, take });
  if (world.venue.isInFiles) pull("theirs");
  const observed = await watchedSync(world, watch, command);
  if (world.venue.isInFiles) pull("ours");
  return observed;
}

type Sync = Extract<Command, { do: "sync" }>;

export async function watchedSync(
  world: World,
  watch: Watch,
  command: Omit<Sync, "do">,
): Promise<Observed> {
  const { clone } = command;
  const planned = watch.before(clone);
  let before = planned;
  const observed = await world.sync(clone, command, () => {
    for (const one of command.meanwhile) {
      world.clock.advance(7000);
      // What happens elsewhere meanwhile is no work of this clone's.
      if (one.do === "ticket" || (one.do === "spec" && one.clone === clone)) {
        performAtOnce(world, watch, { ...one, clone });
      }
    }
    if (command.meanwhile.length > 0) before = watch.before(clone);
  });
  watch.after(clone, planned, before, observed);
  return observed;
}

export function performAtOnce(
  world: World,
  watch: Watch,
  command: Exclude<Command, { do: "sync" }>,
): void {
  const { clone } = command;
  const before = { was: new Map(world.files(clone)), theirs: world.shared() };
  switch (command.do) {
    case "spec":
      editSpecs(world.files(clone), command.edit, world.fresh);
      break;
    case "exchange":
      world.exchange(clone, command.take);
      break;
    case "ticket": {
      const count = world.hands(clone).tickets().length;
      editTicket(world.hands(clone), watch, world.fresh, command.edit);
      if (world.hands(clone).tickets().length < count) world.noteTicketGone();
    }
  }
  watch.noteHumans(clone, before, command);
}
