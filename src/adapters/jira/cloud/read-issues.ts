import { bulkFetchIssues, getCurrentUser } from "jira.js/cloud";
import * as z from "zod/mini";
import type { CancelSignal } from "../../../core/kernel/cancel.ts";
import { ok, type Result } from "../../../core/kernel/result.ts";
import { t } from "../../../core/kernel/texts.ts";
import type { TicketReading, TrackerError } from "../../../core/model/ticket.ts";
import type { HttpFailure } from "../../http/http.ts";
import { isMixedUp, toKey } from "../keys.ts";
import { anotherIssue, cancelled, notAKey } from "../problems.ts";
import type { CloudContext } from "./context.ts";
import { type KnownIssue, PROPERTY_KEY, toKnownIssue, toTicket } from "./mapping.ts";
import { ISSUE, ISSUE_FIELDS, ISSUES, MYSELF } from "./wire.ts";

export type IssueReading =
  | { readonly kind: "found"; readonly known: KnownIssue }
  | { readonly kind: "missing" }
  | { readonly kind: "unreadable"; readonly error: TrackerError };

type Readings = ReadonlyMap<string, IssueReading>;

/** Jira refuses to answer about more at once. */
export const ISSUES_PER_REQUEST = 100;

/** Reads tickets under the keys they were asked for. */
export async function readTickets(
  context: CloudContext,
  keys: readonly string[],
  signal: CancelSignal,
): Promise<ReadonlyMap<string, TicketReading>> {
  const readings = await readIssues(context, keys, signal);
  return new Map(
    [...readings].map(([key, reading]) => [key, toTicketReading(context, key, reading)]),
  );
}

/**
 * Reads issues by their keys, a hundred at a time and without the search index.
 *
 * Shape:  one reading for each distinct key. An issue that was moved is found by its old key.
 * Errors: `missing` is said only after a second look and only while Jira knows the credential:
 *         to a visitor it simply leaves out what it will not show.
 */
export async function readIssues(
  context: CloudContext,
  keys: readonly string[],
  signal: CancelSignal,
  expand: readonly "transitions"[] = [],
): Promise<Readings> {
  const asked = [...new Set(keys)];
  const wanted = [...new Set(asked.flatMap((key) => toKey(key) ?? []))];
  const found = signal.aborted
    ? all(wanted, { kind: "unreadable", error: cancelled() })
    : await settleMissing(context, await readTwice(context, wanted, signal, expand), signal);
  return new Map(
    asked.map((key) => {
      const reading = found.get(toKey(key) ?? "");
      return [key, reading ?? { kind: "unreadable", error: notAKey(key) }];
    }),
  );
}

/** Asks who the credential belongs to; Jira refuses to say that to a visitor. */
export async function readMyself(
  { jira }: CloudContext,
  signal: CancelSignal,
): Promise<Result<string, HttpFailure>> {
  const call = { effect: "read", action: t("checking access") } as const;
  const answer = await jira.ask(MYSELF, call, (client) => getCurrentUser(client), signal);
  return answer.ok ? ok(answer.value.displayName) : answer;
}

/** One page of a bulk read: what was said about each issue, under the issue's present key. */
export interface IssuePage {
  readonly issues: ReadonlyMap<string, IssueReading>;
  /** Jira could not read some issues now, and does not say by which key they were asked for. */
  readonly hasErrors: boolean;
}

export async function readPage(
  context: CloudContext,
  keys: readonly string[],
  signal: CancelSignal,
  expand: readonly "transitions"[] = [],
): Promise<Result<IssuePage, HttpFailure>> {
  const answer = await context.jira.ask(
    ISSUES,
    { effect: "read", action: t("reading tickets") },
    (client) =>
      bulkFetchIssues(client, {
        issueIdsOrKeys: [...keys],
        fields: ISSUE_FIELDS,
        properties: [PROPERTY_KEY],
        ...(expand.length === 0 ? {} : { expand: [...expand] }),
      }),
    signal,
  );
  if (!answer.ok) return answer;
  const issues = answer.value.issues.map(({ key, ...rest }) => {
    context.notice(key);
    return [key, toReading({ key, ...rest })] as const;
  });
  return ok({ issues: new Map(issues), hasErrors: (answer.value.issueErrors ?? []).length > 0 });
}

function toTicketReading(
  { jira }: CloudContext,
  key: string,
  reading: IssueReading,
): TicketReading {
  if (reading.kind !== "found") return reading;
  return { kind: "found", ticket: toTicket(reading.known, key, jira.baseUrl) };
}

function toReading(value: { readonly key: string }): IssueReading {
  const issue = z.safeParse(ISSUE, value);
  const known = issue.success ? toKnownIssue(issue.data) : undefined;
  return known === undefined
    ? { kind: "unreadable", error: oddIssue(value.key) }
    : { kind: "found", known };
}

/** The second look tells an issue under another key from one that is not there. */
async function readTwice(
  context: CloudContext,
  keys: readonly string[],
  signal: CancelSignal,
  expand: readonly "transitions"[],
): Promise<Readings> {
  const first = await readAll(context, keys, signal, expand);
  const open = [...first].filter(([, reading]) => reading.kind === "missing").map(([key]) => key);
  return new Map([...first, ...(await readMoved(context, open, signal, expand))]);
}

async function readAll(
  context: CloudContext,
  keys: readonly string[],
  signal: CancelSignal,
  expand: readonly "transitions"[],
): Promise<Readings> {
  const pages = await Promise.all(
    chunks(keys).map(async (chunk) => {
      const page = await readPage(context, chunk, signal, expand);
      return page.ok
        ? chunk.map((key) => [key, readingIn(page.value, key)] as const)
        : all(chunk, { kind: "unreadable", error: page.error.error });
    }),
  );
  return new Map(pages.flatMap((page) => [...page]));
}

/**
 * Reads what did not answer to its own key. An answer under a foreign key belongs to one of the
 * keys that were asked for; halving them shows to which.
 */
async function readMoved(
  context: CloudContext,
  keys: readonly string[],
  signal: CancelSignal,
  expand: readonly "transitions"[],
): Promise<Readings> {
  const readings = new Map<string, IssueReading>();
  const queue = chunks(keys);
  for (let chunk = queue.shift(); chunk !== undefined; chunk = queue.shift()) {
    const page = await readPage(context, chunk, signal, expand);
    const isForeign = page.ok && [...page.value.issues.keys()].some((key) => !chunk.includes(key));
    if (isForeign && chunk.length > 1) {
      const half = Math.ceil(chunk.length / 2);
      queue.push(chunk.slice(0, half), chunk.slice(half));
      continue;
    }
    for (const key of chunk) {
      if (!page.ok) readings.set(key, { kind: "unreadable", error: page.error.error });
      else if (isForeign) readings.set(key, movedTo(page.value, key));
      else readings.set(key, readingIn(page.value, key));
    }
  }
  return readings;
}

function movedTo({ issues }: IssuePage, key: string): IssueReading {
  const [[present, reading] = []] = issues;
  const isClear = issues.size === 1 && present !== undefined && !isMixedUp(key, present);
  return isClear && reading !== undefined
    ? reading
    : { kind: "unreadable", error: anotherIssue(key) };
}

function readingIn({ issues, hasErrors }: IssuePage, key: string): IssueReading {
  const reading = issues.get(key);
  if (reading !== undefined) return reading;
  return hasErrors ? { kind: "unreadable", error: notNow(key) } : { kind: "missing" };
}

async function settleMissing(
  context: CloudContext,
  readings: Readings,
  signal: CancelSignal,
): Promise<Readings> {
  if (![...readings.values()].some(({ kind }) => kind === "missing")) return readings;
  const access = await readMyself(context, signal);
  if (access.ok) return readings;
  const unreadable: IssueReading = { kind: "unreadable", error: access.error.error };
  return new Map(
    [...readings].map(([key, reading]) => [key, reading.kind === "missing" ? unreadable : reading]),
  );
}

function all(keys: readonly string[], reading: IssueReading): ReadonlyMap<string, IssueReading> {
  return new Map(keys.map((key) => [key, reading]));
}

function chunks(keys: readonly string[]): (readonly string[])[] {
  const count = Math.ceil(keys.length / ISSUES_PER_REQUEST);
  return Array.from({ length: count }, (_, index) =>
    keys.slice(index * ISSUES_PER_REQUEST, (index + 1) * ISSUES_PER_REQUEST),
  );
}

function oddIssue(key: string): TrackerError {
  return {
    code: "tracker/unreadable-answer",
    message: t(
      "What Jira says about {0} is not of the form that Canon knows, so the ticket was left alone. Open it in Jira and look at its description.",
      toKey(key) ?? t("a ticket"),
    ),
  };
}

function notNow(key: string): TrackerError {
  return {
    code: "tracker/unreachable",
    message: t(
      "Jira could not read {0} just now. Nothing was changed. Sync again in a while.",
      key,
    ),
  };
}
