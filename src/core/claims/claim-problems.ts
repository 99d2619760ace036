import { assertNever } from "../kernel/assert-never.ts";
import type { Problem } from "../kernel/problem.ts";
import { t, textsBy } from "../kernel/texts.ts";
import type { EvidenceFile, SpecSection } from "../model/spec.ts";
import { fileText } from "../spec/write-evidence.ts";
import type { NoOrigin, StaleReason } from "./check-citation.ts";
import type { CheckedCitation, Gap, SectionClaims } from "./check-claims.ts";

export type ClaimProblemCode =
  | "verify/no-evidence"
  | "verify/open-criterion"
  | "verify/open-section"
  | "verify/stale-evidence"
  | "verify/moved-evidence"
  | "verify/unchecked-evidence";

/** A problem, and where the evidence went if that is known. */
export interface ClaimProblem extends Problem<ClaimProblemCode> {
  /** Set for evidence. */
  readonly cited?: EvidenceFile;
  /** Set for lines that stand elsewhere by now. */
  readonly to?: EvidenceFile;
}

/**
 * What a check of a section's claims found, in the order of its lines.
 *
 * Shape:  warnings for what is not true; infos for evidence that moved, and for what could not be
 *         compared.
 */
export function claimProblems(
  sections: readonly SpecSection[],
  { sectionIndex, citations, gaps }: SectionClaims,
): ClaimProblem[] {
  const section = sections[sectionIndex];
  if (section === undefined) return [];
  return [
    ...gaps.map((gap) => gapProblem(gap, section, sections)),
    ...citations.flatMap(citationProblem),
  ].sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
}

function gapProblem(
  gap: Gap,
  section: SpecSection,
  sections: readonly SpecSection[],
): ClaimProblem {
  const { line } = gap;
  const name = t('Section "{0}"', section.title);
  switch (gap.kind) {
    case "no-evidence": {
      const criterion = gap.criterionIndex === null ? null : section.criteria[gap.criterionIndex];
      const message =
        criterion === null || criterion === undefined
          ? t(
              "{0} says that it is done, and no evidence names the code that shows it. Name it with `<!-- canon:realized-in:PR#12 src/file.ts:10-20 -->`, or take the claim back.",
              name,
            )
          : t(
              'The criterion "{0}" is ticked, and no evidence names the code that shows it. Name it with `<!-- canon:realized-in:PR#12 src/file.ts:10-20 -->`, or take the claim back.',
              criterion.text,
            );
      return warning("verify/no-evidence", line, message);
    }
    case "open-criterion":
      return warning(
        "verify/open-criterion",
        line,
        t(
          "{0} says that it is done, and this criterion is not ticked. Tick it, or set the section back.",
          name,
        ),
      );
    case "open-section":
      return warning(
        "verify/open-section",
        sections[gap.childIndex]?.line ?? line,
        t(
          "{0} says that it is done, and this section of it is not. Finish this one first, or set the other back.",
          name,
        ),
      );
    default:
      return assertNever(gap);
  }
}

/** What of one piece of evidence a person should know; nothing for evidence that is true. */
export function citationProblem({ source, file, line, verdict }: CheckedCitation): ClaimProblem[] {
  const place = fileText(file);
  switch (verdict.kind) {
    case "holds":
      return [];
    case "moved": {
      const { to } = verdict;
      const message = t(
        "The lines of {0} stand at {1} by now, unchanged. The evidence is true; let it name the new place.",
        place,
        fileText(to),
      );
      return [
        {
          ...problem("verify/moved-evidence", "info", line, whole(file, to, message)),
          cited: file,
          to,
        },
      ];
    }
    case "stale": {
      const message = `${STALE[verdict.why](place, verdict.otherPath)} ${t("Look at the code: name the right place, or remove the evidence.")}`;
      return [{ ...warning("verify/stale-evidence", line, message), cited: file }];
    }
    case "unchecked":
      return [
        {
          ...problem(
            "verify/unchecked-evidence",
            "info",
            line,
            t(
              "{0} could not be compared with what {1} put there: {2}",
              place,
              source,
              unchecked(verdict.why),
            ),
          ),
          cited: file,
        },
      ];
    default:
      return assertNever(verdict);
  }
}

function whole(file: EvidenceFile, to: EvidenceFile, message: string): string {
  if (file.startLine !== null) return message;
  return t(
    "{0} is called {1} by now. The evidence is true; let it name the new place.",
    file.path,
    to.path,
  );
}

const STALE: Readonly<Record<StaleReason, (place: string, other: string | null) => string>> = {
  "missing-file": (place, other) =>
    other === null
      ? t("There is no file for {0} any more.", place)
      : t("The file of {0} is called {1} by now, and its lines are not known.", place, other),
  "other-case": (place, other) =>
    t("There is no file for {0}; {1} differs from it only in capital letters.", place, other ?? ""),
  "missing-lines": (place) => t("The file has no lines {0} any more.", place),
  "changed-lines": (place, other) =>
    other === null
      ? t("The lines of {0} were changed since the evidence was recorded.", place)
      : t("The lines of {0} were changed when the file became {1}.", place, other),
  "ambiguous-lines": (place) =>
    t("The code around {0} was changed, and nothing tells any more which lines were meant.", place),
  outside: (place) => t("{0} lies outside the workspace, so it is never opened.", place),
};

const unchecked = textsBy<NoOrigin | "unreadable">({
  "no-history": "the history of the workspace is not known here. The file and its lines are there.",
  "cut-history":
    "the history that is here begins later. The file and its lines are there. Fetch the whole history with `git fetch --unshallow`.",
  "not-committed":
    "the comment is not committed yet, so there is nothing to compare with. The file and its lines are there.",
  "not-there":
    "the file had no such lines when the comment was committed. They are there now; look whether they are the right ones.",
  unreadable: "the file is there and cannot be read.",
});

function warning(code: ClaimProblemCode, line: number, message: string): ClaimProblem {
  return problem(code, "warning", line, message);
}

function problem(
  code: ClaimProblemCode,
  severity: Problem["severity"],
  line: number,
  message: string,
): ClaimProblem {
  return { code, severity, line, message };
}
