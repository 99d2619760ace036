import { intentOwners, isNamed, type Sought } from "../core/plan/intent-owners.ts";
import type { ClaimWorld } from "./releasable-claims.ts";

/**
 * Tells of a create for a spec outside of a run whether its section may be one of the run by now:
 * one without a ticket, where nothing is left in its old place.
 */
export function mayHaveMovedHere({ specs, outside }: ClaimWorld): (sought: Sought) => boolean {
  const waiting = specs
    .flatMap(({ document }) => document.sections)
    .filter(({ tickets }) => tickets.length === 0);
  const [titles, ids] = [
    new Set(waiting.map(({ title }) => title)),
    new Set(waiting.map(({ id }) => id).filter(isNamed)),
  ];
  const isHere = new Set(waiting);
  return (sought) =>
    (titles.has(sought.title) || ids.has(sought.sectionId)) &&
    intentOwners(sought, [...specs, ...outside]).some(({ section }) => isHere.has(section));
}
