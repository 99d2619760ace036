import type { Death } from "./job.ts";

/** What was played, so that a run can say how much it proves. */
export interface ShardTally {
  runs: number;
  jobs: number;
  /** Jobs that were killed, by when. */
  readonly kills: Record<Death["kind"], number>;
  edits: number;
  tickets: number;
  /** Pushes of jobs that somebody else was faster than. */
  refusedPushes: number;
  /** Commits that a job left on a branch because it could not push them. */
  unmerged: number;
}

export function newShardTally(): ShardTally {
  const kills = { request: 0, moment: 0, command: 0 };
  return { runs: 0, jobs: 0, kills, edits: 0, tickets: 0, refusedPushes: 0, unmerged: 0 };
}

export function shardTallyText(tally: ShardTally): string {
  const { runs, jobs, kills, edits, tickets, refusedPushes, unmerged } = tally;
  return (
    `${runs} runs, ${jobs} jobs; killed: ${kills.request} at a request, ${kills.command} at a ` +
    `command, ${kills.moment} at any moment; ${edits} edits of people, ${tickets} tickets, ` +
    `${refusedPushes} pushes that came too late, ${unmerged} branches for a person to merge`
  );
}
