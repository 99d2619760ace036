import { routeSpec } from "../../config/route-spec.ts";
import type { CanonConfig } from "../../config/config.ts";
import { matchPath } from "../../config/match-path.ts";
import type { ChangedFile, MergedWork } from "../../model/merged-work.ts";
import type { SpecSection } from "../../model/spec.ts";
import { WordIndex, wordsOf } from "../../plan/word-overlap.ts";
import type { Finding } from "./findings.ts";
import type { RelationReason } from "./relation.ts";
import type { RelatedSpec } from "./ticket-index.ts";

const LEAST_ALIKE = 0.45;
const MOST_ALIKE = 3;
const MOST_FILES = 3000;

/**
 * What the changed files and the title hint at; no hint is ever enough to write anything.
 *
 * Shape:  files that are evidence already, sections changed in their spec, titles that are alike;
 *         that the files lie in the same part of the repository is told of sections that have
 *         another reason, because whole specs share it.
 */
export function hintFindings(work: MergedWork, specs: readonly RelatedSpec[]): Finding[] {
  return [...fileHints(work, specs), ...titleHints(work, specs)];
}

/** The changed file that lies in the part of the repository that a spec stands for. */
export function sameArea(
  work: MergedWork,
  spec: RelatedSpec,
  config: CanonConfig,
): Finding["reason"] | null {
  const { front, folder } = { front: spec.document.frontMatter, folder: areaOf(spec.file) };
  const route = routeSpec(config, { file: spec.file, ...front });
  const rules = config.routing.filter(({ target }) => target === route.target?.name);
  const patterns = rules.flatMap(({ match }) => match.path ?? []);
  const found = work.files
    .slice(0, MOST_FILES)
    .filter(({ path }) => path !== spec.file && !path.endsWith(".md"))
    .find(
      ({ path }) =>
        (folder !== "" && path.startsWith(folder)) ||
        patterns.some((pattern) => matchPath(pattern, path, true)),
    );
  return found === undefined ? null : { kind: "same-area", path: found.path };
}

function fileHints(work: MergedWork, specs: readonly RelatedSpec[]): Finding[] {
  const changed = new Map<string, ChangedFile>();
  for (const file of work.files.slice(0, MOST_FILES)) {
    changed.set(file.path, file);
    if (file.previousPath !== null) changed.set(file.previousPath, file);
  }
  return specs.flatMap((spec) => {
    const own = changed.get(spec.file);
    return spec.document.sections.flatMap((section) => {
      const path = evidencePaths(section).find((one) => changed.has(one));
      const reasons: RelationReason[] = [];
      if (path !== undefined) reasons.push({ kind: "evidence-path", path });
      if (own !== undefined && isChanged(section, own)) reasons.push({ kind: "changed-spec" });
      return reasons.map((reason) => hint(spec, section, reason));
    });
  });
}

function titleHints(work: MergedWork, specs: readonly RelatedSpec[]): Finding[] {
  const places = specs.flatMap((spec) =>
    spec.document.sections.map((section) => ({ spec, section })),
  );
  const index = new WordIndex(places.map(({ section }) => wordsOf(section.title, "")));
  return [...index.scores(wordsOf(work.title.slice(0, 300), ""))]
    .filter(([, score]) => score >= LEAST_ALIKE)
    .sort(([placeA, a], [placeB, b]) => b - a || placeA - placeB)
    .slice(0, MOST_ALIKE)
    .flatMap(([place, score]) => {
      const found = places[place];
      return found === undefined
        ? []
        : [hint(found.spec, found.section, { kind: "alike-title", score })];
    });
}

function evidencePaths(section: SpecSection): string[] {
  const evidence = [...section.evidence, ...section.criteria.flatMap((one) => one.evidence)];
  return evidence.flatMap(({ files }) => files.map(({ path }) => path));
}

/** Only where the changed lines are known: else every section of a spec would be meant. */
function isChanged({ line, endLine }: SpecSection, { lines }: ChangedFile): boolean {
  return (lines ?? []).some((range) => range.startLine <= endLine && range.endLine >= line);
}

/** `services/payments/` for `services/payments/docs/specs/keys.md`; empty at the root. */
function areaOf(file: string): string {
  return /^(.*?\/)docs\//.exec(file)?.[1] ?? "";
}

function hint(spec: RelatedSpec, section: SpecSection, reason: RelationReason): Finding {
  return { spec, section, reason, doubts: [], closes: null };
}
