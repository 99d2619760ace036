import * as vscode from "vscode";
import type { App } from "../app.ts";
import type { Disposable } from "../host/disposable.ts";
import { COMMENT_TRIGGERS, CommentCompletion } from "./comment-completion.ts";

/** What helps while a spec is written. Each part loads what it needs when it is first used. */
export function writingAids(app: App): Disposable[] {
  return [
    vscode.languages.registerCompletionItemProvider(
      { language: "markdown" },
      new CommentCompletion(app, app.openTickets),
      ...COMMENT_TRIGGERS,
    ),
  ];
}
