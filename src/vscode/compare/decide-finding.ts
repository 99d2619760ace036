import * as vscode from "vscode";
import { reviewComment } from "../../core/compare/review-comment.ts";
import { draftUpdate } from "../../core/compare/draft-update.ts";
import type { ChangeFinding, Contradiction, Unspecified } from "../../core/compare/findings.ts";
import { plainLine } from "../../core/view/plain-text.ts";
import type { App } from "../app.ts";
import { mayWrite } from "../commands/may-write.ts";
import { showProblem } from "../commands/show-refusal.ts";
import { evidenceFile } from "../links/evidence-file.ts";
import { reviewEdit } from "../review/review-edit.ts";
import { draftSection } from "../triage/add-section.ts";
import type { FolderSession } from "../workspace/folder-session.ts";
import { flagged } from "./shown-findings.ts";

const CHOICES = ["add", "code", "copy", "flag", "ignore", "open", "update"] as const;
export type Choice = (typeof CHOICES)[number];

/** How a quick fix or a row names a finding and what is to become of it. Plain data. */
export interface FindingName {
  readonly folder: string;
  readonly name: string;
  readonly choice: Choice;
}

/** Does with one finding what a person has chosen. */
export async function decideFinding(app: App, argument: unknown): Promise<void> {
  const wanted = readName(argument);
  const session = app.folders.all().find(({ folder }) => folder.uri.toString() === wanted?.folder);
  const finding = session && wanted ? app.changes.find(session, wanted.name) : undefined;
  if (session === undefined || wanted === undefined || finding === undefined) return;
  switch (wanted.choice) {
    case "add":
      if (finding.kind === "unspecified") await addSection(app, session, finding);
      return;
    case "code":
      await openCode(session, finding);
      return;
    case "copy":
      await copyComment(app, finding);
      return;
    case "flag":
    case "ignore":
      await remember(app, session, finding);
      return;
    case "open":
      await openFinding(session, finding);
      return;
    case "update":
      if (finding.kind === "contradiction") await updateSpec(app, session, finding);
  }
}

async function addSection(app: App, session: FolderSession, finding: Unspecified): Promise<void> {
  const title = vscode.l10n.t("Canon: a section for {0}", plainLine(finding.title, 70));
  const next = await draftSection(
    app,
    session,
    {
      ...{ title, step: 1 },
      plan: (engine, place, run) => engine.changes.planSection(finding, place, run),
    },
    null,
  );
  if (next === "changed") app.changes.replace(session, finding.name, null);
}

/** The spec may have moved since the fix was offered, so the draft is made afresh. */
async function updateSpec(app: App, session: FolderSession, finding: Contradiction): Promise<void> {
  if (!(await mayWrite(session))) return;
  const uri = session.uriOf(finding.spec.file);
  const open = await app.specs.find(await vscode.workspace.openTextDocument(uri));
  const draft = open === undefined ? undefined : draftUpdate(open.spec, finding);
  if (open === undefined || draft?.ok !== true || draft.value.length === 0) {
    await openFinding(session, finding);
    return;
  }
  const label = vscode.l10n.t("update the spec");
  await reviewEdit(open.document, draft.value, label, app.planDocuments);
}

/** Remembered in the folder's list, which is committed, so that nobody is asked again. */
async function remember(app: App, session: FolderSession, finding: ChangeFinding): Promise<void> {
  if (!(await mayWrite(session))) return;
  const { engine } = await session.load();
  const decided = await engine.changes.decide([finding.name], true);
  if (!decided.ok) {
    showProblem(decided.error);
    return;
  }
  if (finding.kind === "unspecified") {
    app.changes.replace(session, finding.name, null);
    vscode.window.setStatusBarMessage(
      vscode.l10n.t("Canon: out of scope; nobody is asked again."),
      5000,
    );
    return;
  }
  app.changes.replace(session, finding.name, flagged(finding));
  await openCode(session, finding);
  const copy = vscode.l10n.t("Copy as Review Comment");
  const words = vscode.l10n.t(
    "The spec stays as it is, and the code is marked. Nothing was written to the code.",
  );
  if ((await vscode.window.showInformationMessage(words, copy)) === copy) {
    await copyComment(app, finding);
  }
}

async function copyComment(app: App, finding: ChangeFinding): Promise<void> {
  if (finding.kind !== "contradiction") return;
  const { redact } = await app.accounts();
  await vscode.env.clipboard.writeText(redact(reviewComment(finding)).text);
  vscode.window.setStatusBarMessage(vscode.l10n.t("Canon: copied a comment for the review."), 5000);
}

async function openFinding(session: FolderSession, finding: ChangeFinding): Promise<void> {
  if (finding.kind === "unspecified") {
    await openCode(session, finding);
    return;
  }
  const { file } = finding.spec;
  const document = await vscode.workspace.openTextDocument(session.uriOf(file));
  const editor = await vscode.window.showTextDocument(document);
  const from = document.offsetAt(new vscode.Position(finding.line - 1, 0));
  const at = document.getText().indexOf(finding.statement, from);
  const start = document.positionAt(at < 0 ? from : at);
  const end = at < 0 ? start : document.positionAt(at + finding.statement.length);
  editor.selection = new vscode.Selection(start, end);
  editor.revealRange(editor.selection);
}

/** The path came from a change, so it is looked at before it is opened. */
async function openCode(session: FolderSession, { code }: ChangeFinding): Promise<void> {
  const uri = await evidenceFile(session.folder.uri, code.path);
  if (uri === undefined || code.startLine === null) return;
  const end = (code.endLine ?? code.startLine) - 1;
  const selection = new vscode.Range(code.startLine - 1, 0, end, Number.MAX_SAFE_INTEGER);
  await vscode.window.showTextDocument(uri, { selection });
}

function readName(argument: unknown): FindingName | undefined {
  if (typeof argument !== "object" || argument === null) return undefined;
  const { folder, name, choice } = argument as Partial<Record<keyof FindingName, unknown>>;
  const known = CHOICES.find((one) => one === choice);
  if (typeof folder !== "string" || typeof name !== "string" || known === undefined) {
    return undefined;
  }
  return { folder, name, choice: known };
}
