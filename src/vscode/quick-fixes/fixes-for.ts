import * as vscode from "vscode";
import { ticketId, type TicketId } from "../../core/model/ticket-ref.ts";
import { linkFixes, removeOther, type LinkFix } from "../../core/view/link-fixes.ts";
import { WHOLE_WORKSPACE } from "../../sync/engine.ts";
import type { CommandId } from "../commands/command-ids.ts";
import { sectionTarget } from "../commands/section-target.ts";
import { editOf } from "../doctor/map-findings.ts";
import { quietRun } from "../host/run.ts";
import { sectionAtLine, type OpenSpec } from "../workspace/open-specs.ts";

/** The fixes for one problem: edits that can be undone, and commands where more is needed. */
export async function fixesFor(
  open: OpenSpec,
  diagnostic: vscode.Diagnostic,
  tickets: readonly TicketId[],
): Promise<vscode.CodeAction[]> {
  const code = typeof diagnostic.code === "string" ? diagnostic.code : "";
  const line = diagnostic.range.start.line + 1;
  if (code === "spec/merge-conflict") {
    return [command(diagnostic, "Resolve merge conflicts by rule", "canon.resolveMerge", [])];
  }
  const edits = linkFixes(open.spec, { code, line, tickets }).map((fix) =>
    edit(diagnostic, open.document, fix),
  );
  if (code === "sync/ticket-linked-twice")
    return [...edits, ...(await elsewhere(open, diagnostic))];
  return code === "link/lost" ? [...edits, ...forget(open, diagnostic, tickets)] : edits;
}

/** Says that a section never was, or is no longer, the one that a ticket belongs to. */
function forget(
  open: OpenSpec,
  diagnostic: vscode.Diagnostic,
  tickets: readonly TicketId[],
): vscode.CodeAction[] {
  const section = sectionAtLine(open.spec, diagnostic.range.start.line + 1);
  if (section === undefined) return [];
  const keys = tickets.map((id) => id.slice(id.indexOf(":") + 1)).join(" or ");
  const title = `Forget ${keys === "" ? "the ticket" : keys}: this is another section`;
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
      const title = `${fix.title}, in ${file}`;
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
