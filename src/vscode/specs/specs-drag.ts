import * as vscode from "vscode";
import type { App } from "../app.ts";
import { TICKET_TYPES } from "../writing/ticket-paste.ts";
import type { SpecRow } from "./spec-row.ts";

/** What the editor adds to all that is dragged out of the view. */
const OWN_TYPE = "application/vnd.code.tree.canon.specs";

/** Tickets can be dropped onto rows; rows can be dragged into a text, as what names them. */
export class SpecsDrag implements vscode.TreeDragAndDropController<SpecRow> {
  readonly dragMimeTypes: readonly string[] = ["text/plain"];
  readonly dropMimeTypes: readonly string[] = TICKET_TYPES;
  readonly #app: App;

  constructor(app: App) {
    this.#app = app;
  }

  handleDrag(rows: readonly SpecRow[], data: vscode.DataTransfer): void {
    const names = rows.flatMap(({ node }) => {
      if (node.kind === "spec") return [node.spec.file];
      return node.kind === "section" ? [`${node.spec.file}#${node.section.id}`] : [];
    });
    if (names.length > 0) data.set("text/plain", new vscode.DataTransferItem(names.join("\n")));
  }

  async handleDrop(row: SpecRow | undefined, data: vscode.DataTransfer): Promise<void> {
    // Sections stay where they stand in their text.
    if (row?.target === undefined || data.get(OWN_TYPE) !== undefined) return;
    const texts: string[] = [];
    for (const type of TICKET_TYPES) texts.push((await data.get(type)?.asString()) ?? "");
    const { dropTicket } = await import("./drop-ticket.ts");
    await dropTicket(this.#app, row.target, texts);
  }
}
