import * as vscode from "vscode";
import { ticketId, type TicketId } from "../../core/model/ticket-ref.ts";
import { linkFixes, removeOther, type LinkFix } from "../../core/view/link-fixes.ts";
import { WHOLE_WORKSPACE } from "../../sync/engine.ts";
import type { CommandId } from "../commands/command-ids.ts";
import { sectionTarget } from "../commands/section-target.ts";
import { MENDERS, mendsOf } from "../../core/spec/mend/mends-of.ts";
import { referencesToId } from "../../core/references/id-references.ts";
import { statusIds } from "../../core/spec/status-ids.ts";
import { editOf } from "../doctor/map-findings.ts";
import { quietRun } from "../host/run.ts";
import { codeOf } from "../problems/problem-code.ts";
import { sectionAtLine, type OpenSpec } from "../workspace/open-specs.ts";
import type { SpecIndex } from "../workspace/spec-index.ts";
import { configurationFixes, ROUTES } from "./configuration-fixes.ts";
import { driftFixes } from "./drift-fixes.ts";

/** The fixes for one problem: edits that can be undone, and commands where more is needed. */
export async function fixesFor(
  open: OpenSpec,
  diagnostic: vscode.Diagnostic,
  tickets: readonly TicketId[],
  index: SpecIndex,
): Promise<vscode.CodeAction[]> {
  const code = codeOf(diagnostic);
  const line = diagnostic.range.start.line + 1;
  if (code === "spec/merge-conflict") {
    return [
      command(
        diagnostic,
        vscode.l10n.t("Resolve merge conflicts by rule"),
        "canon.resolveMerge",
        [],
      ),
    ];
  }
  if (ROUTES.has(code)) return configurationFixes(open, diagnostic);
  if (code === "link/differs") return driftFixes(open, diagnostic);
  if (MENDERS.has(code)) return mending(open, diagnostic, index);
  const edits = linkFixes(open.spec, { code, line, tickets }).map((fix) =>
    edit(diagnostic, open.document, fix),
  );
  if (code === "sync/ticket-linked-twice")
    return [...edits, ...(await elsewhere(open, diagnostic))];
  return code === "link/lost" ? [...edits, ...forget(open, diagnostic, tickets)] : edits;
}

/** Edits of the spec itself, each tried out before it is offered. */
async function mending(
  open: OpenSpec,
  diagnostic: vscode.Diagnostic,
  index: SpecIndex,
): Promise<vscode.CodeAction[]> {
  const code = codeOf(diagnostic);
  const line = diagnostic.range.start.line + 1;
  const mends = mendsOf(open.spec, { code, line, file: open.path });
  const fixes = mends.map((mend) => edit(diagnostic, open.document, mend));
  if (code !== "spec/duplicate-id") return fixes;
  const section = sectionAtLine(open.spec, line);
  const [place] = section === undefined ? [] : statusIds(open.spec, section);
  if (section === undefined || place === undefined) return fixes;
  const specs = await index.all(open.session);
  // Which of the two a reference means is for a person to say.
  if (referencesToId(specs, open.path, section.id).length === 0) return fixes;
  const at = new vscode.Position(place.line - 1, place.columns[0]);
  const title = vscode.l10n.t("Give this section another id, with the references to it…");
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.diagnostics = [diagnostic];
  const args = [[open.document.uri, at]];
  action.command = { title, command: "editor.action.rename", arguments: args };
  for (const fix of fixes) fix.isPreferred = false;
  return [...fixes, action];
}

/** Says that a section never was, or is no longer, the one that a ticket belongs to. */
function forget(
  open: OpenSpec,
  diagnostic: vscode.Diagnostic,
  tickets: readonly TicketId[],
): vscode.CodeAction[] {
  const section = sectionAtLine(open.spec, diagnostic.range.start.line + 1);
  if (section === undefined) return [];
  const keys = tickets.map((id) => id.slice(id.indexOf(":") + 1)).join(", ");
  const title =
    keys === ""
      ? vscode.l10n.t("Forget the ticket: this is another section")
      : vscode.l10n.t("Forget {0}: this is another section", keys);
  return [command(diagnostic, title, "canon.unlinkTicket", [sectionTarget(open, section)])];
}

/** The other link may stand in a file that is not open. */
async function elsewhere(
  open: OpenSpec,
  diagnostic: vscode.Diagnostic,
): Promise<vscode.CodeAction[]> {
  const line = diagnostic.range.start.line + 1;
  const own = sectionAtLine(open.spec, line)?.tickets.find((link) => link.line === line);
  if (own === undefined) return [];
  const id = ticketId(own.ref);
  const { specs } = await open.folder.engine.readSpecs(WHOLE_WORKSPACE, quietRun());
  const files = specs.filter(
    ({ file, document }) =>
      file !== open.path &&
      document.sections.some(
        ({ tickets: [first] }) => first !== undefined && ticketId(first.ref) === id,
      ),
  );
  const fixes = files.map(async ({ file }) => {
    const document = await vscode.workspace.openTextDocument(open.session.uriOf(file));
    const spec = open.folder.parse(document.getText());
    const removals = spec.sections.flatMap((section) => removeOther(spec, section, id));
    return removals.map((fix) => {
      const title = vscode.l10n.t("{0}, in {1}", fix.title, file);
      return edit(diagnostic, document, { ...fix, title });
    });
  });
  return (await Promise.all(fixes)).flat();
}

function edit(
  diagnostic: vscode.Diagnostic,
  document: vscode.TextDocument,
  { title, splices, isPreferred }: LinkFix,
): vscode.CodeAction {
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.diagnostics = [diagnostic];
  action.edit = editOf(document, splices);
  action.isPreferred = isPreferred;
  return action;
}

function command(
  diagnostic: vscode.Diagnostic,
  title: string,
  id: CommandId,
  args: unknown[],
): vscode.CodeAction {
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.diagnostics = [diagnostic];
  action.command = { title, command: id, arguments: args };
  return action;
}
