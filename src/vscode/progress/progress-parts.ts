import type * as vscode from "vscode";
import type { Accounts } from "../credentials/accounts.ts";
import type { OutputLog } from "../host/output-log.ts";
import type { Folders } from "../workspace/folders.ts";
import type { SpecIndex } from "../workspace/spec-index.ts";

export const PROGRESS_PANEL = "canon.progress";

/** What the page of progress takes from the window. */
export interface ProgressParts {
  readonly folders: Folders;
  readonly index: SpecIndex;
  readonly accounts: () => Promise<Accounts>;
  readonly log: OutputLog;
  readonly extensionUri: vscode.Uri;
  readonly showLog: () => void;
}
