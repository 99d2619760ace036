import * as vscode from "vscode";
import type { App } from "../app.ts";
import type { Disposable } from "../host/disposable.ts";
import { COMMENT_TRIGGERS, CommentCompletion } from "./comment-completion.ts";
import { CONFIG_FILES, CONFIG_TRIGGERS, ConfigAssist } from "./config-assist.ts";

/** What helps while a spec is written. Each part loads what it needs when it is first used. */
export function writingAids(app: App): Disposable[] {
  const config = new ConfigAssist(app.folders);
  return [
    vscode.languages.registerCompletionItemProvider(
      { language: "markdown" },
      new CommentCompletion(app, app.openTickets),
      ...COMMENT_TRIGGERS,
    ),
    vscode.languages.registerCompletionItemProvider(CONFIG_FILES, config, ...CONFIG_TRIGGERS),
    vscode.languages.registerHoverProvider(CONFIG_FILES, config),
  ];
}
