import * as vscode from "vscode";
import type { CancelSignal } from "../../core/kernel/cancel.ts";
import { ok } from "../../core/kernel/result.ts";
import type { TrackerError } from "../../core/model/ticket.ts";
import type { Tool, ToolAnswer, ToolBox } from "../../ports/tool-box.ts";

/** Long enough for a person to answer, where the editor asks whether a tool may run. */
const LONGEST_MS = 90_000;
const LONGEST_ANSWER = 4_000_000;

/** The tools that the editor has, of the MCP servers that the person set up in it. */
export class EditorToolBox implements ToolBox {
  readonly #isWanted: (name: string) => boolean;
  readonly #mayAsk: boolean;

  /** `mayAsk` tells whether a person waits, who can answer when the editor asks. */
  constructor(isWanted: (name: string) => boolean, mayAsk: boolean) {
    this.#isWanted = isWanted;
    this.#mayAsk = mayAsk;
  }

  listTools(): ReturnType<ToolBox["listTools"]> {
    const tools = vscode.lm.tools.filter(({ name }) => this.#isWanted(name));
    const described = tools.map(({ name, inputSchema }): Tool => ({ name, inputSchema }));
    return Promise.resolve(ok(described));
  }

  async callTool(
    name: string,
    input: Readonly<Record<string, unknown>>,
    signal: CancelSignal,
  ): Promise<ToolAnswer> {
    if (!this.#mayAsk) return { kind: "declined", error: NOT_BY_ITSELF };
    const source = new vscode.CancellationTokenSource();
    const cancel = (): void => source.cancel();
    const late = new AbortController();
    const timer = setTimeout(() => {
      late.abort();
      cancel();
    }, LONGEST_MS);
    signal.addEventListener("abort", cancel, { once: true });
    try {
      const options = { input: { ...input }, toolInvocationToken: undefined };
      const { content } = await vscode.lm.invokeTool(name, options, source.token);
      return answerOf(content);
    } catch (error) {
      if (signal.aborted) return { kind: "lost", error: CANCELLED, mayRepeat: false };
      if (late.signal.aborted) return { kind: "lost", error: LATE, mayRepeat: false };
      if (error instanceof vscode.CancellationError) return { kind: "declined", error: DECLINED };
      return { kind: "refused", text: error instanceof Error ? error.message : "" };
    } finally {
      clearTimeout(timer);
      signal.removeEventListener("abort", cancel);
      source.dispose();
    }
  }
}

function answerOf(content: readonly unknown[]): ToolAnswer {
  const parts = content.flatMap((part) =>
    part instanceof vscode.LanguageModelTextPart ? [part.value] : [],
  );
  const text = parts.join("\n");
  if (text.length <= LONGEST_ANSWER) return { kind: "answered", text };
  return { kind: "lost", error: TOO_LONG, mayRepeat: false };
}

const CANCELLED: TrackerError = {
  code: "tracker/cancelled",
  message: vscode.l10n.t("The work was stopped before the MCP server answered."),
};
const LATE: TrackerError = {
  code: "tracker/unreachable",
  message: vscode.l10n.t(
    "The MCP server did not answer in time. Look at the ticket, then try again.",
  ),
};
const DECLINED: TrackerError = {
  code: "tracker/cancelled",
  message: vscode.l10n.t(
    "The editor was not allowed to call the tool of the MCP server, so nothing was asked.",
  ),
};
const NOT_BY_ITSELF: TrackerError = {
  code: "tracker/cancelled",
  message: vscode.l10n.t(
    "The ticket is read over an MCP server, and the editor may ask before it lets Canon do so. It is not read before you want it.",
  ),
};
const TOO_LONG: TrackerError = {
  code: "tracker/unreadable-answer",
  message: vscode.l10n.t(
    "The MCP server answered with more than any ticket holds, so it was not used.",
  ),
};
