import type { CancelSignal } from "../../core/kernel/cancel.ts";
import { err, ok, type Result } from "../../core/kernel/result.ts";
import { t } from "../../core/kernel/texts.ts";
import type { CreateMarker, Ticket, TrackerError } from "../../core/model/ticket.ts";
import type { GithubContext } from "./context.ts";
import { notAMarker, queryError, tooManyToSearch } from "./errors.ts";
import type { IssuePlace } from "./issue-place.ts";
import { readIssueList } from "./listing.ts";
import { fromRest, toTicket, type IssueFacts } from "./mapping.ts";
import { isMarkerId, markerOf } from "./markers.ts";
import { numberQuery } from "./number-query.ts";
import { readIssue } from "./read-issues.ts";
import { graphqlNumber, graphqlRepository } from "./wire.ts";

/** Copies of GitHub's data lag behind; what is not there by then was never made. */
const SETTLED_AFTER_MS = 10_000;
const PAUSE_MS = 3000;
const PROBE_PAGE = 100;
const MAX_PROBE_PAGES = 20;
const MAX_LIST_PAGES = 5;
/** The clock of this machine may be ahead of GitHub's. */
const CLOCK_TOLERANCE_MS = 600_000;
function searchingAction(): string {
  return t("looking for a new issue");
}

/**
 * Finds the issue that was made for an intent: at the numbers after the one that was the newest
 * then, and in the list of the project. The search of GitHub is minutes behind and is not asked.
 */
export async function findByMarker(
  context: GithubContext,
  marker: CreateMarker,
  signal: CancelSignal,
): Promise<Result<Ticket | undefined, TrackerError>> {
  const { clock } = context;
  const since = Date.parse(marker.since);
  const after = marker.after === null ? null : Number(marker.after);
  const isPlain = isMarkerId(marker.id) && /^\d{1,9}$/.test(marker.after ?? "0");
  if (!isPlain || Number.isNaN(since)) return err(notAMarker());
  const text = markerOf("intent", marker.id);
  const began = Date.parse(clock.now());
  const settledAt = Math.min(since, began) + SETTLED_AFTER_MS;
  for (;;) {
    const isLast = Date.parse(clock.now()) >= settledAt;
    const probed = after === null ? ok(undefined) : await probe(context, text, after, signal);
    if (!probed.ok) return probed;
    // The list is the second means; it is asked when the numbers have said all they can.
    const mayList = probed.value === undefined && (isLast || after === null);
    const found = mayList ? await searchList(context, text, since, after, signal) : probed;
    if (!found.ok) return found;
    if (found.value !== undefined) {
      return ok(toTicket(found.value, String(found.value.place.number), context));
    }
    if (isLast) return ok(undefined);
    const left = settledAt - Date.parse(clock.now());
    await clock.sleep(Math.min(PAUSE_MS, Math.max(left, 0)), signal);
  }
}

/** Reads the numbers after `after`, page by page, up to a page that is wholly empty. */
async function probe(
  context: GithubContext,
  text: string,
  after: number,
  signal: CancelSignal,
): Promise<Result<IssueFacts | undefined, TrackerError>> {
  for (let page = 0; page < MAX_PROBE_PAGES; page++) {
    const first = after + 1 + page * PROBE_PAGE;
    const numbers = Array.from({ length: PROBE_PAGE }, (_, index) => first + index);
    const bodies = await readNumbers(context, numbers, signal);
    if (!bodies.ok) return bodies;
    // A copy of the text, made later by somebody else, has a higher number.
    const found = [...bodies.value].find(([, body]) => body.includes(text));
    if (found !== undefined) {
      return readIssue(context, { ...context.project, number: found[0] }, signal);
    }
    if (bodies.value.size === 0) return ok(undefined);
  }
  return err(tooManyToSearch(context.project));
}

/** The texts at those numbers that exist, in order; that of a pull request counts as empty. */
async function readNumbers(
  { api, project }: GithubContext,
  numbers: readonly number[],
  signal: CancelSignal,
): Promise<Result<ReadonlyMap<number, string>, TrackerError>> {
  const places = numbers.map((number): IssuePlace => ({ ...project, number }));
  const selection = "issueOrPullRequest(number: $number) { __typename ... on Issue { body } }";
  const query = numberQuery(places, selection, "");
  const answer = await api.query(searchingAction(), query.query, query.variables, signal);
  if (!answer.ok) return answer;
  const { data, errors = [] } = answer.value;
  const grave = errors.find(({ type, path }) => type !== "NOT_FOUND" || path?.length !== 2);
  const repository = graphqlRepository.safeParse(data?.["r0"]);
  if (grave !== undefined || !repository.success) return err(queryError(searchingAction(), grave));
  const absent = new Set(errors.map(({ path }) => path?.[1]));
  const bodies = new Map<number, string>();
  for (const place of places) {
    const [, alias] = query.aliasesOf(place);
    const value = repository.data[alias];
    if (value === null && absent.has(alias)) continue;
    const one = graphqlNumber.safeParse(value);
    if (!one.success) return err(queryError(searchingAction(), undefined));
    bodies.set(place.number, one.data.body ?? "");
  }
  return ok(bodies);
}

async function searchList(
  context: GithubContext,
  text: string,
  since: number,
  after: number | null,
  signal: CancelSignal,
): Promise<Result<IssueFacts | undefined, TrackerError>> {
  const start = new Date(since - CLOCK_TOLERANCE_MS).toISOString().replace(/\.\d+Z$/, "Z");
  const query = { sort: "created", direction: "asc", since: start, per_page: 100 } as const;
  const list = await readIssueList(context, query, MAX_LIST_PAGES, signal);
  if (!list.ok) return list;
  const [found] = list.value.items
    .filter(({ body, pull_request }) => pull_request == null && body?.includes(text) === true)
    .sort((a, b) => a.number - b.number);
  if (found !== undefined) {
    // Whoever lost the answer could not give it a parent yet.
    const place = { ...context.project, number: found.number };
    return ok(fromRest(found, place, { parent: null, pullRequests: [] }));
  }
  // With the numbers looked at, a list that is too long takes nothing away.
  if (list.value.isComplete || after !== null) return ok(undefined);
  return err(tooManyToSearch(context.project));
}
