import type { FrontMatter, SpecSection } from "../model/spec.ts";
import { SPEC_STATES } from "../model/status.ts";

export const FACET_KINDS = ["status", "owner", "team", "system", "connection", "need"] as const;

/** By what sections are told apart. */
export type FacetKind = (typeof FACET_KINDS)[number];

/** One property of a section; the value is empty where the spec names none, or no ticket is linked. */
export type Facet = `${FacetKind}:${string}`;

/** The facet of sections that wait for a person. */
export const NEEDS_ATTENTION: Facet = "need:attention";

/**
 * What a section is told apart by, one facet of each kind; that of `need` where there is one.
 *
 * Shape:  `connection` is what serves the ticket of the section, by its name; null where nothing does.
 */
export function facetsOf(
  { owner, team }: Pick<FrontMatter, "owner" | "team">,
  section: SpecSection,
  needsAttention: boolean,
  connection: string | null = null,
): Facet[] {
  return [
    `status:${section.status?.state ?? "draft"}`,
    `owner:${owner ?? ""}`,
    `team:${team ?? ""}`,
    `system:${section.tickets[0]?.ref.system ?? ""}`,
    `connection:${connection ?? ""}`,
    ...(needsAttention ? [NEEDS_ATTENTION] : []),
  ];
}

export function facetKind(facet: Facet): FacetKind {
  return facet.slice(0, facet.indexOf(":")) as FacetKind;
}

export function facetValue(facet: Facet): string {
  return facet.slice(facet.indexOf(":") + 1);
}

/** Tells whether a text, from a store of settings for example, names a facet. */
export function isFacet(text: unknown): text is Facet {
  return (
    typeof text === "string" &&
    FACET_KINDS.some((kind) => text.startsWith(`${kind}:`)) &&
    text.length <= 1000
  );
}

/** Whether facets pass a filter: of each kind that it names, one of its values. */
export function passes(facets: readonly Facet[], filter: readonly Facet[]): boolean {
  const kinds = new Set(filter.map(facetKind));
  return [...kinds].every((kind) =>
    facets.some((facet) => facetKind(facet) === kind && filter.includes(facet)),
  );
}

/** In the order of the kinds; states by their course, other values by name, and "none" last. */
export function compareFacets(one: Facet, other: Facet): number {
  const [kind, otherKind] = [facetKind(one), facetKind(other)];
  if (kind !== otherKind) return FACET_KINDS.indexOf(kind) - FACET_KINDS.indexOf(otherKind);
  const [value, otherValue] = [facetValue(one), facetValue(other)];
  if (kind === "status") return stateRank(value) - stateRank(otherValue);
  if (value === "" || otherValue === "") return Number(value === "") - Number(otherValue === "");
  return value < otherValue ? -1 : Number(value > otherValue);
}

function stateRank(value: string): number {
  return SPEC_STATES.findIndex((state) => state === value);
}
