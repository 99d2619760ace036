import type * as vscode from "vscode";
import type { Accounts } from "../credentials/accounts.ts";
import type { OutputLog } from "../host/output-log.ts";

export const DIGEST_VIEW = "canon.digest";

/** What the digest takes from the window. */
export interface DigestParts {
  readonly accounts: () => Promise<Accounts>;
  readonly log: OutputLog;
  readonly extensionUri: vscode.Uri;
  /** The editor's memory of this workspace. */
  readonly memento: vscode.Memento;
}
