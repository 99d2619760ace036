import type { Problem } from "../kernel/problem.ts";
import { t } from "../kernel/texts.ts";
import { ticketId, type TicketId } from "../model/ticket-ref.ts";
import { targetOf } from "./connections.ts";
import { knownLinksOf, sectionName, type SectionAt } from "./known-links.ts";
import { linkName } from "./linked-tickets.ts";
import { findLostLinks, type LostMatch } from "./lost-links.ts";
import { linkedTwice } from "./plan-problems.ts";
import { placeOf } from "./section-place.ts";
import type { Snapshot } from "./snapshot.ts";

type LinkedWorld = Pick<
  Snapshot,
  "config" | "specs" | "outside" | "unread" | "bases" | "remembered" | "redact"
>;

/** A problem with links, and the tickets that it is about. */
export interface LinkProblem extends Problem {
  readonly tickets: readonly TicketId[];
}

/**
 * What is odd about the links of several specs together, as far as files alone can say.
 *
 * Shape:  one ticket on two sections, and sections that lost their link.
 * Errors: none; what cannot be read is told by those who read it.
 */
export function linkProblems(world: LinkedWorld): LinkProblem[] {
  const known = knownLinksOf(world);
  const { matches } = findLostLinks({ ...world, intents: [] }, known);
  return world.specs
    .filter(({ document }) => document.writable && document.frontMatter.sync !== "false")
    .flatMap((spec) => {
      const target = targetOf(world.config, spec);
      return spec.document.sections.flatMap((section): LinkProblem[] => {
        const [link] = section.tickets;
        const match = matches.get(sectionName({ spec, section }));
        if (link === undefined) return match === undefined ? [] : [lost({ spec, section }, match)];
        const owner = known.ownerOf(linkName(world.config, link.ref, target));
        if (owner === undefined || sectionName(owner) === sectionName({ spec, section })) return [];
        const place = placeOf(owner.spec.file, owner.section);
        const id = ticketId(link.ref);
        return [{ ...linkedTwice(spec.file, link.line, id, place), tickets: [id] }];
      });
    });
}

function lost({ spec, section }: SectionAt, match: LostMatch): LinkProblem {
  const at = { code: "link/lost", file: spec.file, line: section.line };
  if (match.kind === "sure") {
    const message = t(
      "This section was linked to {0}, and its comment is gone. The next sync writes it again.",
      match.link.id,
    );
    return { ...at, severity: "info", message, tickets: [match.link.id] };
  }
  const tickets = match.links.map(({ id }) => id).slice(0, MAX_TICKETS);
  const message = t(
    "This section may have lost its link to {0}, so it gets no ticket until that is decided. Link the right one again, or unlink the section if it is none of them.",
    tickets.join(" or "),
  );
  return { ...at, severity: "warning", message, tickets };
}

/** As many as a message can name and a person can choose from. */
const MAX_TICKETS = 5;
