import * as vscode from "vscode";
import { SPEC_STATES, type SpecState, type SpecStatus } from "../../core/model/status.ts";
import { numberedTitle } from "../../core/model/numbered-title.ts";
import type { SpecSection } from "../../core/model/spec.ts";
import { plainLine } from "../../core/view/plain-text.ts";
import { stateLabel } from "../../core/view/status-words.ts";
import type { App } from "../app.ts";
import { withRun } from "../host/run.ts";
import { mayWrite } from "./may-write.ts";
import { sayNoSection } from "./say-no-section.ts";
import { findSection } from "./section-target.ts";
import { showProblem } from "./show-refusal.ts";

/** Writes a section's status into the spec. Its ticket follows with the next sync. */
export async function setSectionStatus(app: App, argument: unknown): Promise<void> {
  const found = await findSection(app.specs, argument);
  if (found === undefined) {
    sayNoSection();
    return;
  }
  const { open, section } = found;
  if (!(await mayWrite(open.session))) return;
  const status = await chooseStatus(section.status, sectionTitle(section));
  if (status === undefined) return;
  const result = await withRun(vscode.l10n.t("Canon: setting the status"), (run) =>
    open.folder.engine.setStatus(open.path, section.id, status, run),
  );
  if (!result.ok) showProblem(result.error);
}

export async function chooseStatus(
  current: SpecStatus | null,
  title = vscode.l10n.t("Canon: set status"),
): Promise<SpecStatus | undefined> {
  const entries = SPEC_STATES.map((state) => ({
    label: stateLabel(state),
    ...(state === (current?.state ?? "draft") ? { description: vscode.l10n.t("now") } : {}),
    state,
  }));
  const picked = await vscode.window.showQuickPick(entries, {
    title,
    placeHolder: vscode.l10n.t("The spec changes now; the ticket follows with the next sync."),
  });
  return picked === undefined ? undefined : withBlocker(picked.state);
}

function sectionTitle(section: SpecSection): string {
  return vscode.l10n.t("Canon: set status of {0}", plainLine(numberedTitle(section), 60));
}

async function withBlocker(state: SpecState): Promise<SpecStatus | undefined> {
  if (state !== "blocked") return { state, blockedBy: null };
  const key = await vscode.window.showInputBox({
    title: vscode.l10n.t("Canon: blocked by"),
    prompt: vscode.l10n.t(
      "Key of the ticket that blocks this section. Leave empty when there is none.",
    ),
    validateInput: (value) =>
      /^[\w#./-]{0,100}$/.test(value.trim())
        ? undefined
        : vscode.l10n.t("A key such as PAY-200, without blanks."),
  });
  if (key === undefined) return undefined;
  return { state, blockedBy: key.trim() === "" ? null : key.trim() };
}
