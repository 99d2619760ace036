import { numberedTitle } from "../../core/model/numbered-title.ts";
import type * as vscode from "vscode";
import { citationsOf, type Citation } from "../../core/claims/citations.ts";
import type { SpecReading } from "../../core/plan/snapshot.ts";
import type { SectionTarget } from "../commands/section-target.ts";
import type { FolderSession } from "../workspace/folder-session.ts";

/** A section that names a file as its evidence. */
export interface CitingSection {
  readonly target: SectionTarget;
  /** The heading with its number. */
  readonly name: string;
  /** The file of the spec, from the folder. */
  readonly file: string;
  readonly citation: Citation;
}

/** All code that the specs of a folder name, by its path. */
export function citedCode(
  session: FolderSession,
  specs: readonly SpecReading[],
): ReadonlyMap<string, readonly CitingSection[]> {
  const cited = new Map<string, CitingSection[]>();
  for (const { file, document } of specs) {
    const uri = session.uriOf(file).toString();
    for (const section of document.sections) {
      const target = { uri, sectionId: section.id, sectionIndex: section.index };
      const name = numberedTitle(section);
      for (const citation of citationsOf(section)) {
        const { path } = citation.file;
        cited.set(path, [...(cited.get(path) ?? []), { target, name, file, citation }]);
      }
    }
  }
  return cited;
}

/** The sections that name a line of a file, and those that name the file as a whole. */
export function citingAt(
  all: readonly CitingSection[],
  position: vscode.Position,
): readonly CitingSection[] {
  const line = position.line + 1;
  return all.filter(({ citation: { file } }) => {
    if (file.startLine === null) return true;
    return line >= file.startLine && line <= (file.endLine ?? file.startLine);
  });
}
