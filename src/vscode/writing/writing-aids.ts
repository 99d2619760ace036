import * as vscode from "vscode";
import type { App } from "../app.ts";
import type { Disposable } from "../host/disposable.ts";
import { COMMENT_TRIGGERS, CommentCompletion } from "./comment-completion.ts";
import { CONFIG_FILES, CONFIG_TRIGGERS, ConfigAssist } from "./config-assist.ts";
import { LINK_KIND, TICKET_TYPES, TicketPaste } from "./ticket-paste.ts";

const MARKDOWN: vscode.DocumentSelector = { language: "markdown" };

/** What helps while a spec is written. Each part loads what it needs when it is first used. */
export function writingAids(app: App): Disposable[] {
  const paste = new TicketPaste(app);
  const config = new ConfigAssist(app.folders);
  return [
    vscode.languages.registerCompletionItemProvider(
      MARKDOWN,
      new CommentCompletion(app, app.openTickets),
      ...COMMENT_TRIGGERS,
    ),
    vscode.languages.registerCompletionItemProvider(CONFIG_FILES, config, ...CONFIG_TRIGGERS),
    vscode.languages.registerHoverProvider(CONFIG_FILES, config),
    vscode.languages.registerDocumentPasteEditProvider(MARKDOWN, paste, {
      providedPasteEditKinds: [LINK_KIND],
      pasteMimeTypes: TICKET_TYPES,
    }),
    vscode.languages.registerDocumentDropEditProvider(MARKDOWN, paste, {
      providedDropEditKinds: [LINK_KIND],
      dropMimeTypes: TICKET_TYPES,
    }),
  ];
}
