import * as vscode from "vscode";
import type { App } from "../app.ts";
import type { Disposable } from "../host/disposable.ts";
import { SectionRenameProvider } from "../rename/section-rename-provider.ts";
import { CitedMarks } from "./cited-marks.ts";
import { CommentFolding } from "./comment-folding.ts";
import { SectionSymbols } from "./section-symbols.ts";
import { SpecMarks } from "./spec-marks.ts";

const MARKDOWN: vscode.DocumentSelector = { language: "markdown" };

/** What helps while a spec is read: marks, quiet comments, an outline with statuses, renaming. */
export function readingAids(app: App): Disposable[] {
  const { specs, specIndex, folders } = app;
  return [
    vscode.languages.registerRenameProvider(MARKDOWN, new SectionRenameProvider(specs, specIndex)),
    new CommentFolding(specs),
    new CitedMarks(app.extensionUri, app.citations),
    new SectionSymbols(specs),
    new SpecMarks(app.extensionUri, folders, specs),
  ];
}
