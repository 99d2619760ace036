import type { CancelSignal } from "../../../core/kernel/cancel.ts";
import { splitKey, toKey } from "../keys.ts";
import { placeOf, type Jira, type Place } from "./jira.ts";
import { readIssues } from "./read-issues.ts";
import { reachableFrom } from "./transitions.ts";

/** More kinds of tickets than this are not asked about; the write itself will tell. */
const MOST_QUESTIONS = 40;

/**
 * The states that tickets can be moved to, by key; null where nothing is known.
 *
 * Jira answers for one ticket at a time. Tickets of one project, type and status stand at the
 * same place of the same workflow, so one of them is asked for all.
 */
export async function reachableStatuses(
  jira: Jira,
  keys: readonly string[],
  signal: CancelSignal,
): Promise<ReadonlyMap<string, readonly string[] | null>> {
  const own = new Map(keys.map((key) => [key, toKey(key)]));
  const known = [...new Set([...own.values()].filter((key) => key !== undefined))];
  const unseen = signal.aborted ? [] : known.filter((key) => !jira.seen.has(key));
  const readings = await readIssues(jira, unseen, signal);
  const placeFor = (key: string): Place | undefined => {
    const reading = readings.get(key);
    return reading?.kind === "found" ? placeOf(reading.issue) : jira.seen.get(key);
  };

  const questions = new Map<string, Promise<readonly string[] | null>>();
  const answers = [...own].map(async ([asked, key]) => {
    const place = key === undefined || signal.aborted ? undefined : placeFor(key);
    if (place === undefined) return [asked, null] as const;
    const name = [splitKey(place.key).project, place.typeId, place.status.id].join(" ");
    if (!questions.has(name) && questions.size >= MOST_QUESTIONS) return [asked, null] as const;
    const question = questions.get(name) ?? reachableFrom(jira, place, signal);
    questions.set(name, question);
    return [asked, await question] as const;
  });
  return new Map(await Promise.all(answers));
}
