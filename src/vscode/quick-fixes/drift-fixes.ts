import * as vscode from "vscode";
import { specStatus } from "../../core/model/status.ts";
import { setStatus } from "../../core/spec/write-status.ts";
import { stateLabel } from "../../core/view/status-words.ts";
import type { CommandId } from "../commands/command-ids.ts";
import { sectionTarget } from "../commands/section-target.ts";
import { editOf } from "../doctor/map-findings.ts";
import { statusOfTicket } from "../problems/live-problems.ts";
import { sectionAtLine, type OpenSpec } from "../workspace/open-specs.ts";

/** Brings a section and its ticket together: by a sync, or by what the ticket says. */
export function driftFixes(open: OpenSpec, diagnostic: vscode.Diagnostic): vscode.CodeAction[] {
  const section = sectionAtLine(open.spec, diagnostic.range.start.line + 1);
  if (section === undefined) return [];
  const title = vscode.l10n.t("Sync this section…");
  const sync = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  sync.diagnostics = [diagnostic];
  const command: CommandId = "canon.syncSection";
  sync.command = { title, command, arguments: [sectionTarget(open, section)] };
  const state = statusOfTicket(open, section);
  const edit =
    state === undefined ? undefined : setStatus(open.spec, section.index, specStatus(state));
  if (state === undefined || edit?.ok !== true || edit.value.length === 0) return [sync];
  const take = new vscode.CodeAction(
    vscode.l10n.t('Take over the status of the ticket: "{0}"', stateLabel(state)),
    vscode.CodeActionKind.QuickFix,
  );
  take.diagnostics = [diagnostic];
  take.edit = editOf(open.document, edit.value);
  return [sync, take];
}
