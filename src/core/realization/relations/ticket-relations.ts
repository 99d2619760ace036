import type { Finding } from "./findings.ts";
import type { Manner } from "../wording/manner.ts";
import type { RelationDoubt } from "./relation.ts";
import type { LinkPlace, TicketIndex } from "./ticket-index.ts";
import { isSpelledFor, type TicketMention } from "./ticket-mentions.ts";

/** The ways of naming a ticket that speak against it, wherever else it is named. */
const AGAINST: readonly Manner[] = ["negated", "partial"];

/**
 * What the named tickets say about the sections that have them.
 *
 * Shape:  one finding for each section and ticket. Strong with a closing word, or where no other
 *         ticket is named anywhere; never where the work denies it, where another section has the
 *         same ticket, or where the ticket is not the section's first.
 */
export function ticketFindings(
  mentions: readonly TicketMention[],
  index: TicketIndex,
  isWhole: boolean,
): Finding[] {
  const names = new Set(mentions.map(({ name }) => name));
  return [...names].flatMap((name) => {
    const places = index.byName.get(name) ?? [];
    return places.flatMap((place): Finding[] => {
      const own = mentions.filter((one) => one.name === name && isSpelledFor(one, place));
      if (own.length === 0) return [];
      return [
        findingOf(place, own, { isShared: isShared(places), isOnly: names.size === 1, isWhole }),
      ];
    });
  });
}

interface Around {
  readonly isShared: boolean;
  readonly isOnly: boolean;
  readonly isWhole: boolean;
}

function findingOf(
  place: LinkPlace,
  mentions: readonly TicketMention[],
  { isShared, isOnly, isWhole }: Around,
): Finding {
  const { ticket } = place;
  const base = { spec: place.spec, section: place.section };
  const against = AGAINST.filter((manner) => mentions.some((one) => one.manner === manner));
  const doubts: RelationDoubt[] = [...(against as RelationDoubt[])];
  if (isShared) doubts.push("ambiguous");
  if (place.rank === "further") doubts.push("secondary-ticket");
  const closing = mentions.find(({ manner }) => manner === "closing");
  if (closing !== undefined) {
    const reason = { kind: "closing-word", ticket, where: closing.where } as const;
    return { ...base, reason, doubts, closes: ticket };
  }
  const plain = mentions.find(({ manner }) => manner === "plain");
  if (plain !== undefined && isOnly) {
    const reason = { kind: "only-ticket", ticket, where: plain.where } as const;
    if (!isWhole) doubts.push("incomplete");
    return { ...base, reason, doubts, closes: ticket };
  }
  const [first] = mentions;
  const reason = { kind: "mentioned-ticket", ticket, where: first?.where ?? "body" } as const;
  if (plain !== undefined) doubts.push("other-tickets");
  else if (against.length === 0) doubts.push(first?.manner === "quoted" ? "quoted" : "in-passing");
  return { ...base, reason, doubts, closes: null };
}

/** Two sections have it, or two tickets are called the same. */
function isShared(places: readonly LinkPlace[]): boolean {
  return (
    new Set(places.map(({ spec, section }) => `${String(section.index)} ${spec.file}`)).size > 1
  );
}
