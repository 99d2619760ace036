import type { CancelSignal } from "../../core/kernel/cancel.ts";
import { err, ok, type Result } from "../../core/kernel/result.ts";
import { t } from "../../core/kernel/texts.ts";
import type { TicketReading, TrackerError } from "../../core/model/ticket.ts";
import type { GithubContext } from "./context.ts";
import { hiddenRepository, issuesAreOff, noSuchIssue, notAKey, queryError } from "./errors.ts";
import { parseIssueKey, placeId, placeName, type IssuePlace } from "./issue-place.ts";
import { fromGraphql, toTicket, type IssueFacts } from "./mapping.ts";
import { numberQuery, type NumberQuery } from "./number-query.ts";
import { graphqlIssue, graphqlRepository, type GraphqlAnswer, type GraphqlError } from "./wire.ts";

type FactsReading =
  | { readonly kind: "found"; readonly facts: IssueFacts }
  | Exclude<TicketReading, { readonly kind: "found" }>;

/** How many issues one query may ask for. */
const PAGE = 100;
/** Each attempt leaves out at least one field that the server does not know. */
const ATTEMPTS = 5;
function readingAction(): string {
  return t("reading issues");
}

/** Reads tickets by their keys, a hundred in one request. */
export async function readTickets(
  context: GithubContext,
  keys: readonly string[],
  signal: CancelSignal,
): Promise<ReadonlyMap<string, TicketReading>> {
  const places = new Map(
    [...new Set(keys)].map((key) => [key, parseIssueKey(key, context.project)]),
  );
  const asked = [...places.values()].filter((place) => place !== undefined);
  const readings = await readPlaces(context, asked, signal);
  for (const [key, place] of places) {
    const reading = place && readings.get(placeId(place));
    if (reading?.kind === "found") context.names.remember(reading.facts.place, key);
  }
  const readingFor = (key: string, place: IssuePlace | undefined): TicketReading => {
    const reading = place && readings.get(placeId(place));
    if (reading === undefined) return unreadable(notAKey(key));
    if (reading.kind !== "found") return reading;
    return { kind: "found", ticket: toTicket(reading.facts, key, context) };
  };
  return new Map([...places].map(([key, place]) => [key, readingFor(key, place)]));
}

/** Reads one issue that is to be changed; an error when it is not there. */
export async function readIssue(
  context: GithubContext,
  place: IssuePlace,
  signal: CancelSignal,
): Promise<Result<IssueFacts, TrackerError>> {
  const reading = (await readPlaces(context, [place], signal)).get(placeId(place));
  if (reading?.kind === "found") return ok(reading.facts);
  return err(reading?.kind === "unreadable" ? reading.error : noSuchIssue(place));
}

/** One reading for each place, by `placeId`. */
async function readPlaces(
  context: GithubContext,
  places: readonly IssuePlace[],
  signal: CancelSignal,
): Promise<ReadonlyMap<string, FactsReading>> {
  const distinct = [...new Map(places.map((place) => [placeId(place), place])).values()];
  const pages = Array.from({ length: Math.ceil(distinct.length / PAGE) }, (_, index) =>
    distinct.slice(index * PAGE, (index + 1) * PAGE),
  );
  const read = await Promise.all(pages.map((page) => readPage(context, page, signal)));
  const readings = new Map(read.flat());
  for (const [id, reading] of readings) {
    if (reading.kind === "found") context.known.add(id);
  }
  return readings;
}

async function readPage(
  { api, fields }: GithubContext,
  places: readonly IssuePlace[],
  signal: CancelSignal,
): Promise<[string, FactsReading][]> {
  const all = (error: TrackerError): [string, FactsReading][] =>
    places.map((place) => [placeId(place), { kind: "unreadable", error }]);
  for (let attempt = 1; ; attempt++) {
    const fragment = fields.fragment();
    const query = numberQuery(places, "issue(number: $number) { ...IssueFields }", fragment);
    const answer = await api.query(readingAction(), query.query, query.variables, signal);
    if (!answer.ok) return all(answer.error);
    const { data, errors = [] } = answer.value;
    if (data === null || data === undefined) {
      // Pages that were asked side by side may all meet the same field.
      const isLearned = fields.leaveOut(errors) || fragment !== fields.fragment();
      if (isLearned && attempt < ATTEMPTS) continue;
      return all(queryError(readingAction(), errors[0]));
    }
    return places.map((place) => [placeId(place), readingOf(place, query, data, errors)]);
  }
}

function readingOf(
  place: IssuePlace,
  query: NumberQuery,
  data: NonNullable<GraphqlAnswer["data"]>,
  errors: readonly GraphqlError[],
): FactsReading {
  const [repositoryAlias, alias] = query.aliasesOf(place);
  const value = data[repositoryAlias];
  const repository = graphqlRepository.safeParse(value);
  if (!repository.success) {
    const error = errors.find((one) => one.path?.[0] === repositoryAlias) ?? errors[0];
    const isHidden = value === null && error?.type === "NOT_FOUND";
    return unreadable(isHidden ? hiddenRepository(place) : queryError(actionOf(place), error));
  }
  const own = errors.filter(({ path }) => path?.[0] === repositoryAlias && path[1] === alias);
  if (repository.data[alias] === null) {
    const isMissing = own.length > 0 && own.every(({ type }) => type === "NOT_FOUND");
    if (isMissing && repository.data.hasIssuesEnabled) return { kind: "missing" };
    return unreadable(
      isMissing ? issuesAreOff(place) : queryError(actionOf(place), own[0] ?? errors[0]),
    );
  }
  // Pull requests of other repositories may be hidden; all else must be whole.
  const grave = own.find(({ path }) => path?.[2] !== "closedByPullRequestsReferences");
  const issue = graphqlIssue.safeParse(repository.data[alias]);
  const facts = issue.success ? fromGraphql(issue.data) : undefined;
  if (grave !== undefined || facts === undefined) {
    return unreadable(queryError(actionOf(place), grave));
  }
  return { kind: "found", facts };
}

function actionOf(place: IssuePlace): string {
  return t("reading {0}", placeName(place));
}

function unreadable(error: TrackerError): { kind: "unreadable"; error: TrackerError } {
  return { kind: "unreadable", error };
}
