import * as vscode from "vscode";
import { callTool, contextFor } from "../../agent-tools/call-tool.ts";
import { confirmationLines } from "../../agent-tools/carry-out.ts";
import type { ToolHost } from "../../agent-tools/tool-host.ts";
import type { ToolName } from "../../agent-tools/tool-names.ts";
import { readInput } from "../../agent-tools/tool-schema.ts";
import { APPLY_PLAN } from "../../agent-tools/tool-schemas.ts";
import type { App } from "../app.ts";
import { appendPlain } from "../hover/hover-markdown.ts";
import { quietRun } from "../host/run.ts";
import { isAgentEnabled } from "./agent-setting.ts";
import { applyInEditor } from "./apply-in-editor.ts";

/** More do not fit into a question; the review that follows shows all of them. */
const MOST_SHOWN = 100;

/** Says what a tool is about to do; of the one that writes, all that it would change. */
export async function prepareTool(
  host: ToolHost,
  name: ToolName,
  input: unknown,
): Promise<vscode.PreparedToolInvocation | undefined> {
  if (name !== "canon_applyPlan") return undefined;
  const read = readInput(APPLY_PLAN, input);
  const plan = read.ok ? host.shelf.look(read.value.planId ?? "") : read;
  // What cannot be carried out is refused when it is called, with words for the model.
  if (!plan.ok) return undefined;
  const { folder } = plan.value;
  const lines = confirmationLines(plan.value, await contextFor(host, folder, quietRun()));
  const message = new vscode.MarkdownString();
  for (const line of lines.slice(0, MOST_SHOWN)) {
    message.appendMarkdown("- ");
    appendPlain(message, folder.redact(line).text);
    message.appendMarkdown("\n");
  }
  const more = lines.length - MOST_SHOWN;
  if (more > 0) message.appendMarkdown(`- ${vscode.l10n.t("and {0} more", more)}\n`);
  message.appendMarkdown(
    `\n${vscode.l10n.t("A review of these changes opens next. There you decide which of them are made.")}`,
  );
  const title =
    lines.length === 1
      ? vscode.l10n.t("Review 1 change of Canon?")
      : vscode.l10n.t("Review {0} changes of Canon?", lines.length);
  return {
    invocationMessage: vscode.l10n.t("Waiting for your review of the plan"),
    confirmationMessages: { title, message },
  };
}

/** Runs a tool. What goes wrong is thrown, in words that a model can act on. */
export async function invokeTool(
  app: App,
  host: ToolHost,
  name: ToolName,
  input: unknown,
  token: vscode.CancellationToken,
): Promise<vscode.LanguageModelToolResult> {
  if (!isAgentEnabled()) throw new Error(SWITCHED_OFF);
  const stop = new AbortController();
  token.onCancellationRequested(() => stop.abort());
  if (token.isCancellationRequested) stop.abort();
  const run = quietRun(stop.signal);
  const answer =
    name === "canon_applyPlan"
      ? await applyInEditor(app, host, input, run)
      : await callTool(host, name, input, run);
  if (!answer.ok) throw new Error(answer.error);
  return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(answer.value)]);
}

const SWITCHED_OFF =
  "Canon's tools are switched off. Tell the person that the setting canon.agent.enabled switches them on.";
