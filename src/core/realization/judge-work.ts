import type { SpecDocument, SpecSection } from "../model/spec.ts";
import {
  judgeCriterion,
  removedEvidence,
  type Judgement,
  type TestsElsewhere,
} from "./judge-criterion.ts";
import { openParts, sectionsBelow } from "./open-parts.ts";
import type { Relation } from "./relation.ts";
import type { Verdict } from "./verdict.ts";
import { evidenceOf, type WorkFile } from "./work-files.ts";

/** What the verdicts about one spec are made from. */
export interface JudgedSpec {
  readonly file: string;
  readonly document: SpecDocument;
}

/** What is known of the code. */
export interface JudgedCode {
  readonly files: readonly WorkFile[];
  readonly elsewhere: TestsElsewhere;
  readonly isSpec: (path: string) => boolean;
}

/**
 * What merged work did for the sections of a spec that it surely belongs to.
 *
 * Shape:  section by section in the order of the spec, each criterion and then the section itself.
 *         A section is realized when each of its criteria is met, by now or by this work, and
 *         nothing below it is open; one with neither, when the work closes its ticket.
 */
export function judgeWork(
  { file, document }: JudgedSpec,
  relations: readonly Relation[],
  code: JudgedCode,
): Verdict[] {
  const strong = relations.filter((one) => one.file === file && one.strength === "strong");
  const related = new Map(strong.map((one) => [one.sectionIndex, one]));
  const realized = new Set<number>();
  const verdicts: Verdict[] = [];
  // What is below a section is decided first.
  for (const section of [...document.sections].reverse()) {
    const relation = related.get(section.index);
    if (relation === undefined) continue;
    const place = { file, sectionIndex: section.index, sectionId: section.id };
    const ofCriteria = section.criteria.map((one) =>
      judgeCriterion(section, one, code.files, code.elsewhere),
    );
    const whole = judgeWhole(document, section, relation, ofCriteria, realized, code);
    if (whole.verdict === "realized") realized.add(section.index);
    const own = [...ofCriteria, whole].map((judgement, index): Verdict => {
      const criterion = section.criteria[index]?.text ?? null;
      const criterionIndex = criterion === null ? null : index;
      return { ...place, criterionIndex, criterion, origin: "deterministic", ...judgement };
    });
    verdicts.unshift(...own);
  }
  return verdicts;
}

function judgeWhole(
  document: SpecDocument,
  section: SpecSection,
  { reasons, closes }: Relation,
  ofCriteria: readonly Judgement[],
  realized: ReadonlySet<number>,
  { files, isSpec }: JudgedCode,
): Judgement {
  const gone = removedEvidence(section.evidence, files);
  if (gone !== null) return gone;
  const first = new Set(reasons.flatMap((one) => (one.kind === "evidence-path" ? [one.path] : [])));
  const { cited: evidence } = evidenceOf(files, isSpec, first);
  const because = (verdict: Judgement["verdict"], reason: string): Judgement => ({
    verdict,
    evidence,
    reasons: [reason],
  });
  if (evidence.length === 0) {
    return because("not_addressed", "The work changed no file that could show anything.");
  }
  const against = ofCriteria.filter(({ verdict }) => verdict === "conflicting").length;
  if (against > 0) return because("conflicting", "It takes away what criteria of it rely on.");
  const met = (index: number): boolean => ofCriteria[index]?.verdict === "realized";
  const { criteria, below } = openParts(document, section, met, realized);
  if (criteria > 0) {
    const count = `${String(criteria)} of its ${String(section.criteria.length)} criteria`;
    return because("partially_realized", `${count} are open.`);
  }
  if (below.length > 0) {
    const titles = below.slice(0, 3).map(({ title }) => `"${title}"`);
    return because("partially_realized", `Below it, ${titles.join(", ")} is not done.`);
  }
  if (section.criteria.length > 0) return because("realized", "All its criteria are met.");
  if (sectionsBelow(document, section).length > 0) {
    return because("realized", "Everything below it is done.");
  }
  return closes === null
    ? because("partially_realized", "The work does not say that it closes its ticket.")
    : because("realized", "The work closes its ticket.");
}
