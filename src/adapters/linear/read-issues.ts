import type { CancelSignal } from "../../core/kernel/cancel.ts";
import { ok, type Result } from "../../core/kernel/result.ts";
import { t } from "../../core/kernel/texts.ts";
import type { TicketReading, TrackerError } from "../../core/model/ticket.ts";
import type { LinearApi } from "./api.ts";
import { ISSUES, NESTED_IN_A_PAGE } from "./documents.ts";
import type { LinearFailure } from "./failures.ts";
import { canonicalKey, splitKey } from "./keys.ts";
import { toTicket } from "./mapping.ts";
import { cancelled, notAKey, notLookedUp, oddIssue } from "./messages.ts";
import { readIssue } from "./read-issue.ts";
import { type Issue, issue, issuesAnswer, oddIssue as nameOfOddIssue } from "./wire.ts";

const PAGE = 250;
/** Linear refuses a question that could cost more than 10,000 points. */
const AFFORDABLE = 8_000;
/** How many tickets are asked for one by one, where a page does not say enough. */
const ONE_BY_ONE = 50;

/** Reads many tickets, 250 in a request, whatever teams they belong to. */
export async function readTickets(
  api: LinearApi,
  keys: readonly string[],
  signal: CancelSignal,
): Promise<ReadonlyMap<string, TicketReading>> {
  const readings = new Map<string, TicketReading>();
  const wanted = new Set<string>();
  for (const key of keys) {
    const canonical = canonicalKey(key);
    if (signal.aborted) readings.set(key, unreadable(cancelled()));
    else if (canonical === undefined) readings.set(key, unreadable(notAKey(key)));
    else wanted.add(canonical);
  }
  const found = await readCanonical(api, [...wanted], signal);
  for (const key of keys) {
    const reading = found.get(canonicalKey(key) ?? "");
    if (reading !== undefined) readings.set(key, reading);
  }
  return readings;
}

/** Pages first. What they leave open is asked for by itself, and no more of it than is sensible. */
async function readCanonical(
  api: LinearApi,
  keys: readonly string[],
  signal: CancelSignal,
): Promise<ReadonlyMap<string, TicketReading>> {
  const readings = new Map<string, TicketReading>();
  const unfinished: string[] = [];
  let size = PAGE;
  for (let done = 0; done < keys.length;) {
    const chunk = keys.slice(done, done + size);
    const page = await readPage(api, chunk, signal);
    if (!page.ok && page.error.reason === "too-complex" && size > 1) {
      size = Math.ceil(size / 2);
      continue;
    }
    for (const key of chunk) {
      const reading = page.ok ? page.value.get(key) : unreadable(page.error.error);
      if (reading === undefined) unfinished.push(key);
      else readings.set(key, reading);
    }
    done += chunk.length;
    size = affordableSize(size, chunk.length, api.lastCost);
  }
  const looked = unfinished.slice(0, ONE_BY_ONE);
  await Promise.all(
    looked.map(async (key) => readings.set(key, await readByItself(api, key, signal))),
  );
  for (const key of unfinished.slice(ONE_BY_ONE)) {
    readings.set(key, unreadable(notLookedUp(key, ONE_BY_ONE)));
  }
  return readings;
}

/** The tickets of one page; those that it does not tell enough about are left out. */
async function readPage(
  api: LinearApi,
  keys: readonly string[],
  signal: CancelSignal,
): Promise<Result<ReadonlyMap<string, TicketReading>, LinearFailure>> {
  const said = await api.ask(
    {
      document: ISSUES,
      variables: { filter: filterFor(keys), first: keys.length },
      answer: issuesAnswer,
      effect: "read",
      action: t("reading tickets"),
    },
    signal,
  );
  if (!said.ok) return said;
  const readings = new Map<string, TicketReading>();
  for (const node of said.value.issues.nodes) {
    const parsed = issue.safeParse(node);
    if (parsed.success) {
      const reading = toReading(parsed.data);
      if (isWhole(parsed.data)) readings.set(parsed.data.identifier, reading);
      continue;
    }
    const name = nameOfOddIssue.safeParse(node);
    if (name.success) readings.set(name.data.identifier, odd(name.data.identifier));
  }
  return ok(readings);
}

/** Tickets that are not found by team and number may have moved to another team since. */
async function readByItself(
  api: LinearApi,
  key: string,
  signal: CancelSignal,
): Promise<TicketReading> {
  const said = await readIssue(api, key, signal);
  if (!said.ok) {
    return said.error.reason === "missing" ? { kind: "missing" } : unreadable(said.error.error);
  }
  return toReading(said.value);
}

function filterFor(keys: readonly string[]): object {
  const numbers = new Map<string, number[]>();
  for (const { team, number } of keys.map(splitKey)) {
    const known = numbers.get(team);
    if (known === undefined) numbers.set(team, [number]);
    else known.push(number);
  }
  const parts = [...numbers].map(([team, list]) => ({
    team: { key: { eq: team } },
    number: { in: list },
  }));
  return { or: parts };
}

/** What a page cost tells how many tickets the next one may ask for. */
function affordableSize(size: number, asked: number, cost: number | null): number {
  if (cost === null || cost <= AFFORDABLE) return size;
  return Math.max(1, Math.min(size, Math.floor((asked * AFFORDABLE) / cost)));
}

function isWhole({ labels, attachments }: Issue): boolean {
  const most = NESTED_IN_A_PAGE;
  return labels.nodes.length < most.labels && attachments.nodes.length < most.pullRequests;
}

function toReading(found: Issue): TicketReading {
  return found.trashed === true ? { kind: "missing" } : { kind: "found", ticket: toTicket(found) };
}

function odd(key: string): TicketReading {
  return unreadable(oddIssue(key));
}

function unreadable(error: TrackerError): TicketReading {
  return { kind: "unreadable", error };
}
