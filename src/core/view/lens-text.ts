import { assertNever } from "../kernel/assert-never.ts";
import { t } from "../kernel/texts.ts";
import type { SpecSection } from "../model/spec.ts";
import type { TicketReading, TrackerError } from "../model/ticket.ts";
import { brokenLink } from "../plan/broken-link.ts";
import { isBroken, isDismissed, type ReferenceHealth } from "../plan/references.ts";
import { coverageOf } from "./coverage.ts";
import { seenWords, type LastSeen } from "./last-seen.ts";
import { plainLine } from "./plain-text.ts";
import { specStatusLabel, ticketStatusLabel } from "./status-words.ts";

/**
 * What is known about a ticket at the moment of drawing.
 *
 * `agrees` says whether the ticket's state means the section's status; null when nothing says so.
 */
export interface LiveTicket {
  readonly reading: TicketReading;
  readonly agrees: boolean | null;
  /** What is known against the link; absent for one that works. */
  readonly health?: ReferenceHealth;
  /** The ticket as it was last seen, in words; absent where it never was. */
  readonly lastSeen?: LastSeen;
}

export interface LensText {
  readonly title: string;
  readonly tooltip: string;
}

/** The first lens of a heading: spec status, ticket, live status, and whether the two agree. */
export function statusLens(
  section: SpecSection,
  live: LiveTicket | undefined,
  copies: readonly LiveTicket[] = [],
): LensText {
  const status = specStatusLabel(section.status);
  const link = section.tickets[0];
  if (link === undefined) {
    return {
      title: t("{0} · not linked", plainLine(status)),
      tooltip: withCriteria(t("No ticket is linked to this section. Select for actions."), section),
    };
  }
  const ticket = ticketText(section, link.ref.key, live, copies);
  return {
    title: [plainLine(status), ticket.title].join(" · "),
    tooltip: withCriteria(ticket.tooltip, section),
  };
}

/** What a section's ticket says: its key with its state, and a sentence about the two. */
export function ticketText(
  { tickets, shadows }: Pick<SpecSection, "tickets" | "shadows">,
  key: string,
  live: LiveTicket | undefined,
  copies: readonly LiveTicket[] = [],
): LensText {
  const more = tickets.length + shadows.length - 1;
  const strays = copies.filter(({ agrees }) => agrees === false);
  const mark = strays.length === 0 ? "" : " ≠";
  const ticket = more === 0 ? key : `${key} +${more}${mark}`;
  const state = liveWords(key, live);
  return {
    title: `${ticket}${state.suffix}`,
    tooltip: [state.tooltip, ...strays.map(strayWords)].join(" "),
  };
}

/** A copy only follows, so it has no words of its own in the lens, but a mark and these. */
function strayWords({ reading }: LiveTicket): string {
  if (reading.kind !== "found") return "";
  const { ref, status } = reading.ticket;
  const word = plainLine(ticketStatusLabel(status.name), 40);
  return t('Its copy {0} is "{1}"; the next sync brings it back.', ref.key, word);
}

/** The second lens of a heading: the one action that is most wanted there. */
export function actionLens(section: SpecSection): LensText {
  const link = section.tickets[0];
  return link === undefined
    ? { title: t("Create ticket"), tooltip: t("Show what would be created, then create it.") }
    : {
        title: t("Open {0}", link.ref.key),
        tooltip: t("Open {0} ticket {1}.", link.ref.system, link.ref.key),
      };
}

function liveWords(key: string, live: LiveTicket | undefined): { suffix: string; tooltip: string } {
  if (live === undefined) {
    return { suffix: "", tooltip: t("The status of {0} has not been read yet.", key) };
  }
  const { reading, health } = live;
  if (health !== undefined && reading.kind !== "found") {
    const tooltip = brokenLink(key, health);
    if (isDismissed(health)) return { suffix: ` ${t("broken link, dismissed")}`, tooltip };
    if (isBroken(health)) return { suffix: ` ${t("broken link")}`, tooltip };
  }
  switch (reading.kind) {
    case "missing":
      return { suffix: ` ${t("not found")}`, tooltip: t("{0} is not in the tracker.", key) };
    case "unreadable":
      return unreadableWords(reading.error, live.lastSeen);
    case "found":
      return foundWords(key, ticketStatusLabel(reading.ticket.status.name), live.agrees);
    default:
      return assertNever(reading);
  }
}

/** What was last seen is worth more than that nothing can be seen now, if its age stands beside it. */
function unreadableWords(
  { code, message }: TrackerError,
  lastSeen: LastSeen | undefined,
): { suffix: string; tooltip: string } {
  const tooltip = plainLine(message, 300);
  const unread = code === "tracker/unauthorized" ? t("not readable: sign in") : t("not readable");
  if (lastSeen === undefined) return { suffix: ` ${unread}`, tooltip };
  const why = code === "tracker/unreachable" ? t("offline") : unread;
  return { suffix: ` ${seenWords(lastSeen)}, ${why}`, tooltip };
}

function foundWords(
  key: string,
  status: string,
  agrees: boolean | null,
): { suffix: string; tooltip: string } {
  const word = plainLine(status, 40);
  switch (agrees) {
    case true:
      return { suffix: ` ${word} ✓`, tooltip: t("The section and {0} agree.", key) };
    case false:
      return {
        suffix: ` ${word} ≠ ${t("differs")}`,
        tooltip: t("The section and {0} say different things. Sync to bring them together.", key),
      };
    case null:
      return { suffix: ` ${word}`, tooltip: t('{0} is "{1}".', key, word) };
  }
}

function withCriteria(text: string, section: SpecSection): string {
  const { criteria } = section;
  if (criteria.length === 0) return text;
  const met = criteria.filter((criterion) => criterion.checked).length;
  const { realized } = coverageOf(section);
  const all = criteria.length;
  const counts =
    realized === 0
      ? t("{0} of {1} criteria are met.", met, all)
      : t("{0} of {1} criteria are met, {2} with evidence.", met, all, realized);
  return `${text} ${counts}`;
}
