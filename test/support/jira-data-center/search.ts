import * as z from "zod/mini";
import type { Answer } from "../remote/fault-server.ts";
import { refusal, type Shapes } from "./answers.ts";
import type { Store, StoredIssue } from "./store.ts";

/** What the server takes; a field that it does not know is refused, as Jira's parser does. */
const REQUEST = z.strictObject({
  jql: z.string(),
  startAt: z.optional(z.int().check(z.minimum(0))),
  maxResults: z.optional(z.int().check(z.minimum(0))),
  fields: z.optional(z.array(z.string())),
  expand: z.optional(z.array(z.string())),
  validateQuery: z.optional(z.boolean()),
});

/** How one server differs from another. */
export interface SearchHabits {
  /** Longer pages are cut to this without a word. */
  pageCap: number;
  /** Unknown keys are refused whatever the request says. */
  isAlwaysStrict: boolean;
}

interface Query {
  readonly found: readonly StoredIssue[];
  readonly unknown: readonly string[];
}

export function search(
  store: Store,
  shape: Shapes,
  habits: SearchHabits,
  body: unknown,
  isAnonymous: boolean,
): Answer {
  const request = z.safeParse(REQUEST, body);
  if (!request.success) return refusal(400, ["Unrecognized field in the request."]);
  const { jql, startAt = 0, maxResults = 50, fields = [], validateQuery = true } = request.data;
  const query = run(store, jql, isAnonymous);
  if (query === undefined) return refusal(400, ["Error in the JQL Query: it is not understood."]);
  const complaints = query.unknown.map(
    (key) => `An issue with key '${key}' does not exist for field 'key'.`,
  );
  const isStrict = validateQuery || habits.isAlwaysStrict;
  if (isStrict && complaints.length > 0) return refusal(400, complaints);
  const size = Math.min(maxResults, habits.pageCap);
  const page = query.found.slice(startAt, startAt + size);
  return {
    status: 200,
    body: {
      expand: "names,schema",
      startAt,
      maxResults: size,
      total: query.found.length,
      issues: page.map((issue) => shape.issueOf(issue, new Set(fields), [])),
      ...(complaints.length === 0 ? {} : { warningMessages: complaints }),
    },
  };
}

/** Understands the queries that Canon sends, and no others. */
function run(store: Store, jql: string, isAnonymous: boolean): Query | undefined {
  const [, condition = "", field = "", direction = ""] =
    /^(.*?) ORDER BY (key|created|updated) (ASC|DESC)$/.exec(jql) ?? [];
  const seen = isAnonymous ? [] : store.issues.filter(({ isIndexed }) => isIndexed);
  const query = byKeys(store, seen, condition) ?? byProject(store, seen, condition);
  if (query === undefined) return undefined;
  const value = (issue: StoredIssue) =>
    field === "key"
      ? Number(issue.key.split("-")[1])
      : Date.parse(field === "created" ? issue.created : issue.updated);
  const sign = direction === "ASC" ? 1 : -1;
  return { ...query, found: [...query.found].sort((a, b) => sign * (value(a) - value(b))) };
}

function byKeys(store: Store, seen: readonly StoredIssue[], condition: string): Query | undefined {
  const list = /^key in \(("[^"]+"(?:, "[^"]+")*)\)$/.exec(condition)?.[1];
  if (list === undefined) return undefined;
  const keys = list.split(", ").map((key) => key.slice(1, -1));
  const byKey = new Map(seen.map((issue) => [issue.key, issue]));
  const issueOf = (key: string) => byKey.get(store.currentKey(key));
  return {
    found: keys.map(issueOf).filter((issue) => issue !== undefined),
    unknown: keys.filter((key) => issueOf(key) === undefined),
  };
}

function byProject(
  store: Store,
  seen: readonly StoredIssue[],
  condition: string,
): Query | undefined {
  const [, project, minutes, open] =
    /^project = "([^"]+)"(?: AND updated >= "-(\d+)m")?( AND statusCategory != Done)?$/.exec(
      condition,
    ) ?? [];
  if (project === undefined || project !== store.project) return undefined;
  const since =
    minutes === undefined ? -Infinity : Date.parse(store.now()) - Number(minutes) * 60_000;
  const found = seen.filter(
    ({ updated, status }) =>
      Date.parse(updated) >= since && (open === undefined || status.category !== "done"),
  );
  return { found, unknown: [] };
}
