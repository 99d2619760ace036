import { createOrUpdateRemoteIssueLink, getRemoteIssueLinks } from "jira.js/cloud";
import { hashText } from "../../../core/kernel/hash.ts";
import type { CancelSignal } from "../../../core/kernel/cancel.ts";
import { t } from "../../../core/kernel/texts.ts";
import type { PullRequestDraft, WriteOutcome } from "../../../core/model/ticket.ts";
import { type Failed, failed, failureOf } from "../problems.ts";
import type { CloudContext } from "./context.ts";
import { readAfter, readCurrent } from "./update-issue.ts";
import { REMOTE_LINK_RESULT, REMOTE_LINKS } from "./wire.ts";

/** Shows a pull request among the links of a ticket, once. */
export async function linkPullRequest(
  context: CloudContext,
  key: string,
  pullRequest: PullRequestDraft,
  signal: CancelSignal,
): Promise<WriteOutcome> {
  const current = await readCurrent(context, key, signal);
  if (!current.ok) return current.error;
  const failure = await addLink(context, key, pullRequest, signal);
  return failure ?? readAfter(context, key, signal);
}

/**
 * Adds the link where it is not there yet; undefined when it is there now. Jira itself replaces a
 * link with the same global id, so that a repeated request does not make a second one.
 */
export async function addLink(
  { jira }: CloudContext,
  key: string,
  { url, title }: PullRequestDraft,
  signal: CancelSignal,
): Promise<Failed | undefined> {
  const globalId = globalIdOf(url);
  const links = await jira.ask(
    REMOTE_LINKS,
    { effect: "read", action: t("reading the links of {0}", key) },
    (client) => getRemoteIssueLinks(client, { issueIdOrKey: key }),
    signal,
  );
  if (!links.ok) return failed(links.error.error);
  const isThere = [links.value]
    .flat()
    .some(
      (link) =>
        link.globalId === globalId && link.object.url === url && link.object.title === title,
    );
  if (isThere) return undefined;
  const answer = await jira.ask(
    REMOTE_LINK_RESULT,
    { effect: "write", action: t("linking a pull request to {0}", key) },
    (client) =>
      createOrUpdateRemoteIssueLink(client, {
        issueIdOrKey: key,
        globalId,
        relationship: "implemented by",
        object: { url, title },
      }),
    signal,
  );
  return answer.ok ? undefined : failureOf(answer.error, t("link a pull request to {0}", key));
}

/** Jira takes 255 characters. */
function globalIdOf(url: string): string {
  return url.length <= 255 ? url : `canon:${hashText(url)}`;
}
