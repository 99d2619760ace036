import * as vscode from "vscode";
import { contextFor } from "../../agent-tools/call-tool.ts";
import { questionPrompt, type Question } from "../../agent-tools/question-prompt.ts";
import type { ToolFolder } from "../../agent-tools/tool-folder.ts";
import type { ToolHost } from "../../agent-tools/tool-host.ts";
import type { SafeText } from "../../core/kernel/safe-text.ts";
import type { Redactor } from "../../core/redact/redact.ts";
import { runFor, say, sayPlace, type ChatRequest } from "./chat-text.ts";

/** More than any answer needs. Unit: UTF-16 units. */
const LONGEST = 40_000;

/** Answers a question with the model of the chat, from the sections that are likely to hold it. */
export async function answerQuestion(
  host: ToolHost,
  { prompt, model }: ChatRequest,
  stream: vscode.ChatResponseStream,
  token: vscode.CancellationToken,
): Promise<void> {
  const [folder] = await host.folders();
  if (folder === undefined) {
    stream.markdown(vscode.l10n.t("No folder is open."));
    return;
  }
  const run = runFor(token);
  try {
    const question = questionPrompt(await contextFor(host, folder, run), prompt);
    if (token.isCancellationRequested) return;
    const isAnswered =
      question.prompt !== null &&
      question.sections.length > 0 &&
      model !== undefined &&
      (await streamAnswer(model, question.prompt, folder.redact, stream, token));
    if (!isAnswered) sayFallback(stream, model === undefined);
    sources(stream, folder, question);
  } finally {
    run.dispose();
  }
}

/** False where there was no answer; what a model says is a stranger's text. */
async function streamAnswer(
  model: vscode.LanguageModelChat,
  prompt: SafeText,
  redact: Redactor,
  stream: vscode.ChatResponseStream,
  token: vscode.CancellationToken,
): Promise<boolean> {
  try {
    const messages = [vscode.LanguageModelChatMessage.User(prompt)];
    const response = await model.sendRequest(messages, {}, token);
    let line = "";
    let length = 0;
    for await (const part of response.text) {
      if (token.isCancellationRequested || length > LONGEST) break;
      length += part.length;
      line += part;
      const end = line.lastIndexOf("\n");
      if (end < 0) continue;
      sayLines(line.slice(0, end), redact, stream);
      line = line.slice(end + 1);
    }
    sayLines(line, redact, stream);
    return length > 0;
  } catch {
    // The editor's errors name why; the person sees that it was not answered, and what there is.
    return token.isCancellationRequested;
  }
}

/** Whole lines, so that nothing that is masked or made harmless is cut in two. */
function sayLines(text: string, redact: Redactor, stream: vscode.ChatResponseStream): void {
  for (const line of text.split("\n")) say(stream, { text: redact(line).text }, "  \n");
}

function sayFallback(stream: vscode.ChatResponseStream, isModelMissing: boolean): void {
  const said = isModelMissing
    ? vscode.l10n.t("There is no language model to answer with. These sections share words with your question:") // prettier-ignore
    : vscode.l10n.t("No language model answered. These sections share words with your question:");
  say(stream, `${said}\n\n`);
}

function sources(
  stream: vscode.ChatResponseStream,
  folder: ToolFolder,
  { sections }: Question,
): void {
  if (sections.length === 0) {
    say(stream, vscode.l10n.t("No section shares a word with your question."));
    return;
  }
  say(stream, "\n");
  for (const { spec, section } of sections) {
    say(stream, "\n- ");
    const title = folder.redact(section.title).text;
    sayPlace(stream, folder, { file: spec.file, line: section.line, title });
  }
}
