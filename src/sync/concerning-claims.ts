import { intentOwners, isNamed, type Sought } from "../core/plan/intent-owners.ts";
import { claimName, type TicketClaim } from "../core/plan/ticket-claim.ts";
import type { ClaimWorld } from "./releasable-claims.ts";

/**
 * Tells which claims concern a run: all but those for specs outside of it, and of these the ones for
 * a section that may have moved into it since.
 */
export function concerningClaims(
  world: ClaimWorld,
): (name: string, claim: TicketClaim | null) => boolean {
  const others = new Set(world.outside.map(({ file }) => claimName(file)));
  const mayBeHere = mayHaveMovedHere(world);
  return (name, claim) => !others.has(name) || claim?.intents.some(mayBeHere) === true;
}

/** A section without a ticket may be the one of a create where nothing is left in its old place. */
function mayHaveMovedHere({ specs, outside }: ClaimWorld): (sought: Sought) => boolean {
  const waiting = specs
    .flatMap(({ document }) => document.sections)
    .filter(({ tickets }) => tickets.length === 0);
  const titles = new Set(waiting.map(({ title }) => title));
  const ids = new Set(waiting.map(({ id }) => id).filter(isNamed));
  const isHere = new Set(waiting);
  return (sought) =>
    (titles.has(sought.title) || ids.has(sought.sectionId)) &&
    intentOwners(sought, [...specs, ...outside]).some(({ section }) => isHere.has(section));
}
