import type { CancelSignal } from "../../core/kernel/cancel.ts";
import { err, ok, type Result } from "../../core/kernel/result.ts";
import { t } from "../../core/kernel/texts.ts";
import type { TrackerError } from "../../core/model/ticket.ts";
import type { HttpAnswer, HttpFailure } from "../http/http.ts";
import type { GithubContext } from "./context.ts";
import { noSubIssues, notAKey, notASubIssue, ownParent, unknownAnswer } from "./errors.ts";
import { parseIssueKey, placeId, placeName, type IssuePlace } from "./issue-place.ts";
import { readIssue } from "./read-issues.ts";
import { restIssue } from "./wire.ts";

/**
 * The parent that a key names, once it is known to be there; null for none.
 *
 * `child` is null while the child is not made yet.
 */
export async function findParent(
  context: GithubContext,
  key: string | null,
  child: IssuePlace | null,
  signal: CancelSignal,
): Promise<Result<IssuePlace | null, TrackerError>> {
  if (key === null) return ok(null);
  const place = parseIssueKey(key, context.project);
  if (place === undefined) return err(notAKey(key));
  if (child !== null && placeId(child) === placeId(place)) return err(ownParent(place));
  if (!context.fields.knows("parent")) return err(noSubIssues());
  context.names.remember(place, key);
  if (context.known.has(placeId(place))) return ok(place);
  const facts = await readIssue(context, place, signal);
  return facts.ok ? ok(facts.value.place) : facts;
}

/** Sub-issues are named by an id that no other request needs; it is read when it is needed. */
export async function readIssueId(
  { api }: GithubContext,
  place: IssuePlace,
  signal: CancelSignal,
): Promise<Result<number, HttpFailure>> {
  const task = { action: t("reading {0}", placeName(place)), effect: "read" } as const;
  const sent = await api.rest(
    task,
    (client, request) =>
      client.issues.get({
        owner: place.owner,
        repo: place.name,
        issue_number: place.number,
        request,
      }),
    signal,
  );
  if (!sent.ok) return sent;
  const issue = restIssue.safeParse(sent.value.body);
  const isAsked = issue.success && issue.data.number === place.number;
  return isAsked ? ok(issue.data.id) : err(unknownAnswer(task));
}

/** Hangs an issue under a parent, wherever it hung before. */
export async function addToParent(
  { api }: GithubContext,
  parent: IssuePlace,
  child: { readonly id: number; readonly place: IssuePlace },
  signal: CancelSignal,
): Promise<Result<HttpAnswer, HttpFailure>> {
  const sent = await api.rest(
    { action: t("making {0} a sub-issue", placeName(child.place)), effect: "write" },
    (client, request) =>
      client.issues.addSubIssue({
        owner: parent.owner,
        repo: parent.name,
        issue_number: parent.number,
        sub_issue_id: child.id,
        replace_parent: true,
        request,
      }),
    signal,
  );
  if (sent.ok || sent.error.status !== 422) return sent;
  return err({ ...sent.error, error: notASubIssue(child.place, parent) });
}

export function removeFromParent(
  { api }: GithubContext,
  parent: IssuePlace,
  child: { readonly id: number; readonly place: IssuePlace },
  signal: CancelSignal,
): Promise<Result<HttpAnswer, HttpFailure>> {
  return api.rest(
    { action: t("taking {0} from its parent", placeName(child.place)), effect: "write" },
    (client, request) =>
      client.issues.removeSubIssue({
        owner: parent.owner,
        repo: parent.name,
        issue_number: parent.number,
        sub_issue_id: child.id,
        request,
      }),
    signal,
  );
}
