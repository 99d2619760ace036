import type { Problem } from "../kernel/problem.ts";
import { err, ok, type Result } from "../kernel/result.ts";
import type { Splice } from "../kernel/splice.ts";
import { t } from "../kernel/texts.ts";
import type { SpecDocument, SpecSection } from "../model/spec.ts";
import type { SpecLayout } from "./build-spec.ts";
import type { SectionLayout } from "./build-sections.ts";
import { layoutOf } from "./parse-spec.ts";

/** Why an edit of a spec was refused; nothing was changed then. */
export type SpecEditCode =
  | "spec/not-writable"
  | "spec/no-such-section"
  | "spec/no-such-criterion"
  | "spec/no-such-link"
  | "spec/already-linked"
  | "spec/invalid-key"
  | "spec/invalid-url"
  | "spec/invalid-evidence"
  | "spec/empty-criterion"
  | "spec/empty-title"
  | "spec/redacted-text"
  | "spec/no-safe-place";

export type SpecEditProblem = Problem<SpecEditCode>;

/** The splices of an edit; none when the spec already says what was asked for. */
export type SpecEdit = Result<Splice[], SpecEditProblem>;

/** A section that may be edited, with the places of its parts. */
export interface EditTarget {
  readonly document: SpecDocument;
  readonly layout: SpecLayout;
  readonly section: SpecSection;
  readonly place: SectionLayout;
}

/** Finds the section of an edit, if its document may be written at all. */
export function editTarget(
  document: SpecDocument,
  sectionIndex: number,
): Result<EditTarget, SpecEditProblem> {
  if (!document.writable) {
    return refuse(
      "spec/not-writable",
      null,
      t(
        "This spec cannot be understood well enough to be edited, so nothing was changed. Fix the errors that lint names first.",
      ),
    );
  }
  const section = document.sections[sectionIndex];
  const layout = layoutOf(document);
  const place = layout.sections[sectionIndex];
  if (section === undefined || place === undefined) {
    return refuse(
      "spec/no-such-section",
      null,
      t("The section is no longer there, so nothing was changed. Sync again."),
    );
  }
  return ok({ document, layout, section, place });
}

/** A refusal; `line` counts from 1. */
export function refuse(
  code: SpecEditCode,
  line: number | null,
  message: string,
): { readonly ok: false; readonly error: SpecEditProblem } {
  return err({ code, severity: "error", line, message });
}
