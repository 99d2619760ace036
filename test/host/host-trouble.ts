/** A failure that a person can mend. The message says what happened and what to do next. */
export class HostTrouble extends Error {}

/** Prints one line of progress. */
export function say(text: string): void {
  console.log(text);
}
