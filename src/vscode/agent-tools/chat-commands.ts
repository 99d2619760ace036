import * as vscode from "vscode";
import { callTool } from "../../agent-tools/call-tool.ts";
import type { ToolFolder } from "../../agent-tools/tool-folder.ts";
import type { ToolHost } from "../../agent-tools/tool-host.ts";
import type { ReadingTool } from "../../agent-tools/tool-names.ts";
import { runFor, say, sayPlace } from "./chat-text.ts";

const COMMANDS = ["plan", "section", "status", "verify"] as const;
type ChatCommand = (typeof COMMANDS)[number];

export function isChatCommand(word: string): word is ChatCommand {
  return COMMANDS.some((one) => one === word);
}

/** What answers share. Everything in them has passed the redactor, and none of it is ours. */
interface Row {
  readonly file: string;
  readonly id: string;
  readonly line: number;
  readonly title: string;
  readonly status: string;
  readonly tickets: readonly string[];
  readonly criteria: { readonly criteria: number; readonly realized: number };
}

interface Told {
  readonly total: number;
  readonly byStatus: Readonly<Record<string, number>>;
  readonly sections: readonly (Row & {
    readonly findings?: readonly { readonly message: string }[];
    readonly findingCount: number;
  })[];
  readonly section: Row & {
    readonly text?: string;
    readonly criteriaTexts?: readonly { readonly text: string; readonly isMet: boolean }[];
  };
  readonly checked: number;
  readonly changeCount: number;
  readonly heldCount: number;
  readonly changes: readonly { readonly section: string; readonly what?: string; readonly change: string }[]; // prettier-ignore
}

interface Chat {
  readonly stream: vscode.ChatResponseStream;
  readonly folder: ToolFolder;
  readonly ask: (name: ReadingTool, input: object) => Promise<Told | undefined>;
}

/** Answers from the tools alone, in every folder of the window; no language model is asked. */
export async function answerCommand(
  host: ToolHost,
  command: ChatCommand,
  prompt: string,
  stream: vscode.ChatResponseStream,
  token: vscode.CancellationToken,
): Promise<void> {
  const folders = await host.folders();
  if (folders.length === 0) stream.markdown(vscode.l10n.t("No folder is open."));
  const run = runFor(token);
  try {
    for (const folder of folders) {
      if (token.isCancellationRequested) return;
      if (folders.length > 1) say(stream, "\n\n### ", { text: folder.name }, "\n\n");
      const ask: Chat["ask"] = async (name, input) => {
        const answer = await callTool(host, name, { ...input, folder: folder.name }, run);
        if (answer.ok) return JSON.parse(answer.value) as Told;
        say(stream, { text: answer.error });
        return undefined;
      };
      await ANSWERS[command]({ stream, folder, ask }, prompt);
    }
  } finally {
    run.dispose();
  }
}

const ANSWERS: Readonly<Record<ChatCommand, (chat: Chat, prompt: string) => Promise<void>>> = {
  async status(chat, prompt) {
    const told = await chat.ask("canon_syncStatus", { ...scopeOf(prompt), limit: 20 });
    if (told === undefined) return;
    const counts = Object.entries(told.byStatus).map(([state, count]) => `${state} ${count}`);
    say(chat.stream, `${vscode.l10n.t("Sections by status: {0}.", counts.join(", ") || "0")}\n\n`);
    rows(chat, told);
    button(chat, "canon.checkDrift", vscode.l10n.t("Compare With Tickets"));
  },
  async section(chat, prompt) {
    const named = nameOf(prompt);
    if (named === undefined) {
      const told = await chat.ask("canon_findSections", { text: prompt.slice(0, 300) });
      if (told === undefined) return;
      if (told.total === 0) say(chat.stream, vscode.l10n.t("No section has these words."));
      rows(chat, told);
      return;
    }
    const told = await chat.ask("canon_getSection", named);
    if (told !== undefined) wholeSection(chat, told.section);
  },
  async plan(chat, prompt) {
    chat.stream.progress(vscode.l10n.t("Comparing specs and tickets"));
    const told = await chat.ask("canon_planSync", scopeOf(prompt));
    if (told === undefined) return;
    const { changeCount, heldCount, changes } = told;
    const head =
      changeCount === 0
        ? vscode.l10n.t("A sync would change nothing.")
        : vscode.l10n.t("A sync would make these changes ({0}). Nothing was changed.", changeCount);
    say(chat.stream, `${head}\n\n`);
    for (const { section, what, change } of changes.slice(0, 30)) {
      say(chat.stream, "- ", { text: `${section}: ${what ?? change}` }, "\n");
    }
    if (heldCount > 0) {
      say(chat.stream, `\n${vscode.l10n.t("Waiting for your decision: {0}.", heldCount)}\n`);
    }
    if (changeCount + heldCount > 0) {
      button(chat, "canon.sync", vscode.l10n.t("Review and Sync"));
    }
  },
  async verify(chat, prompt) {
    chat.stream.progress(vscode.l10n.t("Comparing specs with the code"));
    const told = await chat.ask("canon_verify", { ...scopeOf(prompt), limit: 20 });
    if (told === undefined) return;
    const { checked, total } = told;
    const head =
      total === 0
        ? vscode.l10n.t("Nothing speaks against what the specs claim. Sections checked: {0}.", checked) // prettier-ignore
        : vscode.l10n.t("Sections with something to look at: {0} of {1}.", total, checked);
    say(chat.stream, `${head}\n\n`);
    for (const { findings = [], findingCount, ...row } of told.sections) {
      say(chat.stream, "- ");
      sayPlace(chat.stream, chat.folder, row);
      say(chat.stream, `: ${findingWords(findingCount)}\n`);
      for (const { message } of findings.slice(0, 3)) {
        say(chat.stream, "  - ", { text: message }, "\n");
      }
    }
    button(chat, "canon.verify", vscode.l10n.t("Show as Problems"));
  },
};

function findingWords(count: number): string {
  return count === 1 ? vscode.l10n.t("1 finding") : vscode.l10n.t("{0} findings", count);
}

function rows(chat: Chat, { sections, total }: Told): void {
  for (const row of sections) {
    const { criteria, realized } = row.criteria;
    const met = criteria === 0 ? "" : `, ${realized}/${criteria}`;
    const ticket = row.tickets[0] === undefined ? "" : `, ${row.tickets[0]}`;
    say(chat.stream, "- ");
    sayPlace(chat.stream, chat.folder, row);
    say(chat.stream, { text: `: ${row.status}${ticket}${met}` }, "\n");
  }
  const more = total - sections.length;
  if (more > 0) say(chat.stream, `- ${vscode.l10n.t("and {0} more", more)}\n`);
}

function wholeSection({ stream, folder }: Chat, section: Told["section"]): void {
  sayPlace(stream, folder, section);
  say(stream, { text: `: ${[section.status, ...section.tickets].join(", ")}` }, "\n\n");
  if (section.text === undefined) {
    say(stream, vscode.l10n.t("The text of this spec is not shown to language models."));
    return;
  }
  for (const line of section.text.split("\n")) say(stream, "> ", { text: line }, "  \n");
  say(stream, "\n");
  for (const { text, isMet } of section.criteriaTexts ?? []) {
    say(stream, isMet ? "- [x] " : "- [ ] ", { text }, "\n");
  }
}

function button({ stream }: Chat, command: string, title: string): void {
  stream.button({ command, title });
}

/** `docs/specs/a.md`, `docs/specs/a.md#id`, or all specs. */
function scopeOf(prompt: string): object {
  if (prompt === "") return {};
  return prompt.includes("#") ? { section: prompt } : { paths: [prompt] };
}

/** A section by its place or by the key of its ticket; undefined where words are meant. */
function nameOf(prompt: string): object | undefined {
  const [, file, id] = /^([^#]+\.md)#(.+)$/.exec(prompt) ?? [];
  if (file !== undefined && id !== undefined) return { file, id };
  return /^(?:[a-z-]+:)?[\w./-]*[-#]\d+$/i.test(prompt) ? { ticket: prompt } : undefined;
}
