import { t } from "../../kernel/texts.ts";
import type { Criterion, SpecSection } from "../../model/spec.ts";
import { findName, quotedNames } from "./code-names.ts";
import { isDocumentation, isTestFile } from "./file-kinds.ts";
import { isNamedAfter, namedTests, wordsOf, type NamedTest } from "./test-names.ts";
import type { CitedLines, Verdict } from "./verdict.ts";
import { citedLines, linesOf, type WorkFile } from "./work-files.ts";

/** A verdict without its place. */
export type Judgement = Pick<Verdict, "verdict" | "evidence" | "reasons">;

/** Tests of files that the work left alone, by the text of the criterion that they are named after. */
export type TestsElsewhere = ReadonlyMap<string, { readonly path: string; readonly line: number }>;

/**
 * What merged work did for a criterion, by what can be looked up.
 *
 * Shape:  realized only where a test that the work added or changed is named after it and is not
 *         switched off. What else speaks for it makes it a part, and is never ticked.
 */
export function judgeCriterion(
  section: SpecSection,
  criterion: Criterion,
  files: readonly WorkFile[],
  elsewhere: TestsElsewhere,
): Judgement {
  const gone = removedEvidence(criterion.evidence, files);
  if (gone !== null) return gone;
  const isTwice = section.criteria.filter(({ text }) => text === criterion.text).length > 1;
  const tested = judgeByTests(criterion.text, files);
  if (tested !== null && tested.verdict === "realized" && isTwice) {
    const reasons = [...tested.reasons, t("The section has this criterion twice.")];
    return { ...tested, verdict: "partially_realized", reasons };
  }
  if (tested !== null) return tested;
  const named = judgeByNames(criterion.text, files);
  if (named !== null) return named;
  const there = elsewhere.get(criterion.text);
  if (there !== undefined) {
    return part(
      [],
      t(
        "A test in {0}:{1} is named after it, which the work did not change.",
        there.path,
        String(there.line),
      ),
    );
  }
  const reasons = [t("No test of the work is named after it, and none of its names was changed.")];
  return { verdict: "not_addressed", evidence: [], reasons };
}

/** Evidence that the work took away; null where there is none. */
export function removedEvidence(
  evidence: Criterion["evidence"],
  files: readonly WorkFile[],
): Judgement | null {
  const named = new Set(evidence.flatMap((one) => one.files.map(({ path }) => path)));
  const gone = files.find(
    ({ path, change, isThere }) => change === "removed" && !isThere && named.has(path),
  );
  if (gone === undefined) return null;
  const reasons = [t("The work removed {0}, which its evidence names.", gone.path)];
  return { verdict: "conflicting", evidence: [], reasons };
}

interface FoundTest {
  readonly file: WorkFile;
  readonly test: NamedTest;
}

function judgeByTests(criterion: string, files: readonly WorkFile[]): Judgement | null {
  const wanted = wordsOf(criterion);
  const found = files.flatMap((file): FoundTest[] => {
    if (file.text === null || file.change === "removed" || isDocumentation(file.path)) return [];
    return namedTests(file.text)
      .filter(({ words }) => isNamedAfter(words, wanted))
      .map((test) => ({ file, test }));
  });
  const [good] = found.filter(({ test, file }) => !test.isSkipped && isChanged(file, test.line));
  if (good !== undefined) {
    const { file, test } = good;
    return {
      verdict: "realized",
      evidence: [citedLines(file, test.line, test.line)],
      reasons: [t("A test in {0}:{1} is named after it.", file.path, String(test.line))],
    };
  }
  const [other] = found;
  if (other === undefined) return null;
  const { file, test } = other;
  const place = `${file.path}:${String(test.line)}`;
  return part(
    [citedLines(file, test.line, test.line)],
    test.isSkipped
      ? t("The test in {0} is named after it and is switched off.", place)
      : t("The test in {0} is named after it, and the work did not change that line.", place),
  );
}

/** A new file is changed all over; of others it has to be known. */
function isChanged({ lines, change }: WorkFile, line: number): boolean {
  if (change === "added") return true;
  return lines?.some(({ startLine, endLine }) => startLine <= line && line <= endLine) ?? false;
}

function judgeByNames(criterion: string, files: readonly WorkFile[]): Judgement | null {
  const names = quotedNames(criterion);
  const code = files.filter(
    ({ path, text, change }) => text !== null && change !== "removed" && !isDocumentation(path),
  );
  const cited: CitedLines[] = [];
  for (const name of names) {
    const found = code.flatMap((file) => {
      const line = findName(linesOf(file), name, file.lines);
      return line === undefined ? [] : [{ file, line }];
    });
    const best = found.find(({ file }) => !isTestFile(file.path)) ?? found[0];
    if (best === undefined) return null;
    cited.push(citedLines(best.file, best.line, best.line));
  }
  if (cited.length === 0) return null;
  const list = names.map((name) => `\`${name}\``).join(", ");
  return part(
    cited,
    t("The changed code has {0}, and no test is named after the criterion.", list),
  );
}

function part(evidence: readonly CitedLines[], reason: string): Judgement {
  return { verdict: "partially_realized", evidence, reasons: [reason] };
}
