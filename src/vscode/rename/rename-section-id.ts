import * as vscode from "vscode";
import { renameId, type IdRefusal } from "../../core/references/rename-id.ts";
import { statusIds } from "../../core/spec/status-ids.ts";
import { plainLine } from "../../core/view/plain-text.ts";
import type { OpenSpec } from "../workspace/open-specs.ts";
import type { SpecIndex } from "../workspace/spec-index.ts";
import { sectionIdAt } from "./section-id-at.ts";

const CANON_COMMENT = /<!--\s*(?:canon|specwright):/;

/**
 * The id that can be renamed at a position; undefined leaves the place to the editor's own rename.
 *
 * Errors: a rejection says why a Canon comment has no id, as the editor wants it.
 */
export async function idAt(
  open: OpenSpec,
  index: SpecIndex,
  position: vscode.Position,
): Promise<{ range: vscode.Range; placeholder: string } | undefined> {
  const found = sectionIdAt(open, await index.all(open.session), position);
  if (found === undefined) {
    if (!CANON_COMMENT.test(open.document.lineAt(position.line).text)) return undefined;
    throw new Error(
      vscode.l10n.t("There is no id here. Put the cursor on the id in a canon:system comment."),
    );
  }
  const { document, section } = found.named;
  if (statusIds(document, section).length === 0) {
    throw new Error(
      vscode.l10n.t(
        'The id "{0}" is the number or the title of its heading. Change the heading, or give the section a canon:system comment first.',
        section.id,
      ),
    );
  }
  const [start, end] = found.columns;
  const range = new vscode.Range(position.line, start, position.line, end);
  return { range, placeholder: section.id };
}

/** All places that name a section, with its new id: one edit, one step for Undo. */
export async function renameSection(
  open: OpenSpec,
  index: SpecIndex,
  position: vscode.Position,
  wanted: string,
): Promise<vscode.WorkspaceEdit | undefined> {
  const specs = await index.all(open.session);
  const found = sectionIdAt(open, specs, position);
  if (found === undefined) return undefined;
  const places = renameId(specs, found.named, wanted.trim());
  if (!places.ok) {
    if (places.error.kind === "same") return new vscode.WorkspaceEdit();
    throw new Error(refusal(places.error));
  }
  const edit = new vscode.WorkspaceEdit();
  for (const { file, line, columns } of places.value) {
    const range = new vscode.Range(line - 1, columns[0], line - 1, columns[1]);
    edit.replace(open.session.uriOf(file), range, wanted.trim());
  }
  return edit;
}

function refusal(refused: Exclude<IdRefusal, { kind: "same" }>): string {
  if (refused.kind === "form") {
    return vscode.l10n.t("An id is one word without blanks, brackets and #. Nothing was renamed.");
  }
  const title = plainLine(refused.title, 60);
  return vscode.l10n.t(
    'The section "{0}" on line {1} has that id already. Nothing was renamed.',
    ...[title, refused.line],
  );
}
