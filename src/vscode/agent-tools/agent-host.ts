import * as vscode from "vscode";
import type { ToolHost } from "../../agent-tools/tool-host.ts";
import { READING_TOOL_NAMES, type ToolName } from "../../agent-tools/tool-names.ts";
import type { App } from "../app.ts";
import type { Disposable } from "../host/disposable.ts";
import { isAgentEnabled } from "./agent-setting.ts";
import { ServerDefinitions } from "./server-definitions.ts";

const NAMES: readonly ToolName[] = [...READING_TOOL_NAMES, "canon_applyPlan"];
const PARTICIPANT = "canon.specs";

/**
 * What language models in the editor get of Canon: tools, a chat participant and a server.
 *
 * Nothing of it answers before the person has switched it on, and nothing is loaded before it is
 * used.
 */
export class AgentHost implements Disposable {
  readonly #app: App;
  readonly #servers: ServerDefinitions;
  readonly #always: Disposable[];
  #tools: Disposable[] = [];
  #host: Promise<ToolHost> | undefined;

  constructor(app: App, { packageJSON }: Pick<vscode.Extension<unknown>, "packageJSON">) {
    this.#app = app;
    const { version } = packageJSON as { readonly version: string };
    this.#servers = new ServerDefinitions(app.extensionUri, version);
    this.#always = [
      this.#servers,
      this.#participant(),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration("canon.agent")) this.#update();
      }),
    ];
    this.#update();
  }

  dispose(): void {
    for (const one of [...this.#always, ...this.#tools]) one.dispose();
  }

  #update(): void {
    this.#servers.refresh();
    const isOn = this.#tools.length > 0;
    if (isAgentEnabled() === isOn) return;
    for (const tool of this.#tools) tool.dispose();
    this.#tools = isOn ? [] : NAMES.map((name) => this.#register(name));
  }

  #register(name: ToolName): Disposable {
    return vscode.lm.registerTool<unknown>(name, {
      prepareInvocation: async ({ input }) => {
        const { prepareTool } = await import("./invoke-tool.ts");
        return prepareTool(await this.#toolHost(), name, input);
      },
      invoke: async ({ input }, token) => {
        const { invokeTool } = await import("./invoke-tool.ts");
        return invokeTool(this.#app, await this.#toolHost(), name, input, token);
      },
    });
  }

  #participant(): Disposable {
    const participant = vscode.chat.createChatParticipant(
      PARTICIPANT,
      async (request, _context, stream, token) => {
        const { answerChat } = await import("./participant.ts");
        return answerChat(await this.#toolHost(), request, stream, token);
      },
    );
    participant.iconPath = new vscode.ThemeIcon("checklist");
    participant.followupProvider = {
      provideFollowups: async () => (await import("./participant.ts")).followups(),
    };
    return participant;
  }

  #toolHost(): Promise<ToolHost> {
    this.#host ??= import("./editor-tool-host.ts").then(({ editorToolHost }) =>
      editorToolHost(this.#app),
    );
    return this.#host;
  }
}
