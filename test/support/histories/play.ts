import assert from "node:assert/strict";
import { createFixedClock } from "../fixed-clock.ts";
import type { BodyEdit } from "./body-edits.ts";
import type { Clone, Command, TicketEdit } from "./commands.ts";
import { settle } from "./settle.ts";
import { editSpecs } from "./spec-edits.ts";
import type { Tally } from "./tally.ts";
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
    case "ticket":
      editTicket(world, watch, clone, command.edit);
  }
  watch.noteHumans(clone, before, command);
}

function editTicket(world: World, watch: Watch, clone: Clone, edit: TicketEdit): void {
  const hands = world.hands(clone);
  const tickets = hands.tickets();
  const ticket = tickets[edit.at % Math.max(1, tickets.length)];
  if (ticket === undefined) return;
  const { key } = ticket;
  const write = (make: (word: string) => BodyEdit, kind: "t" | "c" = "t"): void => {
    const word = world.fresh.word(kind);
    if (hands.edit(key, make(word))) watch.noteTicketWord(word);
  };
  switch (edit.kind) {
    case "status": {
      const status = hands.statuses[edit.nth % hands.statuses.length];
      assert.ok(status);
      if (status === ticket.status || !hands.move(key, status)) return;
      watch.noteTicketMove(key, ticket.status, status);
      return;
    }
    case "title": {
      const word = world.fresh.word("t");
      if (hands.retitle(key, `${ticket.title} ${word}`)) watch.noteTicketWord(word);
      return;
    }
    case "above":
    case "below":
      write((word) => ({ kind: edit.kind as "above" | "below", text: `Note ${word}.` }));
      return;
    case "inside": {
      const anchor = /\bAnchor s\d+\./.exec(ticket.body)?.[0];
      if (anchor !== undefined) write((text) => ({ kind: "inside", anchor, text }));
      return;
    }
    case "box":
      write((text) => ({ kind: "box", text }), "c");
      return;
    case "tick": {
      const boxes = [...ticket.boxes.keys()];
      const text = boxes[edit.nth % Math.max(1, boxes.length)];
      if (text !== undefined) hands.edit(key, { kind: "tick", text, checked: edit.checked });
      return;
    }
    case "reparent": {
      const parent = tickets[edit.nth % tickets.length];
      hands.reparent(key, edit.checked || parent === undefined ? null : parent.key);
      return;
    }
    case "remove":
      if (hands.remove(key)) watch.noteTicketGone(key);
  }
}
