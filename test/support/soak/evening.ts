import assert from "node:assert/strict";
import { WHOLE_WORKSPACE } from "../../../src/sync/engine.ts";
import type { Clone } from "../histories/commands.ts";
import { checkAtRest, lasting } from "../histories/settle.ts";
import { runJob } from "./people.ts";
import { openIntents, type Team } from "./team.ts";

const ROUNDS = 10;
const LONGEST_LIMIT_MS = 20 * 60_000;

/** Lets everything that is on its way arrive: all merge, the job syncs, who crashed syncs again. */
export async function comeToRest(team: Team, jobs: Clone): Promise<void> {
  await team.time.sleep(LONGEST_LIMIT_MS);
  let left = "";
  for (let round = 0; round < ROUNDS; round++) {
    let isQuiet = true;
    for (const clone of team.clones) {
      if (clone === jobs) continue;
      team.merge(clone, "ours");
      if (openIntents(team.files(clone)) === 0) continue;
      const { plan } = await quietSync(team, clone);
      isQuiet &&= plan?.items.length === 0 && plan.settledIntents.length === 0;
      team.merge(clone, "ours");
    }
    const { plan, refusal } = await runJob(team, jobs, "both");
    team.merge(jobs, "ours");
    isQuiet &&= plan?.items.length === 0;
    for (const clone of team.clones) team.pull(clone, "ours");
    const apart = team.clones.filter((clone) => !team.isShared(clone));
    if (isQuiet && apart.length === 0) return;
    const items = plan?.items.map(({ id, reason, from, to }) => ({ id, reason, from, to }));
    left = JSON.stringify({ isQuiet, apart, items, refusal }, null, 2);
  }
  assert.fail(`it does not come to rest in ${ROUNDS} rounds: ${left}`);
}

/** One more sync of a clone, which must find nothing to do. */
export async function checkRest(team: Team, clone: Clone): Promise<void> {
  const files = lasting(team.files(clone));
  const observed = await quietSync(team, clone);
  assert.ok(team.isShared(clone), `${clone} has other files than the others`);
  checkAtRest(team, clone, files, observed);
}

/** A sync in which nothing goes wrong and nobody stops to look. */
export function quietSync(team: Team, clone: Clone): ReturnType<Team["sync"]> {
  return team.sync(clone, {
    direction: "both",
    onConflict: "tracker",
    scope: WHOLE_WORKSPACE,
    reviewMs: 0,
  });
}
