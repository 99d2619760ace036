import type { CanonConfig } from "../core/config/config.ts";
import type { Problem } from "../core/kernel/problem.ts";
import { t } from "../core/kernel/texts.ts";
import type { SpecSection, TicketLink } from "../core/model/spec.ts";
import { ticketId } from "../core/model/ticket-ref.ts";
import { connectionOf, placedId, routeOf } from "../core/plan/connections.ts";
import { intentOwners } from "../core/plan/intent-owners.ts";
import { intentPath } from "../core/plan/intent.ts";
import { LinkedTickets } from "../core/plan/linked-tickets.ts";
import type { OpenIntent, SpecReading } from "../core/plan/snapshot.ts";

/**
 * Tickets that interrupted runs made, or may have made, and that no section will take up: the
 * section is gone, or it has got another ticket in the meantime.
 */
export function orphanIntents(
  config: CanonConfig,
  intents: readonly OpenIntent[],
  specs: readonly SpecReading[],
): Problem[] {
  const open = intents.filter(({ found }) => found.kind !== "absent");
  if (open.length === 0) return [];
  const linked = new LinkedTickets(config, specs);
  return open.flatMap((intent) => {
    if (linked.hasFound(intent)) return [];
    const owners = ownersOf(config, specs, intent);
    const linkedOwner = owners.find((one) => one.tickets.length > 0);
    // A section without a ticket is offered this one, or held until it can be looked up.
    const isAwaited = intent.shadowOf === null ? isOffered(intent, owners) : owners.length > 0;
    return isAwaited ? [] : [orphan(intent, linkedOwner)];
  });
}

/** Of sections with one id, a linked one is the original and the others are copies of it. */
function isOffered({ sectionId }: OpenIntent, owners: readonly SpecSection[]): boolean {
  const isById = owners.some(({ id }) => id === sectionId);
  const isWaiting = ({ tickets }: SpecSection): boolean => tickets.length === 0;
  return isById ? owners.length > 0 && owners.every(isWaiting) : owners.some(isWaiting);
}

/** The sections that a ticket of an intent may be for. */
function ownersOf(
  config: CanonConfig,
  specs: readonly SpecReading[],
  intent: OpenIntent,
): SpecSection[] {
  const { shadowOf } = intent;
  if (shadowOf !== null) return specs.flatMap((spec) => withTicket(config, spec, shadowOf));
  return intentOwners(intent, specs).map(({ section }) => section);
}

/** A copy belongs to the section whose ticket it is a copy of, wherever that has moved. */
function withTicket(config: CanonConfig, spec: SpecReading, placed: string): SpecSection[] {
  const { target } = routeOf(config, spec);
  return spec.document.sections.filter(({ tickets: [own] }) => {
    const system = own === undefined ? null : connectionOf(config, own.ref, target);
    return own !== undefined && system !== null && placedId(config, system, own.ref) === placed;
  });
}

function orphan(intent: OpenIntent, owner: SpecSection | undefined): Problem {
  const { found, title, file, intentId } = intent;
  const link = owner?.tickets[0];
  return {
    code: "sync/orphan-intent",
    severity: "warning",
    file,
    line: link?.line ?? null,
    message:
      found.kind === "found"
        ? foundText(found.ticket.ref.key, title, link)
        : doubtText(title, intentPath(intentId), link),
  };
}

function foundText(key: string, title: string, link: TicketLink | undefined): string {
  return link === undefined
    ? t(
        'An interrupted run created the ticket {0} for the section "{1}", which is gone. Link the ticket to the section that took its place, or remove the ticket.',
        key,
        title,
      )
    : t(
        'An interrupted run created the ticket {0} for the section "{1}", which is linked to {2} by now. Remove one of the two tickets in the tracker, and link the section to the other.',
        key,
        title,
        ticketId(link.ref),
      );
}

function doubtText(title: string, note: string, link: TicketLink | undefined): string {
  return link === undefined
    ? t(
        'An interrupted run may have created a ticket for the section "{0}", which is gone. Look in the tracker whether there is one too many, then delete {1}.',
        title,
        note,
      )
    : t(
        'An interrupted run may have created a ticket for the section "{0}", which is linked to {1} by now. Look in the tracker whether there is one too many, then delete {2}.',
        title,
        ticketId(link.ref),
        note,
      );
}
