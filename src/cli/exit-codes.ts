/** What the shell is told. Scripts rely on these four numbers. */
export type ExitCode = 0 | 1 | 2 | 70;

export const DONE = 0;
/** Something failed, was held, went stale or is unsure; or a check found something. */
export const ATTENTION = 1;
/** Wrong usage or configuration. Nothing was touched. */
export const MISUSE = 2;
/** A bug in Canon itself. */
export const BUG = 70;
