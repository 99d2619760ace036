import * as vscode from "vscode";
import { typedPart } from "../../core/spec/typed-part.ts";
import type { App } from "../app.ts";
import type { OpenTickets } from "./open-tickets.ts";

/** What opens the list by itself; a blank counts only behind `<!--` and between the words of a comment. */
export const COMMENT_TRIGGERS = [" ", ":", "#", "/"] as const;

/** Completes Canon comments in specs. Looks at one line before anything else is looked at. */
export class CommentCompletion implements vscode.CompletionItemProvider {
  readonly #app: App;
  readonly #tickets: OpenTickets;

  constructor(app: App, tickets: OpenTickets) {
    this.#app = app;
    this.#tickets = tickets;
  }

  async provideCompletionItems(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
    { triggerKind }: vscode.CompletionContext,
  ): Promise<vscode.CompletionList | undefined> {
    const part = typedPart(document.lineAt(position.line).text, position.character);
    // Taken in any case: what was wished for once must not count for a later list.
    const wish = this.#tickets.takeWish();
    if (part === undefined) return undefined;
    const open = await this.#app.specs.find(document);
    if (open === undefined || token.isCancellationRequested) return undefined;
    const { commentItems } = await import("./comment-items.ts");
    const isInvoked = wish === "search" || (wish === undefined && isInvoke(triggerKind, document));
    const { merges } = this.#app;
    const { line } = position;
    return commentItems({ open, part, line, isInvoked, tickets: this.#tickets, merges }, token);
  }
}

/**
 * Whether a person opened the list. The editor says the same of lists that open while somebody
 * types words, so where these are switched on nobody can tell.
 */
function isInvoke(kind: vscode.CompletionTriggerKind, document: vscode.TextDocument): boolean {
  if (kind !== vscode.CompletionTriggerKind.Invoke) return false;
  const quick = vscode.workspace
    .getConfiguration("editor", document)
    .get<unknown>("quickSuggestions");
  if (typeof quick !== "object" || quick === null) return quick === false;
  return Object.values(quick).every((one) => one === "off" || one === false);
}
