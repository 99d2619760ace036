import type { CancelSignal } from "../../core/kernel/cancel.ts";
import { t } from "../../core/kernel/texts.ts";
import type {
  PullRequestDraft,
  Ticket,
  TicketChange,
  TicketClosing,
  TrackerError,
  WriteOutcome,
} from "../../core/model/ticket.ts";
import { sendPullRequest, sendStatus, type Proxy } from "./calls.ts";
import { notAKey, notOffered, unknownStatus, type ProxyFailure } from "./errors.ts";
import { isAt, knownNames, stateNamed } from "./mapping.ts";
import { ticketAt } from "./place.ts";
import { readTicket } from "./read-tickets.ts";

/** Moves a ticket that is still as it was seen. Nothing else can be changed through a server. */
export async function updateTicket(
  proxy: Proxy,
  key: string,
  change: TicketChange,
  expectedRevision: string,
  signal: CancelSignal,
): Promise<WriteOutcome> {
  const { place } = proxy;
  const ticket = ticketAt(place, key);
  if (ticket === undefined) return failed(notAKey(key, place));
  const read = await readTicket(proxy, key, signal);
  if (!read.ok) return failed(read.error);
  const current = read.value;
  if (current.revision !== expectedRevision) return { kind: "stale", current };
  if (changesTexts(current, change)) return failed(notOffered(t("changes of texts or parents")));
  if (change.status === undefined) return { kind: "done", ticket: current };
  const state = stateNamed(place.system, change.status);
  if (state === undefined) return failed(unknownStatus(knownNames(place.system)));
  if (isAt(place.system, state, current.status)) return { kind: "done", ticket: current };
  const sent = await sendStatus(proxy, ticket, { state, blocked_by: null }, signal);
  if (!sent.ok) return notDone(sent.error);
  const after = await readTicket(proxy, key, signal);
  if (!after.ok) return { kind: "unsure", error: after.error };
  // The server reports success also where the workflow has no such move.
  const hasMoved = isAt(place.system, state, after.value.status);
  return hasMoved ? { kind: "done", ticket: after.value } : failed(notMoved(key));
}

/**
 * Shows a pull request on a ticket, once in a run.
 *
 * Whether an earlier run has done so already cannot be asked: a second one adds a second mention.
 */
export async function linkPullRequest(
  proxy: Proxy,
  key: string,
  { url, title }: PullRequestDraft,
  signal: CancelSignal,
): Promise<WriteOutcome> {
  const ticket = ticketAt(proxy.place, key);
  if (ticket === undefined) return failed(notAKey(key, proxy.place));
  if (!/^https?:\/\/[^\s]+$/i.test(url) || !URL.canParse(url)) return failed(notAnAddress());
  const name = JSON.stringify([ticket, url]);
  if (!proxy.shown.has(name)) {
    const sent = await sendPullRequest(proxy, ticket, { url, title }, signal);
    if (!sent.ok) return notDone(sent.error);
    proxy.shown.add(name);
  }
  const after = await readTicket(proxy, key, signal);
  return after.ok ? { kind: "done", ticket: after.value } : { kind: "unsure", error: after.error };
}

/** Moves a ticket to its closing state and shows the pull request. The comment stays unsaid. */
export async function closeTicket(
  proxy: Proxy,
  key: string,
  closing: TicketClosing,
  expectedRevision: string,
  signal: CancelSignal,
): Promise<WriteOutcome> {
  const { status, pullRequest } = closing;
  const moved = await updateTicket(proxy, key, { status }, expectedRevision, signal);
  if (moved.kind !== "done" || pullRequest === null) return moved;
  return linkPullRequest(proxy, key, pullRequest, signal);
}

function changesTexts(current: Ticket, { title, managedText, parentKey }: TicketChange): boolean {
  return (
    (title !== undefined && title !== current.title) ||
    (managedText !== undefined && managedText !== (current.managedText ?? "")) ||
    (parentKey !== undefined && parentKey !== current.parentKey)
  );
}

function failed(error: TrackerError): WriteOutcome {
  return { kind: "failed", error };
}

function notDone({ error, executed }: ProxyFailure): WriteOutcome {
  return { kind: executed === "no" ? "failed" : "unsure", error };
}

function notMoved(key: string): TrackerError {
  return {
    code: "tracker/no-transition",
    message: t(
      "The Canon server accepted the move of {0}, and the ticket still has another status. Its workflow may not allow the move from there. Move it in the tracker, or sync with a credential of the tracker itself and --local.",
      key,
    ),
  };
}

function notAnAddress(): TrackerError {
  return {
    code: "tracker/rejected",
    message: t("The address of the pull request is not a web address. Nothing was sent."),
  };
}
