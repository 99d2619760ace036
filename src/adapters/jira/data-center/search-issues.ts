import * as z from "zod/mini";
import type { CancelSignal } from "../../../core/kernel/cancel.ts";
import { ok, type Result } from "../../../core/kernel/result.ts";
import { t } from "../../../core/kernel/texts.ts";
import type { HttpFailure } from "../../http/http.ts";
import { path } from "../../http/request-path.ts";
import { jqlText } from "../keys.ts";
import { placeOf, type Jira } from "./jira.ts";
import { FIELD_NAMES } from "./mapping.ts";
import { readParts } from "./pages.ts";
import { ISSUE, KEY_SEARCH, SEARCH, type JiraIssue } from "./wire.ts";

const PAGE = 250;

/** Enough for 500 keys in pages of ten, which no server is known to cut as short. */
const MAX_PAGES = 50;

/** A query, and how many of its answers one request may bring. */
interface Query {
  readonly jql: string;
  readonly fields: readonly string[];
  readonly startAt: number;
  readonly maxResults: number;
  readonly action: string;
}

/**
 * The issues with these keys that Jira's index lists, without those of a form unknown to Canon.
 *
 * Errors: status 400 where this Jira refuses a query that names an unknown key.
 */
export async function searchIssues(
  jira: Jira,
  keys: readonly string[],
  signal: CancelSignal,
): Promise<Result<readonly JiraIssue[], HttpFailure>> {
  const custom = await jira.customFields(signal);
  if (!custom.ok) return custom;
  const { epicLink } = custom.value;
  const fields = epicLink === null ? FIELD_NAMES : [...FIELD_NAMES, epicLink];
  const jql = `key in (${keys.map(jqlText).join(", ")}) ORDER BY key ASC`;
  const action = t("reading tickets");
  const found = await readParts(MAX_PAGES, async (startAt) => {
    const query = { jql, fields, startAt, maxResults: PAGE, action };
    const answer = await search(jira, SEARCH, query, signal);
    return answer.ok ? ok({ items: answer.value.issues, total: answer.value.total }) : answer;
  });
  if (!found.ok) return found;
  const issues = found.value.items.flatMap((item) => {
    const issue = z.safeParse(ISSUE, item);
    return issue.success ? [issue.data] : [];
  });
  for (const issue of issues) jira.seen.set(issue.key, placeOf(issue));
  return ok(issues);
}

/** The keys that a query lists, `maxPages` pages of them at most. */
export async function searchKeys(
  jira: Jira,
  jql: string,
  { maxPages, pageSize, action }: { maxPages: number; pageSize: number; action: string },
  signal: CancelSignal,
): Promise<
  Result<{ readonly items: readonly string[]; readonly isComplete: boolean }, HttpFailure>
> {
  return readParts(maxPages, async (startAt) => {
    const query = { jql, fields: ["updated"], startAt, maxResults: pageSize, action };
    const answer = await search(jira, KEY_SEARCH, query, signal);
    if (!answer.ok) return answer;
    return ok({ items: answer.value.issues.map(({ key }) => key), total: answer.value.total });
  });
}

/** A query may name keys that are no longer there, which a strict Jira refuses as a whole. */
async function search<Schema extends z.core.$ZodType>(
  { api }: Jira,
  schema: Schema,
  { action, ...query }: Query,
  signal: CancelSignal,
): Promise<Result<z.infer<Schema>, HttpFailure>> {
  const request = {
    method: "POST",
    path: path`/rest/api/2/search`,
    body: { ...query, validateQuery: false },
    effect: "read",
    action,
  } as const;
  return api.send(schema, request, signal);
}
