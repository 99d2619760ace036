import type { OutputLog } from "./host/output-log.ts";
import type { SecretStore } from "./host/secret-store.ts";
import type { PlanDocuments } from "./review/plan-documents.ts";
import type { SpecStatusItem } from "./status-bar/spec-status-item.ts";
import type { Folders } from "./workspace/folders.ts";
import type { OpenSpecs } from "./workspace/open-specs.ts";

/** What commands work with; put together once, when the extension starts. */
export interface App {
  readonly folders: Folders;
  readonly specs: OpenSpecs;
  readonly planDocuments: PlanDocuments;
  readonly statusItem: SpecStatusItem;
  readonly secrets: SecretStore;
  readonly log: OutputLog;
  showLog(): void;
}
