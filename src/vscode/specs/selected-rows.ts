import type { SpecSection } from "../../core/model/spec.ts";
import type { SpecReading } from "../../core/plan/snapshot.ts";
import type { SectionNode, SpecNode } from "../../core/view/spec-tree.ts";
import type { App } from "../app.ts";
import type { FolderSession } from "../workspace/folder-session.ts";
import { SpecRow } from "./spec-row.ts";

/** A section that an action is about, as it was when the row was drawn. */
export interface SelectedSection {
  readonly session: FolderSession;
  readonly spec: SpecReading;
  readonly section: SpecSection;
}

/** What an action is about, folder by folder. */
export interface Selection {
  readonly session: FolderSession;
  readonly sections: readonly SelectedSection[];
}

/**
 * The sections that an action of a row is about: those of all selected rows, if the row is one of
 * them, else its own. A section's row stands for that section, any other row for all sections that
 * are shown below it.
 *
 * Arguments can come from anybody; what is no row of the view selects nothing.
 */
export async function selectedSections(
  app: App,
  clicked: unknown,
  selected: unknown,
): Promise<readonly Selection[]> {
  const rows = rowsOf(clicked, selected);
  if (rows.length === 0) return [];
  const shown = await app.specsView.rows();
  const bySession = new Map<FolderSession, Map<string, SelectedSection>>();
  for (const { folder, spec, section } of rows.flatMap(({ node }) => sectionsOf(node))) {
    const session = shown.sessionOf(folder);
    if (session === undefined) continue;
    const known = bySession.get(session) ?? new Map<string, SelectedSection>();
    bySession.set(session, known.set(`${spec.file}#${section.index}`, { session, spec, section }));
  }
  return [...bySession].map(([session, known]) => ({ session, sections: [...known.values()] }));
}

function rowsOf(clicked: unknown, selected: unknown): SpecRow[] {
  const all = Array.isArray(selected) ? selected.filter((one) => one instanceof SpecRow) : [];
  if (!(clicked instanceof SpecRow)) return all;
  return all.includes(clicked) ? all : [clicked];
}

function sectionsOf(node: SpecNode): SectionNode[] {
  return node.kind === "section" ? [node] : node.children.flatMap(everySection);
}

function everySection(node: SpecNode): SectionNode[] {
  const own = node.kind === "section" ? [node] : [];
  return [...own, ...node.children.flatMap(everySection)];
}
