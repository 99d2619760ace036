import type { CancelSignal } from "../../../core/kernel/cancel.ts";
import { hashText } from "../../../core/kernel/hash.ts";
import { t } from "../../../core/kernel/texts.ts";
import type { PullRequestDraft, WriteOutcome } from "../../../core/model/ticket.ts";
import { path } from "../../http/request-path.ts";
import { failureOf, type Failed } from "../problems.ts";
import type { Jira } from "./jira.ts";
import { LINK_RESULT, REMOTE_LINKS } from "./wire.ts";
import { findIssue, readBack } from "./write-issue.ts";

/** Shows a pull request on a ticket, once. */
export async function linkPullRequest(
  jira: Jira,
  key: string,
  pullRequest: PullRequestDraft,
  signal: CancelSignal,
): Promise<WriteOutcome> {
  const found = await findIssue(jira, key, signal);
  if (found.kind !== "found") return found;
  const linked = await sendLink(jira, found.issue.key, pullRequest, signal);
  if (linked.kind === "failed" || linked.kind === "unsure") return linked;
  if (linked.kind === "already") return { kind: "done", ticket: found.ticket };
  return readBack(jira, found.issue.key, signal);
}

/** Jira replaces a link that has the same id, so repeating this makes no second one. */
export async function sendLink(
  jira: Jira,
  key: string,
  { url, title }: PullRequestDraft,
  signal: CancelSignal,
): Promise<{ readonly kind: "linked" } | { readonly kind: "already" } | Failed> {
  const globalId = idOf(url);
  const there = await jira.api.send(
    REMOTE_LINKS,
    {
      method: "GET",
      path: path`/rest/api/2/issue/${key}/remotelink`,
      effect: "read",
      action: t("reading the links of {0}", key),
    },
    signal,
  );
  if (!there.ok) return failureOf(there.error, t("show the links of {0}", key));
  const isThere = there.value.some(
    (link) => link.globalId === globalId && link.object.url === url && link.object.title === title,
  );
  if (isThere) return { kind: "already" };
  const sent = await jira.api.send(
    LINK_RESULT,
    {
      method: "POST",
      path: path`/rest/api/2/issue/${key}/remotelink`,
      body: { globalId, relationship: "implemented by", object: { url, title } },
      effect: "write",
      action: t("linking a pull request to {0}", key),
    },
    signal,
  );
  return sent.ok ? { kind: "linked" } : failureOf(sent.error, t("link a pull request to {0}", key));
}

/** Jira keeps 255 characters of an id. */
function idOf(url: string): string {
  return url.length <= 255 ? url : `canon-${hashText(url)}`;
}
