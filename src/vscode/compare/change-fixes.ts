import * as vscode from "vscode";
import { draftUpdate } from "../../core/compare/draft-update.ts";
import { placeText, type Contradiction } from "../../core/compare/findings.ts";
import { plainLine } from "../../core/view/plain-text.ts";
import type { FolderSession } from "../workspace/folder-session.ts";
import type { OpenSpec } from "../workspace/open-specs.ts";
import type { Choice, FindingName } from "./decide-finding.ts";
import type { ShownFinding } from "./shown-findings.ts";

interface Spot {
  readonly diagnostic: vscode.Diagnostic;
  readonly session: FolderSession;
  readonly shown: ShownFinding;
}

/** What a person can do about a finding; an edit is shown before it is made. */
export function changeFixes(spot: Spot, open: OpenSpec | undefined): vscode.CodeAction[] {
  const { finding, isFlag } = spot.shown;
  const code = plainLine(placeText(finding.code), 80);
  if (finding.kind === "unspecified") {
    return [
      deciding(spot, vscode.l10n.t("Add a section…"), "add"),
      deciding(spot, vscode.l10n.t("Out of scope"), "ignore"),
    ];
  }
  const copying = deciding(spot, vscode.l10n.t("Copy as review comment"), "copy");
  if (isFlag) return [copying, deciding(spot, vscode.l10n.t("Open the section"), "open")];
  return [
    open === undefined ? null : updating(spot, open, finding),
    deciding(spot, vscode.l10n.t("Keep the spec, flag the code"), "flag"),
    finding.code.startLine === null
      ? null
      : deciding(spot, vscode.l10n.t("Open {0}", code), "code"),
    copying,
  ].flatMap((one) => one ?? []);
}

/** The draft is compared with the spec before it is made; without one, the statement is selected. */
function updating(spot: Spot, open: OpenSpec, finding: Contradiction): vscode.CodeAction {
  const draft = draftUpdate(open.spec, finding);
  const isDrafted = draft.ok && draft.value.length > 0;
  return deciding(spot, vscode.l10n.t("Update the spec…"), isDrafted ? "update" : "open");
}

function deciding({ diagnostic, session, shown }: Spot, title: string, choice: Choice) {
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.diagnostics = [diagnostic];
  const name: FindingName = {
    folder: session.folder.uri.toString(),
    name: shown.finding.name,
    choice,
  };
  action.command = { title, command: "canon.decideFinding", arguments: [name] };
  return action;
}
