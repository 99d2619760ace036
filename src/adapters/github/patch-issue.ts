import type { CancelSignal } from "../../core/kernel/cancel.ts";
import { err, ok, type Result } from "../../core/kernel/result.ts";
import { t } from "../../core/kernel/texts.ts";
import type { HttpFailure } from "../http/http.ts";
import type { GithubContext } from "./context.ts";
import { unknownAnswer } from "./errors.ts";
import { placeName } from "./issue-place.ts";
import { fromRest, type IssueFacts } from "./mapping.ts";
import type { WantedStatus } from "./statuses.ts";
import { restIssue } from "./wire.ts";

/** What to write into an issue; absent fields stay as they are. */
export interface IssuePatch {
  readonly title?: string;
  readonly body?: string;
  readonly status?: WantedStatus;
}

/**
 * Changes an issue in one request.
 *
 * GitHub takes no notice of a new reason while an issue stays closed. When a closed issue has to
 * say why in another way, it is opened in between.
 */
export async function patchIssue(
  context: GithubContext,
  before: IssueFacts,
  patch: IssuePatch,
  signal: CancelSignal,
): Promise<Result<IssueFacts, HttpFailure>> {
  const { status } = patch;
  const after = await send(context, before, patch, signal);
  if (!after.ok || status?.closing !== "completed") return after;
  if (after.value.state !== "closed" || after.value.closing !== "canceled") return after;
  const opened = await send(context, after.value, { status: { ...status, state: "open" } }, signal);
  return opened.ok ? send(context, opened.value, { status }, signal) : opened;
}

async function send(
  { api, words }: GithubContext,
  before: IssueFacts,
  { title, body, status }: IssuePatch,
  signal: CancelSignal,
): Promise<Result<IssueFacts, HttpFailure>> {
  const { place } = before;
  const task = { action: t("changing {0}", placeName(place)), effect: "write" } as const;
  const sent = await api.rest(
    task,
    (client, request) =>
      client.issues.update({
        owner: place.owner,
        repo: place.name,
        issue_number: place.number,
        ...(title === undefined ? {} : { title }),
        ...(body === undefined ? {} : { body }),
        ...(status === undefined
          ? {}
          : {
              state: status.state,
              state_reason: reasonOf(status),
              labels: [...words.labelsFor(status, before.labels)],
            }),
        request,
      }),
    signal,
  );
  if (!sent.ok) return sent;
  const issue = restIssue.safeParse(sent.value.body);
  const isAsked = issue.success && issue.data.number === place.number;
  return isAsked ? ok(fromRest(issue.data, place, before)) : err(unknownAnswer(task));
}

function reasonOf({ state, closing }: WantedStatus): "reopened" | "completed" | "not_planned" {
  if (state === "open") return "reopened";
  return closing === "canceled" ? "not_planned" : "completed";
}
