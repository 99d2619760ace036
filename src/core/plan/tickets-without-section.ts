import { specStatesFor } from "../config/status-map.ts";
import type { Problem } from "../kernel/problem.ts";
import { t } from "../kernel/texts.ts";
import { parseTicketId, type TicketId } from "../model/ticket-ref.ts";
import type { Ticket } from "../model/ticket.ts";
import { connectionOf } from "./connections.ts";
import type { LostLink, LostLinks } from "./lost-links.ts";
import type { Agreement } from "./plan.ts";
import type { Snapshot } from "./snapshot.ts";

export interface WithoutSection {
  /** Says once that tickets of removed sections are open; null where none is. */
  readonly problem: Problem | null;
  /** Tickets that were closed since; nobody needs to ask for them again. */
  readonly closed: readonly Agreement[];
}

/** Looks at the tickets whose section was removed. Nothing is ever closed for that reason. */
export function ticketsWithoutSection(
  { config, tickets }: Pick<Snapshot, "config" | "tickets">,
  { left }: LostLinks,
): WithoutSection {
  const open: TicketId[] = [];
  const closed: Agreement[] = [];
  for (const { id, base } of left.filter(isOpenWithoutSection)) {
    const reading = tickets.get(id);
    if (reading?.kind !== "found") continue;
    const { ticket } = reading;
    const status = endOf(config, ticket);
    if (status === null) open.push(id);
    else closed.push({ ticket: id, base: { ...base, status, raw: ticket.status.name } });
  }
  return { problem: open.length === 0 ? null : stillOpen(open), closed };
}

/** Worth a look: other branches may have the section, and what was finished stays finished. */
export function isOpenWithoutSection({ base, isShared }: LostLink): boolean {
  return isShared && base.status !== "done" && base.status !== "deprecated";
}

/** The state of a spec that a closed ticket stands for; null for an open one. */
function endOf(config: Snapshot["config"], { ref, status }: Ticket): string | null {
  const known = parseTicketId(`${ref.system}:${ref.key}`);
  const system = known === undefined ? null : connectionOf(config, known, null);
  const state = system === null ? null : specStatesFor(system, status).preferred;
  if (state === "done" || state === "deprecated") return state;
  return status.category === "completed" || status.category === "canceled" ? "done" : null;
}

/** How many tickets the message names. */
const MAX_NAMES = 5;

function stillOpen(open: readonly TicketId[]): Problem {
  const names = open.slice(0, MAX_NAMES).join(", ");
  const more = open.length - MAX_NAMES;
  const all = more > 0 ? t("{0} and {1} more", names, more) : names;
  return {
    code: "sync/ticket-without-section",
    severity: "info",
    line: null,
    message:
      open.length === 1
        ? t(
            "{0} is open, and the section linked to it is gone from the specs. Nothing was closed. Close what is not wanted any more in the tracker, or link it to the section that took its place.",
            all,
          )
        : t(
            "{0} are open, and the sections linked to them are gone from the specs. Nothing was closed. Close what is not wanted any more in the tracker, or link it to the section that took its place.",
            all,
          ),
  };
}
