/** The words a spec may use for the state of a section. Source: the Canon spec format. */
export const SPEC_STATES = [
  "draft",
  "todo",
  "in_progress",
  "done",
  "blocked",
  "deprecated",
] as const;

export type SpecState = (typeof SPEC_STATES)[number];

/** A section's status. `blockedBy` is set only for `blocked`, and optional there. */
export interface SpecStatus {
  readonly state: SpecState;
  readonly blockedBy: string | null;
}

export function isSpecState(word: string): word is SpecState {
  return (SPEC_STATES as readonly string[]).includes(word);
}

export function specStatus(state: SpecState): SpecStatus {
  return { state, blockedBy: null };
}

/** Reads `todo`, `blocked` or `blocked:PAY-200`; undefined for any other word. */
export function parseSpecStatus(text: string): SpecStatus | undefined {
  if (isSpecState(text)) return specStatus(text);
  const key = /^blocked:(\S*)$/.exec(text)?.[1];
  return key === undefined ? undefined : { state: "blocked", blockedBy: key === "" ? null : key };
}

/** The inverse of `parseSpecStatus`. */
export function formatSpecStatus(status: SpecStatus): string {
  return status.blockedBy === null ? status.state : `${status.state}:${status.blockedBy}`;
}
