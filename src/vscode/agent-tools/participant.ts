import * as vscode from "vscode";
import type { ToolHost } from "../../agent-tools/tool-host.ts";
import { isAgentEnabled } from "./agent-setting.ts";
import { answerCommand, isChatCommand } from "./chat-commands.ts";
import type { ChatRequest } from "./chat-text.ts";
import { answerQuestion } from "./chat-question.ts";

/** Answers in the chat: commands from the tools alone, other questions with the model of the chat. */
export async function answerChat(
  host: ToolHost,
  request: ChatRequest,
  stream: vscode.ChatResponseStream,
  token: vscode.CancellationToken,
  isEnabled: () => boolean = isAgentEnabled,
): Promise<vscode.ChatResult> {
  if (!isEnabled()) {
    stream.markdown(
      vscode.l10n.t(
        "Canon's tools for language models are switched off, so nothing was read. A setting switches them on, for you alone.",
      ),
    );
    stream.button({
      command: "workbench.action.openSettings",
      arguments: ["canon.agent.enabled"],
      title: vscode.l10n.t("Show the Setting"),
    });
    return {};
  }
  const { command, prompt } = request;
  if (command !== undefined && isChatCommand(command)) {
    await answerCommand(host, command, prompt.trim(), stream, token);
  } else await answerQuestion(host, request, stream, token);
  return {};
}

export function followups(): vscode.ChatFollowup[] {
  return [
    { prompt: "", command: "status", label: vscode.l10n.t("How do specs and tickets stand?") },
    { prompt: "", command: "verify", label: vscode.l10n.t("Is what the specs claim in the code?") },
    { prompt: "", command: "plan", label: vscode.l10n.t("What would a sync change?") },
  ];
}
