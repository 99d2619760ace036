import * as vscode from "vscode";
import { plainLine } from "../../core/view/plain-text.ts";
import { chosenModel, rememberModel, type ChosenModel } from "./chosen-model.ts";

interface Choice extends vscode.QuickPickItem {
  readonly chosen: ChosenModel | null;
}

/** Lets a person choose the language model that Canon may ask, or none. */
export async function chooseLanguageModel(): Promise<void> {
  if (!vscode.workspace.isTrusted) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t(
        "Canon asks no language model in Restricted Mode. Trust the workspace, then choose one.",
      ),
    );
    return;
  }
  const models = await offeredModels();
  const current = chosenModel();
  if (models.length === 0 && current === null) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t(
        "VS Code offers no language model here, so there is none to choose. Install an extension that brings one, then try again.",
      ),
    );
    return;
  }
  const isCurrent = ({ vendor, id }: ChosenModel): boolean =>
    vendor === current?.vendor && id === current.id;
  const choices = [
    NONE,
    ...models.map(({ name, vendor, family, id }): Choice => {
      const mark = isCurrent({ vendor, id }) ? "chosen" : "";
      const detail = plainLine(`${vendor}, ${family}`, 100);
      return { label: plainLine(name, 80), description: mark, detail, chosen: { vendor, id } };
    }),
  ];
  const picked = await vscode.window.showQuickPick(choices, {
    title: vscode.l10n.t("Which language model may Canon ask?"),
    placeHolder: vscode.l10n.t(
      "It is sent open criteria and changed code, with credentials masked",
    ),
  });
  if (picked !== undefined) await remember(picked);
}

const NONE: Choice = {
  label: vscode.l10n.t("None"),
  detail: vscode.l10n.t("Only what can be looked up counts"),
  chosen: null,
};

async function offeredModels(): Promise<readonly vscode.LanguageModelChat[]> {
  try {
    return await vscode.lm.selectChatModels({});
  } catch {
    // The editor passes on what an extension that offers models threw.
    return [];
  }
}

async function remember({ chosen, label }: Choice): Promise<void> {
  try {
    await rememberModel(chosen);
  } catch {
    void vscode.window.showErrorMessage(
      vscode.l10n.t(
        "The choice could not be written to your settings, so nothing was changed. Look whether settings.json can be written, then try again.",
      ),
    );
    return;
  }
  const said =
    chosen === null
      ? vscode.l10n.t("Canon asks no language model.")
      : vscode.l10n.t("Canon asks {0} from now on.", label);
  vscode.window.setStatusBarMessage(said, 5000);
}
