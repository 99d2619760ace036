import type { Answer } from "../remote/fault-server.ts";
import { issueJson } from "./jira-json.ts";
import type { JiraState, Json } from "./jira-state.ts";
import { stateNamed } from "./workflow.ts";

const BY_PROJECT =
  /^project = "([A-Z0-9]+)"(?: AND updated >= "-(\d+)m")?( AND statusCategory != Done)? ORDER BY (created|updated) (ASC|DESC)$/;
const MINUTE_MS = 60_000;
const MAX_PAGE = 100;

/** Searches what the index knows, which may be behind what issues are. */
export function answerSearch(state: JiraState, origin: string, body: Json): Answer {
  const [, project, minutes, open, field, order] = BY_PROJECT.exec(String(body["jql"])) ?? [];
  if (project !== state.project) {
    const errorMessages = ["Error in the JQL Query, or it is not bounded."];
    return { status: 400, body: { errorMessages, errors: {} } };
  }
  const sinceMs = minutes === undefined ? 0 : state.now() - Number(minutes) * MINUTE_MS;
  const by = field === "created" ? "created" : "updated";
  const hits = state.index.filter(
    ({ key, updated }) => updated >= sinceMs && (open === undefined || !isDone(state, key)),
  );
  hits.sort((a, b) => (order === "ASC" ? a[by] - b[by] : b[by] - a[by]));

  const from = Number(body["nextPageToken"] ?? 0);
  const size = Math.min(MAX_PAGE, Number(body["maxResults"] ?? 50));
  const fields = (body["fields"] ?? []) as readonly string[];
  const issues = hits.slice(from, from + size).flatMap(({ key }) => {
    const issue = state.find(key);
    return issue === undefined ? [] : [issueJson(state, origin, issue, fields)];
  });
  const isLast = from + size >= hits.length;
  const next = isLast ? {} : { nextPageToken: String(from + size) };
  return { status: 200, body: { issues, isLast, ...next } };
}

function isDone(state: JiraState, key: string): boolean {
  const issue = state.find(key);
  return issue !== undefined && stateNamed(issue.status).category === "done";
}
