import * as vscode from "vscode";
import type { App } from "../app.ts";
import type { TicketOffer } from "./offer-link.ts";

/** What a dropped or pasted address may come as. */
export const TICKET_TYPES = ["text/plain", "text/uri-list"] as const;

export const LINK_KIND = vscode.DocumentDropOrPasteEditKind.Empty.append("canon", "link");

/**
 * A ticket that is pasted or dropped onto a heading, or right below it, becomes its link. Anything
 * else, and anywhere else, is pasted as the text that it is. Nobody is asked about the ticket.
 */
export class TicketPaste
  implements vscode.DocumentPasteEditProvider, vscode.DocumentDropEditProvider
{
  readonly #app: App;

  constructor(app: App) {
    this.#app = app;
  }

  async provideDocumentPasteEdits(
    document: vscode.TextDocument,
    ranges: readonly vscode.Range[],
    dataTransfer: vscode.DataTransfer,
    _: vscode.DocumentPasteEditContext,
    token: vscode.CancellationToken,
  ): Promise<vscode.DocumentPasteEdit[] | undefined> {
    const [range] = ranges;
    // What is selected would be lost without anything in its place.
    if (range === undefined || ranges.length > 1 || !range.isEmpty) return undefined;
    const offer = await this.#offer(document, range.start, dataTransfer, token);
    if (offer === undefined) return undefined;
    const edit = new vscode.DocumentPasteEdit("", offer.title, LINK_KIND);
    edit.additionalEdit = offer.edit;
    return [edit];
  }

  async provideDocumentDropEdits(
    document: vscode.TextDocument,
    position: vscode.Position,
    dataTransfer: vscode.DataTransfer,
    token: vscode.CancellationToken,
  ): Promise<vscode.DocumentDropEdit | undefined> {
    const offer = await this.#offer(document, position, dataTransfer, token);
    if (offer === undefined) return undefined;
    const edit = new vscode.DocumentDropEdit("", offer.title, LINK_KIND);
    edit.additionalEdit = offer.edit;
    return edit;
  }

  async #offer(
    document: vscode.TextDocument,
    position: vscode.Position,
    dataTransfer: vscode.DataTransfer,
    token: vscode.CancellationToken,
  ): Promise<TicketOffer | undefined> {
    const text = await textOf(dataTransfer);
    if (text === undefined) return undefined;
    const open = await this.#app.specs.find(document);
    if (open === undefined || token.isCancellationRequested) return undefined;
    const { offerLink } = await import("./offer-link.ts");
    return offerLink(this.#app, open, position.line, text);
  }
}

/** One word; a whole page on the clipboard names no ticket. */
async function textOf(dataTransfer: vscode.DataTransfer): Promise<string | undefined> {
  for (const type of TICKET_TYPES) {
    const text = (await dataTransfer.get(type)?.asString())?.trim();
    if (text !== undefined && text !== "" && text.length <= 2000 && !/\s/.test(text)) return text;
  }
  return undefined;
}
