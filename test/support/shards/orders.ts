import type { Chance } from "./chance.ts";
import { COMMANDS, type Death, type JobOrder } from "./job.ts";
import type { People } from "./people.ts";

const KINDS = ["forward", "forward", "reverse", "twice", "both", "regrouped"] as const;

/** One kind of pipeline at a time, in parts, or kinds that meet although they should not. */
export function ordersFor(chance: Chance, people: People): JobOrder[] {
  const order = (direction: JobOrder["direction"], shard: string | null): JobOrder =>
    orderFor(chance, people, direction, shard);
  const parts = 2 + chance.below(3);
  const inParts = (direction: JobOrder["direction"]): JobOrder[] =>
    Array.from({ length: parts }, (_, index) =>
      order(direction, `${String(index + 1)}/${String(parts)}`),
    );
  switch (chance.pick(KINDS)) {
    case "forward":
      return inParts("forward");
    case "reverse":
      return inParts("reverse");
    case "twice":
      return [order("forward", null), order("forward", null)];
    case "both":
      return [...inParts("forward"), order("reverse", null)];
    case "regrouped":
      return [order("forward", "1/2"), order("forward", "1/3"), order("forward", null)];
  }
}

function orderFor(
  chance: Chance,
  people: People,
  direction: JobOrder["direction"],
  shard: string | null,
): JobOrder {
  const death = chance.happens(0.4) ? deathOf(chance) : null;
  if (!chance.happens(0.3)) return { direction, shard, death, meanwhile: null };
  const isTicket = chance.happens(0.5);
  const happens = async (): Promise<void> => {
    if (isTicket) people.editTicket();
    else await people.editSpecs(1);
  };
  return { direction, shard, death, meanwhile: { nth: 1 + chance.below(6), happens } };
}

function deathOf(chance: Chance): Death {
  switch (chance.pick(["request", "moment", "command"])) {
    case "request":
      return { kind: "request", nth: 1 + chance.below(10), isDone: chance.happens(0.6) };
    case "moment":
      return { kind: "moment", ms: chance.below(1500) };
    case "command":
      return { kind: "command", at: chance.pick(COMMANDS) };
  }
}
