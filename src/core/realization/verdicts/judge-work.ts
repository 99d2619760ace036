import { t } from "../../kernel/texts.ts";
import type { SpecDocument, SpecSection } from "../../model/spec.ts";
import { combineOpinion, type Judged } from "./combine-opinion.ts";
import {
  judgeCriterion,
  removedEvidence,
  type Judgement,
  type TestsElsewhere,
} from "./judge-criterion.ts";
import { openParts, sectionsBelow } from "./open-parts.ts";
import { opinionKey, type Opinion, type Opinions } from "./opinion.ts";
import type { Relation } from "../relations/relation.ts";
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
  /** What a language model says besides; absent where none was asked or none answered. */
  readonly opinions?: Opinions;
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
  const done: Done = { byLooking: new Set(), byAll: new Set() };
  const verdicts: Verdict[] = [];
  // What is below a section is decided first.
  for (const section of [...document.sections].reverse()) {
    const relation = related.get(section.index);
    if (relation === undefined) continue;
    const place = { file, sectionIndex: section.index, sectionId: section.id };
    const judged = judgeSection(file, document, section, relation, done, code);
    const own = judged.map((judgement, index): Verdict => {
      const criterion = section.criteria[index]?.text ?? null;
      const criterionIndex = criterion === null ? null : index;
      const model = judgement.origin === "model" ? code.opinions?.model : undefined;
      return {
        ...place,
        criterionIndex,
        criterion,
        ...judgement,
        ...(model === undefined ? {} : { model }),
      };
    });
    verdicts.unshift(...own);
  }
  return verdicts;
}

/** The sections that are realized: by what was looked up alone, and with what a model says. */
interface Done {
  readonly byLooking: Set<number>;
  readonly byAll: Set<number>;
}

/** Each criterion, and then the section itself. */
function judgeSection(
  file: string,
  document: SpecDocument,
  section: SpecSection,
  relation: Relation,
  done: Done,
  code: JudgedCode,
): Judged[] {
  const opinionOf = (index: number | null): Opinion | undefined =>
    code.opinions?.all.get(opinionKey(file, section.index, index));
  const looked = section.criteria.map((one) =>
    judgeCriterion(section, one, code.files, code.elsewhere),
  );
  const ofCriteria = looked.map((one, index) =>
    combineOpinion(one, opinionOf(index), code.files, code.isSpec),
  );
  const byLooking = judgeWhole(document, section, relation, looked, done.byLooking, code);
  const byAll = judgeWhole(document, section, relation, ofCriteria, done.byAll, code);
  if (byLooking.verdict === "realized") done.byLooking.add(section.index);
  const against = objection(opinionOf(null), ofCriteria);
  if (against !== null && byLooking.verdict !== "conflicting") return [...ofCriteria, against];
  if (byAll.verdict === "realized") done.byAll.add(section.index);
  const origin = byAll.verdict === byLooking.verdict ? "deterministic" : "model";
  return [...ofCriteria, { ...byAll, origin }];
}

/** What a language model sees against a section, or against one of its criteria. */
function objection(whole: Opinion | undefined, ofCriteria: readonly Judged[]): Judged | null {
  if (whole?.verdict === "conflicting") {
    return { verdict: "conflicting", evidence: [], reasons: [whole.reason], origin: "model" };
  }
  return (
    ofCriteria.find(({ verdict, origin }) => verdict === "conflicting" && origin === "model") ??
    null
  );
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
    return because("not_addressed", t("The work changed no file that could show anything."));
  }
  const against = ofCriteria.filter(({ verdict }) => verdict === "conflicting").length;
  if (against > 0) return because("conflicting", t("It takes away what criteria of it rely on."));
  const met = (index: number): boolean => ofCriteria[index]?.verdict === "realized";
  const { criteria, below } = openParts(document, section, met, realized);
  if (criteria > 0) {
    const open = t("{0} of its {1} criteria are open.", criteria, section.criteria.length);
    return because("partially_realized", open);
  }
  if (below.length > 0) {
    const titles = below.slice(0, 3).map(({ title }) => `"${title}"`);
    return because("partially_realized", t("Below it, {0} is not done.", titles.join(", ")));
  }
  if (section.criteria.length > 0) return because("realized", t("All its criteria are met."));
  if (sectionsBelow(document, section).length > 0) {
    return because("realized", t("Everything below it is done."));
  }
  return closes === null
    ? because("partially_realized", t("The work does not say that it closes its ticket."))
    : because("realized", t("The work closes its ticket."));
}
