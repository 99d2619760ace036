import { inertLine } from "../view/plain-text.ts";

/** What a message may come to; nobody reads more beside a line of a spec. */
const MOST_LETTERS = 2000;

/**
 * Untrusted text for the log of a CI job: one line that steers neither the runner nor a terminal.
 *
 * Shape:  no control characters or line ends, no `##[` or `##vso[`, and no `::` at its beginning.
 */
export function runnerText(text: string): string {
  return inertForRunners(inertLine(text, MOST_LETTERS));
}

/** CI systems obey lines of a log that begin with `::`, or hold `##[` or `##vso[` anywhere. */
export function inertForRunners(text: string): string {
  return text.replace(/^(\s*):(?=:)/, "$1: ").replace(/#(?=#(?:\[|vso))/gi, "# ");
}

/** A document in JSON, unchanged for every reader of JSON, and no command for a runner. */
export function inertJson(json: string): string {
  return json.replace(/##(?=\[|vso)/gi, String.raw`\u0023\u0023`);
}
