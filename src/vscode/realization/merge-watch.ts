import * as vscode from "vscode";
import { counted } from "../../core/kernel/texts.ts";
import type { Disposable } from "../host/disposable.ts";
import { editorTime } from "../host/editor-time.ts";
import { PollSchedule } from "../host/poll-schedule.ts";
import type { Folders } from "../workspace/folders.ts";
import type { MergeFindings } from "./merge-findings.ts";

const PACE = { everyMs: 15 * 60_000, mostMs: 4 * 60 * 60_000 };
const SETTING = "canon.realization.watchMerges";

/**
 * Looks for merges from time to time, where the person has switched that on, and counts them in the
 * status bar. It says nothing else.
 */
export class MergeWatch implements Disposable {
  readonly #folders: Folders;
  readonly #merges: MergeFindings;
  readonly #schedule: PollSchedule;
  readonly #item = vscode.window.createStatusBarItem(
    "canon.merges",
    vscode.StatusBarAlignment.Left,
  );
  readonly #disposables: readonly Disposable[];

  constructor(folders: Folders, merges: MergeFindings) {
    this.#folders = folders;
    this.#merges = merges;
    this.#item.name = vscode.l10n.t("Canon: merges to record");
    this.#item.command = "canon.recordRealization";
    this.#schedule = new PollSchedule({ ...editorTime, look: () => this.#look() });
    this.#disposables = [
      this.#item,
      merges.onDidChange(() => {
        this.#show();
      }),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration(SETTING)) this.#follow();
      }),
      vscode.workspace.onDidGrantWorkspaceTrust(() => {
        this.#follow();
      }),
      vscode.window.onDidChangeWindowState(({ focused }) => {
        if (focused) this.#schedule.focused();
      }),
    ];
    this.#follow();
  }

  dispose(): void {
    this.#schedule.stop();
    for (const disposable of this.#disposables) disposable.dispose();
  }

  #follow(): void {
    const isOn = vscode.workspace.getConfiguration().get<boolean>(SETTING) === true;
    if (isOn && vscode.workspace.isTrusted) this.#schedule.start(PACE);
    else this.#schedule.stop();
    this.#show();
  }

  async #look(): Promise<boolean> {
    const asked = this.#folders.all().map((session) => this.#merges.refresh(session));
    const answers = await Promise.allSettled(asked);
    return answers.every((one) => one.status === "fulfilled" && one.value);
  }

  #show(): void {
    const isOn = vscode.workspace.getConfiguration().get<boolean>(SETTING) === true;
    const count = this.#merges.count();
    if (!isOn || count === 0) {
      this.#item.hide();
      return;
    }
    const text = counted(count, "1 merge to record", "{0} merges to record");
    this.#item.text = `$(git-merge) ${text}`;
    this.#item.tooltip = vscode.l10n.t("{0}. Select to choose what realized sections.", text);
    this.#item.accessibilityInformation = { label: `Canon: ${text}` };
    this.#item.show();
  }
}
