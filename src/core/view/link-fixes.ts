import { applySplices, type Splice } from "../kernel/splice.ts";
import { t } from "../kernel/texts.ts";
import type { SpecDocument, SpecSection, TicketLink } from "../model/spec.ts";
import { parseTicketId, ticketId, type TicketId } from "../model/ticket-ref.ts";
import { parseSpec } from "../spec/parse-spec.ts";
import { insertTicketLink, removeTicketLink } from "../spec/write-links.ts";

/** A way to mend a link, as an edit of the spec. */
export interface LinkFix {
  readonly title: string;
  readonly splices: readonly Splice[];
  readonly isPreferred: boolean;
}

/**
 * A problem with a link, where it is shown.
 *
 * Units: `line` counts from 1. `tickets` are those that the section may have lost.
 */
export interface LinkTrouble {
  readonly code: string;
  readonly line: number;
  readonly tickets: readonly TicketId[];
}

/** What can be done about a link within its spec; nothing where no edit is safe. */
export function linkFixes(spec: SpecDocument, { code, line, tickets }: LinkTrouble): LinkFix[] {
  const section = spec.sections.findLast((one) => one.line <= line);
  if (section === undefined) return [];
  switch (code) {
    case "link/lost":
      return tickets.flatMap((id) => linkAgain(spec, section, id, tickets.length === 1));
    case "spec/several-tickets":
      return severalTickets(spec, section, line);
    case "spec/duplicate-ticket":
    case "sync/ticket-linked-twice": {
      const link = section.tickets.find((one) => one.line === line);
      if (link === undefined) return [];
      const others = spec.sections.filter((one) => one !== section);
      return [
        ...removal(spec, section, link, t("Remove this link to {0}", link.ref.key)),
        ...others.flatMap((other) => removeOther(spec, other, ticketId(link.ref))),
      ];
    }
    default:
      return [];
  }
}

/** Takes the link to a ticket out of a section, where it has one. */
export function removeOther(spec: SpecDocument, section: SpecSection, id: TicketId): LinkFix[] {
  const link = section.tickets.find(({ ref }) => ticketId(ref) === id);
  if (link === undefined) return [];
  return removal(
    spec,
    section,
    link,
    t('Remove the link of "{0}" instead', section.title.slice(0, 60)),
  );
}

function linkAgain(
  spec: SpecDocument,
  section: SpecSection,
  id: TicketId,
  isPreferred: boolean,
): LinkFix[] {
  const ref = parseTicketId(id);
  const edit = ref === undefined ? undefined : insertTicketLink(spec, section.index, ref);
  if (edit?.ok !== true || edit.value.length === 0) return [];
  return [{ title: t("Link to {0} again", ref?.key ?? id), splices: edit.value, isPreferred }];
}

function severalTickets(spec: SpecDocument, section: SpecSection, line: number): LinkFix[] {
  const [first, ...more] = section.tickets;
  const link = more.find((one) => one.line === line);
  if (first === undefined || link === undefined) return [];
  const all = more.flatMap(({ ref }) => {
    const edit = removeTicketLink(spec, section.index, ref);
    return edit.ok ? edit.value : [];
  });
  const title = t("Keep {0} only and remove the other links", first.ref.key);
  return [
    ...asShadow(spec, link),
    ...removal(spec, section, link, t("Remove the link to {0}", link.ref.key)),
    ...(more.length > 1 ? [{ title, splices: all, isPreferred: false }] : []),
  ];
}

/** The comment stays where it is; only its word changes. */
function asShadow(spec: SpecDocument, { ref, line }: TicketLink): LinkFix[] {
  const start = offsetOf(spec.text, line);
  const match = /^(.*<!--\s*(?:canon|specwright):)ticket:/.exec(spec.text.slice(start));
  if (match === null) return [];
  const at = start + (match[1]?.length ?? 0);
  const splices = [{ start: at, end: at + "ticket".length, text: "shadow" }];
  const after = parseSpec(applySplices(spec.text, splices));
  const id = ticketId(ref);
  const isDone = after.sections.some(({ shadows }) =>
    shadows.some((one) => one.line === line && ticketId(one.ref) === id),
  );
  if (!isDone) return [];
  return [{ title: t("Keep {0} as a copy (canon:shadow)", ref.key), splices, isPreferred: true }];
}

function removal(
  spec: SpecDocument,
  section: SpecSection,
  { ref }: TicketLink,
  title: string,
): LinkFix[] {
  const edit = removeTicketLink(spec, section.index, ref);
  return edit.ok ? [{ title, splices: edit.value, isPreferred: false }] : [];
}

function offsetOf(text: string, line: number): number {
  let offset = 0;
  for (let at = 1; at < line; at++) offset = text.indexOf("\n", offset) + 1;
  return offset;
}
