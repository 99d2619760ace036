import type { Log } from "../../ports/log.ts";
import type { Accounts } from "../credentials/accounts.ts";

/** What the folders of a window share. */
export interface FolderHost {
  readonly log: Log;
  /** Loaded when the first folder is looked at. */
  readonly accounts: () => Promise<Accounts>;
}
