import type { CancelSignal } from "../../../core/kernel/cancel.ts";
import { err, ok, type Result } from "../../../core/kernel/result.ts";
import { t } from "../../../core/kernel/texts.ts";
import type { TrackerError } from "../../../core/model/ticket.ts";
import type { HttpFailure } from "../../http/http.ts";
import { path } from "../../http/request-path.ts";
import { chooseTransition } from "../choose-transition.ts";
import { missingOnTransition, noSuchStatus } from "../problems.ts";
import { isSameName } from "../statuses.ts";
import type { Jira, Place } from "./jira.ts";
import { TRANSITIONS, type JiraIssue, type JiraTransition } from "./wire.ts";

/** A way to a status, with what its screen asks for. */
export interface Move {
  readonly transition: { readonly id: string };
  readonly fields: Readonly<Record<string, unknown>>;
}

/** The move that brings an issue to a status; null when it is there already. */
export async function moveTo(
  jira: Jira,
  issue: JiraIssue,
  status: string | undefined,
  signal: CancelSignal,
): Promise<Result<Move | null, TrackerError>> {
  if (status === undefined || isSameName(status, issue.fields.status.name)) return ok(null);
  const transitions = await readTransitions(jira, issue.key, signal);
  if (!transitions.ok) return err(transitions.error.error);
  const choice = chooseTransition(transitions.value, status);
  switch (choice.kind) {
    case "go":
      return ok({ transition: { id: choice.id }, fields: choice.fields });
    case "blocked":
      return err(missingOnTransition(issue.key, status, choice.fields));
    case "none":
      return err(noSuchStatus(status, issue.key, choice.names));
  }
}

/** The states that an issue can be in after at most one move; null where nobody says. */
export async function reachableFrom(
  jira: Jira,
  { key, status }: Place,
  signal: CancelSignal,
): Promise<readonly string[] | null> {
  const transitions = await readTransitions(jira, key, signal);
  if (!transitions.ok) return null;
  return [...new Set([status.name, ...transitions.value.map(({ to }) => to.name)])];
}

async function readTransitions(
  jira: Jira,
  key: string,
  signal: CancelSignal,
): Promise<Result<readonly JiraTransition[], HttpFailure>> {
  const answer = await jira.api.send(
    TRANSITIONS,
    {
      method: "GET",
      path: path`/rest/api/2/issue/${key}/transitions`,
      query: { expand: "transitions.fields" },
      effect: "read",
      action: t("reading where {0} can be moved to", key),
    },
    signal,
  );
  return answer.ok ? ok(answer.value.transitions) : answer;
}
