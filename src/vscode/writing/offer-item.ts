import * as vscode from "vscode";
import { acceptOffer } from "../../core/spec/accept-offer.ts";
import type { TypedPart } from "../../core/spec/typed-part.ts";

export interface Offer {
  readonly kind: vscode.CompletionItemKind;
  readonly text: string;
  /** What follows where the comment does not go on yet. */
  readonly next?: string;
  /** The place in the list. */
  readonly order: number;
  readonly detail?: string;
  /** Markdown of Canon's own; never a text from elsewhere. */
  readonly documentation?: string;
  /** Shown behind the text; may come from elsewhere, as one plain line. */
  readonly description?: string;
  /** What else may be typed to find it. */
  readonly filterText?: string;
}

/** An entry of the list that leaves a well-formed comment. */
export function offerItem(
  { part, line }: { readonly part: TypedPart; readonly line: number },
  offer: Offer,
): vscode.CompletionItem {
  const { text, next, description, detail, documentation } = offer;
  const label = description === undefined ? { label: text } : { label: text, description };
  const item = new vscode.CompletionItem(label, offer.kind);
  const { before, after } = acceptOffer(part, text, next);
  item.insertText = new vscode.SnippetString()
    .appendText(before)
    .appendTabstop(0)
    .appendText(after);
  // Half of a word is no comment: what stands behind the cursor of the same word goes as well.
  item.range = new vscode.Range(line, part.start, line, part.end);
  item.sortText = String(offer.order).padStart(4, "0");
  item.filterText = offer.filterText ?? text;
  if (detail !== undefined) item.detail = detail;
  if (documentation !== undefined) item.documentation = new vscode.MarkdownString(documentation);
  if (/[: ]$/.test(before))
    item.command = { command: "canon.suggest", title: "", arguments: ["next"] };
  return item;
}
