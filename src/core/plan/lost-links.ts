import { parseTicketId, type TicketId } from "../model/ticket-ref.ts";
import { systemAt } from "./connections.ts";
import type { KnownLinks } from "./known-links.ts";
import { linkName } from "./linked-tickets.ts";
import type { LinkBase, LinkBases } from "./links.ts";
import type { Snapshot } from "./snapshot.ts";
import { UnlinkedSections, type Unlinked } from "./unlinked-sections.ts";

/** A link that was agreed once and that no spec names any more. */
export interface LostLink {
  readonly id: TicketId;
  readonly base: LinkBase;
  /** False where only this machine knows of it, for example from another branch. */
  readonly isShared: boolean;
}

/** What is known of the ticket that a section without a link once had. */
export type LostMatch =
  | { readonly kind: "sure"; readonly link: LostLink }
  | { readonly kind: "unsure"; readonly links: readonly LostLink[] };

export interface LostLinks {
  /** By `sectionName`. */
  readonly matches: ReadonlyMap<string, LostMatch>;
  /** Links whose section is nowhere to be seen. */
  readonly left: readonly LostLink[];
}

type LostSnapshot = Pick<
  Snapshot,
  "config" | "specs" | "outside" | "unread" | "bases" | "remembered" | "intents" | "redact"
>;

/**
 * Finds the sections that lost their link: by the place where it stood, or by title and text
 * where that place is gone.
 *
 * Shape:  each link is given to one section at most, and each section gets one at most; where more
 *         than one would fit, or the fit is poor, all of them are unsure.
 */
export function findLostLinks(snapshot: LostSnapshot, known: KnownLinks): LostLinks {
  const lost = lostLinks(snapshot, known);
  if (lost.length === 0) return { matches: new Map(), left: [] };
  const sections = new UnlinkedSections(snapshot);
  const claims = lost.flatMap((link) => claimsOn(link, sections));
  const matches = new Map<string, LostMatch>();
  const given = new Set<LostLink>();
  const isSeenWhole = snapshot.unread.length === 0;
  const atPlace = claims.filter(({ strength }) => strength === "place");
  settleClaims(atPlace, isSeenWhole, matches, given);
  const placed = new Set(atPlace.map(({ name }) => name));
  const titled = claims.filter(({ strength, name }) => strength === "title" && !placed.has(name));
  settleClaims(titled, isSeenWhole, matches, given);
  for (const { link, name } of claims) {
    const match = matches.get(name);
    if (given.has(link) || match?.kind === "sure") continue;
    matches.set(name, { kind: "unsure", links: [...(match?.links ?? []), link] });
  }
  const claimed = new Set(claims.map(({ link }) => link));
  return { matches, left: lost.filter((link) => !claimed.has(link)) };
}

/** `poor`: only the place is the same, or only the title, or only the id. */
interface Claim {
  readonly link: LostLink;
  readonly name: string;
  readonly strength: "place" | "title" | "poor";
}

function lostLinks(snapshot: LostSnapshot, known: KnownLinks): LostLink[] {
  const { config, intents } = snapshot;
  const lost = [...unnamed(snapshot.bases, known, true)];
  lost.push(...unnamed(snapshot.remembered, known, false));
  if (lost.length === 0 || intents.length === 0) return lost;
  // A ticket that an interrupted run made is looked after by its intent.
  const begun = new Set(
    intents.flatMap(({ found, target, project }) => {
      if (found.kind !== "found") return [];
      return [linkName(config, found.ticket.ref, systemAt(config, { target, project }))];
    }),
  );
  return lost.filter(({ id }) => {
    const ref = parseTicketId(id);
    return ref !== undefined && !begun.has(linkName(config, ref, null));
  });
}

function unnamed(bases: LinkBases, known: KnownLinks, isShared: boolean): LostLink[] {
  return [...bases].flatMap(([id, base]) => {
    // Only the ticket of a section has a place; a copy of it in another tracker has none.
    const isLost = base.at !== null && !known.isNamed(id);
    return isLost ? [{ id, base, isShared }] : [];
  });
}

function claimsOn(link: LostLink, sections: UnlinkedSections): Claim[] {
  const { at, title } = link.base;
  const there = sections.at(at);
  // Where the section still stands and has another ticket, one of its name elsewhere is new.
  const elsewhere = sections.isTaken(at, title)
    ? []
    : sections.titled(title).filter((one) => isLikely(link.base, one, sections));
  const found = [...there, ...elsewhere.filter((one) => one.place !== at)];
  const claims = (found.length > 0 ? found : sections.named(at)).map((one): Claim => ({
    link,
    name: one.name,
    strength: strengthOf(link.base, one, elsewhere),
  }));
  const strong = claims.filter(({ strength }) => strength === "place");
  const isMoved = found.some((one) => one.place !== at && isWorded(link.base, one));
  const isReworded = there.every((one) => !isWorded(link.base, one));
  if (strong.length > 0 && !(isMoved && isReworded)) return strong;
  // A section without a link at the old place may be the one, renamed and reworded; or a copy of
  // it that was left there when it moved.
  return there.length === 0 ? claims : claims.map((claim) => ({ ...claim, strength: "poor" }));
}

/** Many specs have an "Overview"; that of a spec which is gone is known by its text as well. */
function isLikely(base: LinkBase, one: Unlinked, sections: UnlinkedSections): boolean {
  return sections.hasFileOf(base.at) || isWorded(base, one);
}

function isInFile(at: string | null, { file }: Unlinked): boolean {
  return at?.startsWith(`${file}#`) ?? false;
}

function strengthOf(base: LinkBase, one: Unlinked, titled: readonly Unlinked[]): Claim["strength"] {
  const { at, title } = base;
  if (at === one.place) {
    return isWorded(base, one) || title === one.side.titleHash ? "place" : "poor";
  }
  const isAlone = titled.every((other) => other === one || other.file !== one.file);
  return isWorded(base, one) || (isInFile(at, one) && isAlone) ? "title" : "poor";
}

function isWorded({ text }: LinkBase, one: Unlinked): boolean {
  return text !== null && text === one.side.proseHash;
}

/** Gives each section the one link that is claimed for it alone, and by it alone. */
function settleClaims(
  claims: readonly Claim[],
  isSeenWhole: boolean,
  matches: Map<string, LostMatch>,
  given: Set<LostLink>,
): void {
  const links = counts(claims.map(({ link }) => link));
  const names = counts(claims.map(({ name }) => name));
  for (const { link, name } of claims) {
    if (links.get(link) !== 1 || names.get(name) !== 1) continue;
    // The link may stand in a spec that cannot be read now.
    if (isSeenWhole) matches.set(name, { kind: "sure", link });
    else matches.set(name, { kind: "unsure", links: [link] });
    given.add(link);
  }
}

function counts<T>(list: readonly T[]): Map<T, number> {
  const counted = new Map<T, number>();
  for (const one of list) counted.set(one, (counted.get(one) ?? 0) + 1);
  return counted;
}
