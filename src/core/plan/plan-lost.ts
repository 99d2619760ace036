import { t } from "../kernel/texts.ts";
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
    return held(
      unlinked,
      [link],
      t("The connection to its ticket {0} is not configured.", link.id),
    );
  }
  if (reading?.kind === "missing") {
    if (!link.isShared) return { kind: "gone" };
    const why = t(
      "This section lost its link to {0}, and the tracker has no such ticket any more.",
      link.id,
    );
    return held(unlinked, [link], why);
  }
  if (reading?.kind !== "found") {
    const why = reading?.error.message ?? t("It was not asked for.");
    const text = t(
      "This section lost its link to {0}, which cannot be read now: {1} Nothing is created until that is known.",
      link.id,
      why,
    );
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
    note: isMoved
      ? t(
          "The section was linked to this ticket before, at {0}, and its comment is gone. No second ticket is created. To part the two, leave this out and unlink the section.",
          base.at,
        )
      : t(
          "The section was linked to this ticket before, and its comment is gone. No second ticket is created. To part the two, leave this out and unlink the section.",
        ),
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
    return t(
      "This section lost its link, and several tickets may be its own: {0}.",
      names.join(", "),
    );
  }
  const [link] = links;
  const isHere = link?.base.at === placeOf(spec.file, section);
  return isHere
    ? t(
        "The section that stood here was linked to {0}. Its title and text are different now, so Canon cannot tell whether it still is the same one.",
        names.join(),
      )
    : t(
        "This section may have lost its link to {0}, which belonged to a section of the same title at {1}.",
        names.join(),
        link?.base.at ?? t("an unknown place"),
      );
}

function held(unlinked: UnlinkedSection, links: readonly LostLink[], what: string): LostFinding {
  const { spec, section } = unlinked;
  const place = placeOf(spec.file, section);
  const [first] = links;
  const command = `canon link ${place} ${first?.id ?? "SYSTEM:KEY"}`;
  const text = t(
    "{0} No ticket was created. Link the right one (`{1}`), say that it is none of them (`canon unlink {2}`), or create one for this section by itself (`canon sync {2}`).",
    what,
    command,
    place,
  );
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
