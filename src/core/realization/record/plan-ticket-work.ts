import { isSameName, specStatesFor, ticketStatusFor } from "../../config/status-map.ts";
import { stableId } from "../../kernel/stable-id.ts";
import { t } from "../../kernel/texts.ts";
import type { MergedWork } from "../../model/merged-work.ts";
import { formatSpecStatus, specStatus, type SpecState } from "../../model/status.ts";
import type { PullRequestDraft, Ticket } from "../../model/ticket.ts";
import { holdLinked, itemBase } from "../../plan/linked-section.ts";
import type { LinkBase } from "../../plan/links.ts";
import { mayMove } from "../../plan/merge-status.ts";
import type { HeldItem, PlanItem } from "../../plan/plan.ts";
import type { Snapshot } from "../../plan/snapshot.ts";
import { evidenceComment } from "./evidence-comment.ts";
import { wholeReason, itemPlace, type WorkedSection } from "./plan-section-work.ts";
import { workName } from "../relations/relation-words.ts";

/** What a ticket is to be told, and what keeps it from being moved. */
export interface TicketWork {
  readonly items: readonly PlanItem[];
  readonly held: readonly HeldItem[];
}

const NOTHING: TicketWork = { items: [], held: [] };

/** Names work for ever, so that no ticket is told of it twice. */
export function workKey({ url, source }: MergedWork): string {
  return url ?? source;
}

/**
 * Tells whether a ticket was told of this work in full.
 *
 * Shape:  also by a run that read the work from the clone alone, or from its git host.
 */
export function wasTold({ url, number, source }: MergedWork, base: LinkBase | undefined): boolean {
  const told = base?.told ?? [];
  if (url !== null) return told.includes(url) || told.includes(source);
  return told.some((one) => one === source || one.endsWith(`/pull/${String(number)}`));
}

/**
 * What merged work does to the ticket of a section: the pull request is shown, the evidence said,
 * and the ticket moved to where the section will be.
 *
 * Shape:  nothing that the ticket was told or shows already. A ticket is moved forward only, and
 *         closed only where the section is done.
 */
export function planTicketWork(
  worked: WorkedSection,
  state: SpecState,
  snapshot: Pick<Snapshot, "config" | "capabilities" | "reachable" | "bases">,
): TicketWork {
  const { link, system, work } = worked;
  if (link === null) return NOTHING;
  const base = snapshot.bases.get(link.id);
  const { isTold } = worked;
  const can = snapshot.capabilities.get(system.name);
  const move = moveOf(worked, state, snapshot, base);
  const held = move.held === null ? [] : [move.held];
  const text = commentText(worked, state === "done");
  const marker = stableId([link.id, workKey(work)]);
  const comment = { marker, text: worked.redact(text).text };
  const pullRequest = linkOf(worked);
  const status = move.status;
  const item = (what: string, from: string | null, to: string | null) =>
    itemBase(itemPlace(worked), what, "forward", wholeReason(worked, state === "done"), from, to);
  const from = link.ticket.status.name;
  const told = { work: workKey(work), note: null };
  if (status !== null && state === "done" && !isTold) {
    const close = item("close-ticket", from, status);
    const kind = "close-ticket" as const;
    return { held, items: [{ kind, ...close, ...told, status, comment, pullRequest }] };
  }
  const items: PlanItem[] = [];
  if (status !== null) {
    const moved = item("transition-ticket", from, status);
    items.push({ kind: "transition-ticket", ...moved, note: null, status });
  }
  if (!isTold && pullRequest !== null && !shows(link.ticket, pullRequest)) {
    const shown = item("link-pull-request", null, pullRequest.url);
    items.push({ kind: "link-pull-request", ...shown, ...told, pullRequest });
  }
  if (!isTold && can?.comments === true) {
    items.push({ kind: "comment", ...item("comment", null, work.source), ...told, comment });
  }
  return { items, held };
}

/** The state to ask for; null where the ticket stays, with what is held for a person. */
function moveOf(
  worked: WorkedSection,
  state: SpecState,
  { config, reachable }: Pick<Snapshot, "config" | "reachable">,
  base: LinkBase | undefined,
): { readonly status: string | null; readonly held: HeldItem | null } {
  const stays = { status: null, held: null };
  const { link, system } = worked;
  const before = worked.section.status?.state ?? "draft";
  if (link === null || (state !== "done" && state !== "in_progress")) return stays;
  // A ticket that somebody moved back since is theirs; one that an earlier run missed is not.
  const isMissed =
    base === undefined || base.raw === null || isSameName(base.raw, link.ticket.status.name);
  const isTheirs = state === before && !isMissed;
  if (isTheirs && (state === "in_progress" || worked.isTold)) return stays;
  const { agreeing } = specStatesFor(system, link.ticket.status);
  if (agreeing.has(state)) return stays;
  // Work that goes on moves a ticket on, and never back from where somebody has put it.
  if (state === "in_progress" && !agreeing.has("todo") && !agreeing.has("draft")) return stays;
  if (!mayMove(specStatus(state), config.lifecycleSync)) return stays;
  const wanted = ticketStatusFor(system, state);
  const ways = reachable.get(link.id) ?? null;
  if (ways === null || ways.some((one) => isSameName(one, wanted))) {
    return { status: wanted, held: null };
  }
  const { section } = worked;
  const message = t(
    'The ticket {0} is "{1}", and its workflow has no step from there to "{2}". It was not moved. Move it in the tracker, or change the status map.',
    link.ticket.ref.key,
    link.ticket.status.name,
    wanted,
  );
  const held = holdLinked(worked, "workflow/no-transition", {
    spec: section.status === null ? null : formatSpecStatus(section.status),
    tracker: link.ticket.status.name,
    base: base?.status ?? null,
    message,
  });
  return { status: null, held };
}

function commentText({ work, spec, section, verdicts }: WorkedSection, isDone: boolean): string {
  return evidenceComment(work, { file: spec.file, section }, verdicts, isDone);
}

function linkOf({ work, redact }: WorkedSection): PullRequestDraft | null {
  if (work.url === null || work.number === null) return null;
  const title = `${workName(work)}: ${work.title}`.replace(/\s+/g, " ").slice(0, 250);
  return { url: work.url, title: redact(title).text };
}

function shows({ pullRequests }: Ticket, { url }: PullRequestDraft): boolean {
  return pullRequests.some((one) => one.url === url);
}
