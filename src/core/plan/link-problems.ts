import type { Problem } from "../kernel/problem.ts";
import { ticketId } from "../model/ticket-ref.ts";
import { targetOf } from "./connections.ts";
import { KnownLinks, sectionName, type SectionAt } from "./known-links.ts";
import { linkName } from "./linked-tickets.ts";
import { findLostLinks, type LostMatch } from "./lost-links.ts";
import { linkedTwice } from "./plan-problems.ts";
import { placeOf } from "./section-place.ts";
import type { Snapshot } from "./snapshot.ts";

type LinkedWorld = Pick<
  Snapshot,
  "config" | "specs" | "outside" | "unread" | "bases" | "remembered" | "redact"
>;

/**
 * What is odd about the links of several specs together, as far as files alone can say.
 *
 * Shape:  one ticket on two sections, and sections that lost their link.
 * Errors: none; what cannot be read is told by those who read it.
 */
export function linkProblems(world: LinkedWorld): Problem[] {
  const known = new KnownLinks(world);
  const { matches } = findLostLinks({ ...world, intents: [] }, known);
  return world.specs
    .filter(({ document }) => document.writable && document.frontMatter.sync !== "false")
    .flatMap((spec) => {
      const target = targetOf(world.config, spec);
      return spec.document.sections.flatMap((section): Problem[] => {
        const [link] = section.tickets;
        const match = matches.get(sectionName({ spec, section }));
        if (link === undefined) return match === undefined ? [] : [lost({ spec, section }, match)];
        const owner = known.ownerOf(linkName(world.config, link.ref, target));
        if (owner === undefined || sectionName(owner) === sectionName({ spec, section })) return [];
        const place = placeOf(owner.spec.file, owner.section);
        return [linkedTwice(spec.file, link.line, ticketId(link.ref), place)];
      });
    });
}

function lost({ spec, section }: SectionAt, match: LostMatch): Problem {
  const at = { code: "link/lost", file: spec.file, line: section.line };
  if (match.kind === "sure") {
    const message = `This section was linked to ${match.link.id}, and its comment is gone. The next sync writes it again.`;
    return { ...at, severity: "info", message };
  }
  const names = match.links.map(({ id }) => id).slice(0, 5);
  const message = `This section may have lost its link to ${names.join(" or ")}, so it gets no ticket until that is decided. Link the right one again, or unlink the section if it is none of them.`;
  return { ...at, severity: "warning", message };
}
