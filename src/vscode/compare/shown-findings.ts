import { codeProblem, findingProblem } from "../../core/compare/finding-problem.ts";
import { findStatement } from "../../core/compare/find-statement.ts";
import type { ChangeFinding, Contradiction } from "../../core/compare/findings.ts";
import type { Problem } from "../../core/kernel/problem.ts";
import type { SpecDocument } from "../../core/model/spec.ts";

/** A finding with the mark that stands for it; `isFlag` marks the code of one that was decided. */
export interface ShownFinding {
  readonly finding: ChangeFinding;
  readonly problem: Problem;
  readonly isFlag: boolean;
}

export function toShown(finding: ChangeFinding): ShownFinding {
  return { finding, problem: findingProblem(finding), isFlag: false };
}

/** The same contradiction on the code, once a person has said that the spec is right. */
export function flagged(finding: Contradiction): ShownFinding {
  return { finding, problem: codeProblem(finding), isFlag: true };
}

/** Findings after a spec was edited: with their new lines, and without those whose statement went. */
export function followed(
  shown: readonly ShownFinding[],
  file: string,
  spec: SpecDocument,
): ShownFinding[] {
  return shown.flatMap((one) => {
    const { finding, isFlag } = one;
    if (finding.kind !== "contradiction" || finding.spec.file !== file || isFlag) return [one];
    const [section, second] = spec.sections.filter(({ id }) => id === finding.section.id);
    const place =
      section === undefined || second !== undefined
        ? null
        : findStatement(spec, section, finding.statement);
    if (section === undefined || place === null) return [];
    return [toShown({ ...finding, section, line: place.line })];
  });
}
