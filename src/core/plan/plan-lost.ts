import { parseTicketId, type TicketRef } from "../model/ticket-ref.ts";
import type { SystemConfig } from "../config/config.ts";
import { connectionOf, linkRef, placedId } from "./connections.ts";
import { holdLinked } from "./linked-section.ts";
import type { LostLink, LostMatch } from "./lost-links.ts";
import type { HeldItem, InsertLinkItem } from "./plan.ts";
import { placeOf } from "./section-place.ts";
import type { Snapshot } from "./snapshot.ts";
import { qualifiedKey } from "./ticket-keys.ts";
import type { UnlinkedSection } from "./unlinked-section.ts";

export type LostFinding =
  | { readonly kind: "item"; readonly item: InsertLinkItem }
  | { readonly kind: "held"; readonly held: HeldItem }
  /** The ticket is gone for good, so that nothing keeps the section from getting another one. */
  | { readonly kind: "gone" };

/** Links a section again to the ticket it once had, or says what a person has to decide. */
export function planLost(
  unlinked: UnlinkedSection,
  snapshot: Snapshot,
  match: LostMatch,
): LostFinding {
  if (match.kind === "unsure") return held(unlinked, match.links, unsure(unlinked, match.links));
  const { link } = match;
  const place = restoredPlace(unlinked, snapshot, link);
  const reading = snapshot.tickets.get(link.id);
  if (place === null) {
    return held(unlinked, [link], `The connection to its ticket ${link.id} is not configured.`);
  }
  if (reading?.kind === "missing") {
    if (!link.isShared) return { kind: "gone" };
    const why = `This section lost its link to ${link.id}, and the tracker has no such ticket any more.`;
    return held(unlinked, [link], why);
  }
  if (reading?.kind !== "found") {
    const why = reading?.error.message ?? "It was not asked for.";
    const text = `This section lost its link to ${link.id}, which cannot be read now: ${why} Nothing is created until that is known.`;
    return { kind: "held", held: holdAs(unlinked, "ticket/unreadable", [link], text) };
  }
  return { kind: "item", item: restoredLink(unlinked, link, place, reading.ticket.revision) };
}

interface RestoredPlace {
  readonly system: SystemConfig;
  readonly ref: TicketRef;
}

/** How the link is to be written, so that the spec names exactly that ticket; null if it cannot. */
function restoredPlace(
  { target }: UnlinkedSection,
  { config }: Snapshot,
  { id }: LostLink,
): RestoredPlace | null {
  const known = parseTicketId(id);
  const system = known === undefined ? null : connectionOf(config, known, null);
  if (known === undefined || system === null) return null;
  const full = { system: known.system, key: qualifiedKey(known, system.project) };
  const ref = [linkRef(config, system, known), full].find((one) => {
    const read = connectionOf(config, one, target);
    return read !== null && placedId(config, read, one) === id;
  });
  return ref === undefined ? null : { system, ref };
}

function restoredLink(
  { spec, section }: UnlinkedSection,
  { id, base }: LostLink,
  { system, ref }: RestoredPlace,
  ticketRevision: string,
): InsertLinkItem {
  const isMoved = base.at !== null && base.at !== placeOf(spec.file, section);
  const where = isMoved ? `, at ${base.at}` : "";
  return {
    kind: "insert-link",
    id: `insert-link@${spec.file}#${section.id}@${section.index}`,
    direction: "forward",
    file: spec.file,
    sectionId: section.id,
    sectionIndex: section.index,
    system: system.system,
    target: system.name,
    project: system.project,
    ticket: id,
    from: null,
    to: id,
    reason: "link/restored",
    note: `The section was linked to this ticket before${where}, and its comment is gone. No second ticket is created. To part the two, leave this out and unlink the section.`,
    fileHash: spec.hash,
    ticketRevision,
    link: ref,
    isShadow: false,
    intentId: null,
    wanted: null,
  };
}

function unsure({ spec, section }: UnlinkedSection, links: readonly LostLink[]): string {
  const names = links.slice(0, 5).map(({ id }) => id);
  if (names.length > 1) {
    return `This section lost its link, and several tickets may be its own: ${names.join(", ")}.`;
  }
  const [link] = links;
  const isHere = link?.base.at === placeOf(spec.file, section);
  return isHere
    ? `The section that stood here was linked to ${names.join()}. Its title and text are different now, so Canon cannot tell whether it still is the same one.`
    : `This section may have lost its link to ${names.join()}, which belonged to a section of the same title at ${link?.base.at ?? "an unknown place"}.`;
}

function held(unlinked: UnlinkedSection, links: readonly LostLink[], what: string): LostFinding {
  const { spec, section } = unlinked;
  const place = placeOf(spec.file, section);
  const [first] = links;
  const command = `canon link ${place} ${first?.id ?? "SYSTEM:KEY"}`;
  const text = `${what} No ticket was created. Link the right one (\`${command}\`), say that it is none of them (\`canon unlink ${place}\`), or create one for this section by itself (\`canon sync ${place}\`).`;
  return { kind: "held", held: holdAs(unlinked, "link/lost", links, text) };
}

function holdAs(
  unlinked: UnlinkedSection,
  reason: "link/lost" | "ticket/unreadable",
  links: readonly LostLink[],
  message: string,
): HeldItem {
  const { status } = unlinked.section;
  const [link, ...more] = links;
  const single = link !== undefined && more.length === 0 ? link : null;
  return {
    ...holdLinked(unlinked, reason, {
      spec: status?.state ?? null,
      tracker: null,
      base: single?.base.status ?? null,
      message,
    }),
    ticket: single?.id ?? null,
  };
}
