import type { SpecState } from "../../core/model/status.ts";
import type { SystemName } from "../../core/model/ticket-ref.ts";
import type { App } from "../app.ts";
import type { FolderSession, LoadedFolder } from "../workspace/folder-session.ts";

/** What the questions are asked with. */
export interface SetUpRoom {
  readonly app: App;
  readonly session: FolderSession;
  readonly folder: LoadedFolder;
}

/** The answers so far. Each question fills in its own and leaves the others. */
export interface Draft {
  system: SystemName | null;
  host: string | null;
  project: string | null;
  docPaths: readonly string[];
  statusMap: ReadonlyMap<SpecState, string> | null;
}
