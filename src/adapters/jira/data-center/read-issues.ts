import type { CancelSignal } from "../../../core/kernel/cancel.ts";
import type { TrackerError } from "../../../core/model/ticket.ts";
import { isMixedUp } from "../keys.ts";
import { anotherIssue } from "../problems.ts";
import { readMyself } from "./jira-api.ts";
import { askOnce, type Jira, type Known } from "./jira.ts";
import { readIssue } from "./read-issue.ts";
import { searchIssues } from "./search-issues.ts";
import type { JiraIssue } from "./wire.ts";

/** What one key stands for: Jira's own words for a reading of the port. */
export type IssueReading =
  | { readonly kind: "found"; readonly issue: JiraIssue }
  | { readonly kind: "missing" }
  | { readonly kind: "unreadable"; readonly error: TrackerError };

/** The most keys in one query; pages of answers are shorter. */
const KEYS_PER_QUERY = 500;

/** A query that Jira refuses is halved; so few are read one by one. */
const FEW = 8;

/**
 * Reads issues by their keys, in capitals and distinct.
 *
 * Shape:  one reading for each key. Many are searched for, and those that the search does not
 *         list are read one by one, because the index may lag behind the tickets.
 * Errors: per key. An issue is missing only when Jira says so and knows who is asking.
 */
export async function readIssues(
  jira: Jira,
  keys: readonly string[],
  signal: CancelSignal,
): Promise<ReadonlyMap<string, IssueReading>> {
  const isKnown = askOnce((by) => readMyself(jira.api, by));
  const chunks: (readonly string[])[] = [];
  for (let start = 0; start < keys.length; start += KEYS_PER_QUERY) {
    chunks.push(keys.slice(start, start + KEYS_PER_QUERY));
  }
  const readings = await Promise.all(
    chunks.map((chunk) => readChunk(jira, chunk, isKnown, signal)),
  );
  return new Map(readings.flat());
}

type Reading = readonly [string, IssueReading];

async function readChunk(
  jira: Jira,
  keys: readonly string[],
  isKnown: Known<string>,
  signal: CancelSignal,
): Promise<readonly Reading[]> {
  if (keys.length === 1) return readEach(jira, keys, isKnown, signal);
  const found = await searchIssues(jira, keys, signal);
  if (!found.ok) {
    const { status, error } = found.error;
    if (status !== 400) return keys.map((key) => [key, { kind: "unreadable", error }]);
    if (keys.length <= FEW) return readEach(jira, keys, isKnown, signal);
    const middle = Math.ceil(keys.length / 2);
    const halves = [keys.slice(0, middle), keys.slice(middle)];
    const both = await Promise.all(halves.map((half) => readChunk(jira, half, isKnown, signal)));
    return both.flat();
  }
  const byKey = new Map(found.value.map((issue) => [issue.key.toUpperCase(), issue]));
  const readings = keys.flatMap((key): readonly Reading[] => {
    const issue = byKey.get(key);
    return issue === undefined ? [] : [[key, { kind: "found", issue }]];
  });
  const absent = keys.filter((key) => !byKey.has(key));
  return [...readings, ...(await readEach(jira, absent, isKnown, signal))];
}

async function readEach(
  jira: Jira,
  keys: readonly string[],
  isKnown: Known<string>,
  signal: CancelSignal,
): Promise<readonly Reading[]> {
  return Promise.all(
    keys.map(async (key): Promise<Reading> => [key, await readOne(jira, key, isKnown, signal)]),
  );
}

async function readOne(
  jira: Jira,
  key: string,
  isKnown: Known<string>,
  signal: CancelSignal,
): Promise<IssueReading> {
  const read = await readIssue(jira, key, signal);
  if (!read.ok) return { kind: "unreadable", error: read.error.error };
  if (read.value !== undefined) {
    return isMixedUp(key, read.value.key.toUpperCase())
      ? { kind: "unreadable", error: anotherIssue(key) }
      : { kind: "found", issue: read.value };
  }
  // To a visitor, and on a wrong path, everything seems to be missing.
  const known = await isKnown(signal);
  return known.ok ? { kind: "missing" } : { kind: "unreadable", error: known.error.error };
}
