import { commitSource, pullRequestSource } from "../../model/merged-work.ts";
import type { LinkBases } from "../../plan/links.ts";
import type { SpecReading } from "../../plan/snapshot.ts";

/**
 * A merge as a list offers it.
 *
 * Shape:  `name` is the label of its evidence, `PR#412`. `number` and `url` are the pull request's,
 *         null where nobody knows one; `commit` is null where only the git host knows it.
 *         `sections` counts those that it surely belongs to; null where that is not known.
 *         All texts are untrusted. `mergedAt` is ISO 8601.
 */
export interface KnownMerge {
  readonly name: string;
  readonly number: number | null;
  readonly url: string | null;
  readonly commit: string | null;
  readonly title: string;
  readonly author: string | null;
  readonly mergedAt: string;
  readonly sections: number | null;
}

/** The label that the evidence of a merge has. */
export function mergeName(number: number | null, commit: string): string {
  return number === null ? commitSource(commit) : pullRequestSource(number);
}

/** What names merges that were dealt with: evidence in specs, and what tickets were told of. */
export function recordedMerges(specs: readonly SpecReading[], bases: LinkBases): Set<string> {
  const evidence = specs.flatMap(({ document }) =>
    document.sections.flatMap((section) => [
      ...section.evidence,
      ...section.criteria.flatMap((criterion) => criterion.evidence),
    ]),
  );
  const told = [...bases.values()].flatMap((base) => base.told ?? []);
  return new Set([...evidence.map(({ source }) => source), ...told]);
}

/** The merges that nobody has dealt with, the newest first. */
export function openMerges<T extends Pick<KnownMerge, "name" | "url" | "mergedAt">>(
  merges: readonly T[],
  considered: ReadonlySet<string>,
): T[] {
  return merges
    .filter(({ name, url }) => !considered.has(name) && (url === null || !considered.has(url)))
    .sort((a, b) => Date.parse(b.mergedAt) - Date.parse(a.mergedAt));
}
