import assert from "node:assert/strict";
import type { ChangePlan } from "../../../src/core/plan/plan.ts";
import { createFixedClock } from "../fixed-clock.ts";
import { createTicketMemory } from "../kept-tickets.ts";
import { SPEC } from "../workspace.ts";
import { LINKED } from "./count-requests.ts";
import { learnsAtOnce } from "./learns-at-once.ts";
import { onTracker } from "./remote-workspace.ts";
import { specOf } from "./sections.ts";
import type { TrackedSystem } from "./systems.ts";

const HOUR_MS = 3_600_000;
const CHANGED = 3;

/** A handful: what changed, those tickets, and those that a plan rests on. */
export const MOST_RECALLED_REQUESTS = 4;

export interface RecalledCounts {
  /** Requests of a plan that knows nothing of an earlier one. */
  readonly whole: number;
  /** Of one that knows all tickets, of which none or three have changed. */
  readonly unchanged: number;
  readonly changed: number;
  /** Both with these changes: a plan that reads everything, and one that does not. */
  readonly plans: readonly [ChangePlan, ChangePlan];
}

/** Counts what a plan of 1,000 linked sections costs where an earlier run has read the tickets. */
export async function countRecalled(system: TrackedSystem): Promise<RecalledCounts> {
  const counts: RecalledCounts[] = [];
  const clock = createFixedClock();
  const ticketMemory = createTicketMemory(LINKED);
  const parts = { clock, ticketMemory, prepare: learnsAtOnce };
  await onTracker(
    system,
    specOf(0),
    async (workspace) => {
      const { double } = workspace;
      const keys = double.seed(LINKED);
      const link = (index: number): string =>
        `<!-- canon:ticket:${system.system}:${String(keys[index])} -->\n`;
      workspace.store.files.set(SPEC, specOf(LINKED, link));
      const plan = async (): Promise<ChangePlan> => {
        clock.advance(HOUR_MS);
        return workspace.plan({ direction: "reverse" });
      };
      await workspace.sync();
      await plan();
      assert.deepEqual((await plan()).items, []);
      const unchanged = workspace.cost().total;
      for (const key of keys.slice(0, CHANGED)) double.move(key, system.statuses.done);
      const recalled = await plan();
      const changed = workspace.cost().total;
      ticketMemory.kept.clear();
      const full = await plan();
      counts.push({ whole: workspace.cost().total, unchanged, changed, plans: [full, recalled] });
    },
    parts,
  );
  const [counted] = counts;
  assert.ok(counted);
  return counted;
}
