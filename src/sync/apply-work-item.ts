import { t } from "../core/kernel/texts.ts";
import { parseTicketId, type TicketId, type TicketRef } from "../core/model/ticket-ref.ts";
import type {
  CommentDraft,
  CommentOutcome,
  PullRequestDraft,
  WriteOutcome,
} from "../core/model/ticket.ts";
import { systemAt } from "../core/plan/connections.ts";
import type { PlanItem } from "../core/plan/plan.ts";
import type { AddEvidenceItem, WorkPlanItem } from "../core/plan/work-items.ts";
import type { TicketTracker } from "../ports/ticket-tracker.ts";
import type { Application, Ending } from "./application.ts";
import { endingOf, type EndingWords } from "./ending-of.ts";
import { rememberChanged } from "./ticket-undo.ts";

type WorkItem = Exclude<WorkPlanItem, AddEvidenceItem>;

/** Tells whether an item tells a ticket of merged work. */
export function isWorkItem(item: PlanItem): item is WorkItem {
  return (
    item.kind === "link-pull-request" || item.kind === "comment" || item.kind === "close-ticket"
  );
}

/** Tells one ticket of merged work; a tracker that was told of it already stays as it is. */
export async function applyWorkItem(app: Application, item: WorkItem): Promise<Ending> {
  const system = systemAt(app.config, item);
  const ref = item.ticket === null ? undefined : parseTicketId(item.ticket);
  const tracker = system === null ? undefined : await app.trackers.get(system);
  if (ref === undefined || tracker === undefined) {
    const error = t(
      'The connection "{0}" is no longer configured. Nothing was changed.',
      item.target,
    );
    return { outcome: "failed", error, ticket: item.ticket };
  }
  if (!tracker.ok) return { outcome: "failed", error: tracker.error.message, ticket: item.ticket };
  return endingOf(item.ticket, await send(app, item, ref, tracker.value), endingWords());
}

async function send(
  app: Application,
  item: WorkItem,
  ref: TicketRef,
  tracker: TicketTracker,
): Promise<WriteOutcome | CommentOutcome> {
  const { signal } = app.run;
  switch (item.kind) {
    case "comment":
      return tracker.postComment(ref.key, safeComment(app, item.comment), signal);
    case "link-pull-request": {
      const linked = await tracker.linkPullRequest(
        ref.key,
        safeLink(app, item.pullRequest),
        signal,
      );
      if (linked.kind === "done" && item.ticket !== null)
        app.tickets.set(item.ticket, linked.ticket);
      return linked;
    }
    case "close-ticket": {
      const was = item.ticket === null ? undefined : app.tickets.get(item.ticket);
      const closing = {
        status: item.status,
        comment: safeComment(app, item.comment),
        pullRequest: item.pullRequest === null ? null : safeLink(app, item.pullRequest),
      };
      const revision = was?.revision ?? item.ticketRevision ?? "";
      const closed = await tracker.closeTicket(ref.key, closing, revision, signal);
      if (closed.kind !== "done" || was === undefined || item.ticket === null) return closed;
      app.tickets.set(item.ticket, closed.ticket);
      rememberChanged(app, item, ref, was, closed.ticket);
      return closed;
    }
  }
}

/** Credentials may have become known since the texts were planned. */
function safeComment({ redact }: Application, { marker, text }: CommentDraft): CommentDraft {
  return { marker, text: redact(text).text };
}

function safeLink({ redact }: Application, { url, title }: PullRequestDraft): PullRequestDraft {
  return { url, title: redact(title).text };
}

function endingWords(): EndingWords {
  return {
    again: t("Run it again."),
    unknown: t(
      "Whether the ticket was told is not known; running it again finds out and adds nothing twice.",
    ),
  };
}

/** The merged work that each ticket was told of in full by these results. */
export function toldOf(
  results: Iterable<readonly [PlanItem, Ending]>,
): ReadonlyMap<TicketId, readonly string[]> {
  const told = new Map<TicketId, Map<string, boolean>>();
  for (const [item, { outcome }] of results) {
    if (!isWorkItem(item) || item.ticket === null) continue;
    const works = told.get(item.ticket) ?? new Map<string, boolean>();
    works.set(item.work, outcome === "done" && works.get(item.work) !== false);
    told.set(item.ticket, works);
  }
  return new Map(
    [...told].map(([id, works]) => [
      id,
      [...works].filter(([, isWhole]) => isWhole).map(([work]) => work),
    ]),
  );
}

/** The sections, as `path#index`, whose status merged work has set. */
export function aheadOf(results: Iterable<readonly [PlanItem, Ending]>): ReadonlySet<string> {
  const places = [...results].flatMap(([item, { outcome }]) =>
    item.kind === "set-status" && item.reason.startsWith("work/") && outcome === "done"
      ? [`${item.file}#${item.sectionIndex}`]
      : [],
  );
  return new Set(places);
}
