import * as vscode from "vscode";
import type { SpecSection } from "../../core/model/spec.ts";
import { sectionAtLine, type OpenSpec, type OpenSpecs } from "../workspace/open-specs.ts";

/** How lenses and hovers name a section to a command. Plain data, so that it fits a link. */
export interface SectionTarget {
  readonly uri: string;
  readonly sectionId: string;
  readonly sectionIndex: number;
}

/** A section of a spec that is open in the editor. */
export interface OpenSection {
  readonly open: OpenSpec;
  readonly section: SpecSection;
}

export function sectionTarget(
  open: OpenSpec,
  { id: sectionId, index: sectionIndex }: Pick<SpecSection, "id" | "index">,
): SectionTarget {
  return { uri: open.document.uri.toString(), sectionId, sectionIndex };
}

/**
 * Finds the section a command is about: the one that was passed, else the one at the cursor.
 *
 * Arguments can come from anybody, a link included: what does not name a section of a spec in
 * this workspace gives undefined, never another section.
 */
export async function findSection(
  specs: OpenSpecs,
  argument: unknown,
): Promise<OpenSection | undefined> {
  if (argument === undefined || isActiveFile(argument)) return sectionAtCursor(specs);
  if (!isSectionTarget(argument)) return undefined;
  const uri = vscode.Uri.parse(argument.uri);
  if (vscode.workspace.getWorkspaceFolder(uri) === undefined) return undefined;
  const open = await specs.find(await vscode.workspace.openTextDocument(uri));
  if (open === undefined) return undefined;
  const { sections } = open.spec;
  const atIndex = sections[argument.sectionIndex];
  const section =
    atIndex?.id === argument.sectionId
      ? atIndex
      : sections.find((each) => each.id === argument.sectionId);
  return section === undefined ? undefined : { open, section };
}

/** The menu of an editor passes the file that the cursor is in. */
function isActiveFile(argument: unknown): boolean {
  const active = vscode.window.activeTextEditor?.document.uri;
  return argument instanceof vscode.Uri && argument.toString() === active?.toString();
}

async function sectionAtCursor(specs: OpenSpecs): Promise<OpenSection | undefined> {
  const editor = vscode.window.activeTextEditor;
  const open = editor === undefined ? undefined : await specs.find(editor.document);
  if (editor === undefined || open === undefined) return undefined;
  const section = sectionAtLine(open.spec, editor.selection.active.line + 1);
  return section === undefined ? undefined : { open, section };
}

function isSectionTarget(value: unknown): value is SectionTarget {
  if (typeof value !== "object" || value === null) return false;
  const { uri, sectionId, sectionIndex } = value as Partial<Record<keyof SectionTarget, unknown>>;
  return (
    typeof uri === "string" &&
    typeof sectionId === "string" &&
    Number.isInteger(sectionIndex) &&
    uri.length <= 4096 &&
    sectionId.length <= 1024
  );
}
