/** `done` of `total` steps; `step` names the one that begins now, in a few words. */
export interface Progress {
  report(done: number, total: number, step: string): void;
}
