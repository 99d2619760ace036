import type { CancelSignal } from "../../../core/kernel/cancel.ts";
import { t } from "../../../core/kernel/texts.ts";
import type { Ticket, WriteOutcome } from "../../../core/model/ticket.ts";
import { path } from "../../http/request-path.ts";
import { toKey } from "../keys.ts";
import { cancelled, failed, failureOf, noSuchTicket, notAKey, type Failed } from "../problems.ts";
import { withFieldNames } from "./field-names.ts";
import { NOTHING } from "./jira-api.ts";
import type { Jira } from "./jira.ts";
import { toTicket } from "./mapping.ts";
import { readIssue } from "./read-issue.ts";
import type { Move } from "./transitions.ts";
import type { JiraIssue } from "./wire.ts";

/** What was found where something is to be changed. */
export type Found = { readonly kind: "found"; readonly issue: JiraIssue; readonly ticket: Ticket };

/** Reads an issue just before it is written to. */
export async function findIssue(
  jira: Jira,
  key: string,
  signal: CancelSignal,
): Promise<Found | Failed> {
  const own = toKey(key);
  if (own === undefined) return failed(notAKey(key));
  if (signal.aborted) return failed(cancelled());
  const read = await readIssue(jira, own, signal);
  if (!read.ok) return { kind: "failed", error: read.error.error };
  if (read.value === undefined) return failed(noSuchTicket(own));
  return {
    kind: "found",
    issue: read.value,
    ticket: await ticketOf(jira, read.value, own, signal),
  };
}

/** The ticket as it is now; `unsure` when it was written to and then could not be read. */
export async function readBack(
  jira: Jira,
  key: string,
  signal: CancelSignal,
): Promise<WriteOutcome> {
  const found = await findIssue(jira, key, signal);
  return found.kind === "found"
    ? { kind: "done", ticket: found.ticket }
    : { kind: "unsure", error: found.error };
}

/** `key` is the one that the issue was asked for by. */
export async function ticketOf(
  jira: Jira,
  issue: JiraIssue,
  key: string,
  signal: CancelSignal,
): Promise<Ticket> {
  const custom = await jira.customFields(signal);
  const epicLink = custom.ok ? custom.value.epicLink : null;
  return toTicket(issue, key, { baseUrl: jira.api.baseUrl, epicLink });
}

/** Sets fields of an issue; undefined when it was done. */
export async function sendFields(
  jira: Jira,
  key: string,
  fields: Readonly<Record<string, unknown>>,
  signal: CancelSignal,
): Promise<Failed | undefined> {
  const sent = await jira.api.send(
    NOTHING,
    {
      method: "PUT",
      path: path`/rest/api/2/issue/${key}`,
      body: { fields },
      effect: "write",
      action: t("changing {0}", key),
    },
    signal,
  );
  if (sent.ok) return undefined;
  const custom = await jira.customFields(signal);
  return failureOf(withFieldNames(sent.error, custom), t("change {0}", key));
}

/** Moves an issue along its workflow; undefined when it was done. */
export async function sendMove(
  jira: Jira,
  key: string,
  move: Move,
  signal: CancelSignal,
): Promise<Failed | undefined> {
  const sent = await jira.api.send(
    NOTHING,
    {
      method: "POST",
      path: path`/rest/api/2/issue/${key}/transitions`,
      body: move,
      effect: "write",
      action: t("moving {0}", key),
    },
    signal,
  );
  return sent.ok ? undefined : failureOf(sent.error, t("move {0}", key));
}
