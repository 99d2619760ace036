/** What was played, so that a run can say how much it proves. */
export interface Tally {
  histories: number;
  commands: number;
  syncs: number;
  /** Answers that were spoiled, processes that died, disks that were full. */
  faults: number;
  deaths: number;
  creates: number;
}

export function newTally(): Tally {
  return { histories: 0, commands: 0, syncs: 0, faults: 0, deaths: 0, creates: 0 };
}

export function tallyText({ histories, commands, syncs, faults, deaths, creates }: Tally): string {
  return `${histories} histories, ${commands} commands, ${syncs} syncs, ${faults} faults, ${deaths} deaths, ${creates} tickets`;
}
