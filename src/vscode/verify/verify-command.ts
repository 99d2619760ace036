import * as vscode from "vscode";
import { counted } from "../../core/kernel/texts.ts";
import { claimCounts, isFinding } from "../../core/view/claim-counts.ts";
import { plainLine } from "../../core/view/plain-text.ts";
import { WHOLE_WORKSPACE, type Scope } from "../../sync/engine.ts";
import type { VerifiedSection } from "../../sync/verify-report.ts";
import type { App } from "../app.ts";
import { chooseFolder } from "../commands/choose-folder.ts";
import { findSection, type OpenSection } from "../commands/section-target.ts";
import { quietRun, withRun } from "../host/run.ts";
import { showRefusal } from "../commands/show-refusal.ts";
import type { FolderSession } from "../workspace/folder-session.ts";
import type { OpenSpec } from "../workspace/open-specs.ts";

interface ScopeEntry extends vscode.QuickPickItem {
  readonly session: FolderSession;
  readonly scope: Scope;
}

/** Checks what a section, a spec or all specs claim against the code, and shows what was found. */
export async function verifyClaims(app: App, argument: unknown): Promise<void> {
  const chosen = await chooseScope(app, argument);
  if (chosen === undefined) return;
  const { session, scope } = chosen;
  const { engine } = await session.load();
  const verified = await withRun(vscode.l10n.t("Canon: verifying against the code"), (run) =>
    engine.verify(scope, run),
  );
  if (!verified.ok) {
    if (verified.error.kind !== "cancelled") await showRefusal(session, verified.error);
    return;
  }
  const { sections } = verified.value;
  if (scope.paths === null && scope.section === null) {
    app.verify.forgetAllBut(session, new Set(sections.map(({ file }) => file)));
  }
  app.verify.show(session, scope, sections);
  await say(sections);
}

/** A spec that was looked at once is looked at again when it is saved. */
export async function verifySaved(app: App, open: OpenSpec): Promise<void> {
  const { session, path } = open;
  if (!app.verify.wasLookedAt(session, path)) return;
  const scope = { paths: [path], section: null };
  const verified = await open.folder.engine.verify(scope, quietRun());
  if (verified.ok) app.verify.show(session, scope, verified.value.sections);
}

/** What is passed is meant; else the person says what is, where there is a choice. */
async function chooseScope(
  app: App,
  argument: unknown,
): Promise<Pick<ScopeEntry, "session" | "scope"> | undefined> {
  const found = await findSection(app.specs, argument);
  if (argument !== undefined) return found === undefined ? undefined : sectionEntry(found);
  const editor = vscode.window.activeTextEditor;
  const open = editor === undefined ? undefined : await app.specs.find(editor.document);
  if (open === undefined) {
    const session = await chooseFolder(app);
    return session === undefined ? undefined : { session, scope: WHOLE_WORKSPACE };
  }
  const { session, path } = open;
  const entries: ScopeEntry[] = [
    ...(found === undefined ? [] : [sectionEntry(found)]),
    {
      label: `$(file) ${vscode.l10n.t("This file")}`,
      description: path,
      session,
      scope: { paths: [path], section: null },
    },
    {
      label: `$(root-folder) ${vscode.l10n.t("All specs")}`,
      description: session.folder.name,
      session,
      scope: WHOLE_WORKSPACE,
    },
  ];
  return vscode.window.showQuickPick(entries, {
    title: vscode.l10n.t("Canon: Verify Against Code"),
    placeHolder: vscode.l10n.t(
      "What is to be checked? Nothing is changed, and no tracker is asked.",
    ),
  });
}

function sectionEntry({ open, section }: OpenSection): ScopeEntry {
  return {
    label: `$(symbol-string) ${vscode.l10n.t("This section")}`,
    description: plainLine(section.title, 80),
    session: open.session,
    scope: { paths: null, section: { file: open.path, id: section.id } },
  };
}

async function say(sections: readonly VerifiedSection[]): Promise<void> {
  const counts = claimCounts(sections);
  const found = sections.flatMap(({ problems }) => problems.filter(isFinding)).length;
  const evidence = counted(counts.evidence, "1 piece of evidence", "{0} pieces of evidence");
  if (counts.sections === 0) {
    vscode.window.setStatusBarMessage(
      vscode.l10n.t("Canon: nothing here claims to be realized."),
      5000,
    );
    return;
  }
  if (found === 0) {
    const text =
      counts.moved === 0
        ? vscode.l10n.t("Canon: all claims are shown, {0}.", evidence)
        : vscode.l10n.t("Canon: all claims are shown, {0}, {1} moved.", evidence, counts.moved);
    vscode.window.setStatusBarMessage(text, 5000);
    return;
  }
  vscode.window.setStatusBarMessage(
    counted(found, "Canon: 1 claim to look at.", "Canon: {0} claims to look at."),
    5000,
  );
  await vscode.commands.executeCommand("workbench.actions.view.problems");
}
