import * as vscode from "vscode";
import type { CancelSignal } from "../../core/kernel/cancel.ts";
import { err, type Result } from "../../core/kernel/result.ts";
import type { SafeText } from "../../core/kernel/safe-text.ts";
import type { LanguageModel, ModelTrouble } from "../../ports/language-model.ts";
import { chatAnswer, notOffered } from "./chat-answer.ts";
import { chosenModel, type ChosenModel } from "./chosen-model.ts";

const BOUNDS = { timeoutMs: 180_000, longest: 1_000_000 };

/** The language model that the person chose in the editor; null for none, and without trust. */
export async function editorModel(isOffline: boolean): Promise<LanguageModel | null> {
  const chosen = vscode.workspace.isTrusted ? chosenModel() : null;
  if (chosen === null) return null;
  const model = isOffline ? undefined : await findModel(chosen);
  const name = model?.name ?? `${chosen.vendor}/${chosen.id}`;
  const missing = isOffline ? OFFLINE : notOffered();
  if (model === undefined) return { name, ask: () => Promise.resolve(err(missing)) };
  return { name, ask: (prompt, signal) => askChat(model, prompt, signal) };
}

async function findModel({
  vendor,
  id,
}: ChosenModel): Promise<vscode.LanguageModelChat | undefined> {
  try {
    const [model] = await vscode.lm.selectChatModels({ vendor, id });
    return model;
  } catch {
    // Whoever offers it failed at that; then it is not there.
    return undefined;
  }
}

function askChat(
  model: vscode.LanguageModelChat,
  prompt: SafeText,
  signal: CancelSignal,
): Promise<Result<string, ModelTrouble>> {
  const source = new vscode.CancellationTokenSource();
  const ask = async (stop: AbortSignal): Promise<AsyncIterable<string>> => {
    stop.addEventListener("abort", () => source.cancel(), { once: true });
    const messages = [vscode.LanguageModelChatMessage.User(prompt)];
    const { text } = await model.sendRequest(messages, { justification: WHY }, source.token);
    return text;
  };
  return chatAnswer(ask, BOUNDS, signal).finally(() => source.dispose());
}

const WHY = vscode.l10n.t(
  "Canon asks whether changed code does what a spec says. Credentials are masked.",
);

const OFFLINE: ModelTrouble = {
  kind: "unavailable",
  message: vscode.l10n.t("CANON_OFFLINE is set, so no request leaves. Unset it."),
};
