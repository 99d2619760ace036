import { newTally, type Tally } from "../histories/tally.ts";

/** What a day was made of, so that a run can say how much it proves. */
export interface DayTally extends Tally {
  days: number;
  specEdits: number;
  ticketEdits: number;
  merges: number;
  /** Places of a merge that neither git nor a rule decided. */
  mergeConflicts: number;
  jobs: number;
  requests: number;
  /** Requests that were told to come back later. */
  limits: number;
  /** Syncs that were refused as a whole, and fields that moved on both sides. */
  refusals: number;
  conflicts: number;
  fullDisks: number;
  /** Sections for which two clones that knew nothing of each other made a ticket each. */
  twice: number;
}

export function newDayTally(): DayTally {
  return {
    ...newTally(),
    days: 0,
    specEdits: 0,
    ticketEdits: 0,
    merges: 0,
    mergeConflicts: 0,
    jobs: 0,
    requests: 0,
    limits: 0,
    refusals: 0,
    conflicts: 0,
    fullDisks: 0,
    twice: 0,
  };
}

export function dayText(people: number, one: DayTally): string {
  return [
    `${one.days} days of ${people} people`,
    `${one.specEdits} edits of specs, ${one.ticketEdits} of tickets`,
    `${one.merges} merges with ${one.mergeConflicts} conflicts`,
    `${one.syncs} syncs, ${one.jobs} of them jobs, with ${one.conflicts} conflicts`,
    `${one.requests} requests, ${one.faults} spoiled, ${one.limits} of them by limits`,
    `${one.deaths} deaths, ${one.fullDisks} full disks`,
    `${one.creates} tickets, ${one.twice} of them made twice`,
  ].join("; ");
}
