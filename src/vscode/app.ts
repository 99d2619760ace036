import type * as vscode from "vscode";
import type { Accounts } from "./credentials/accounts.ts";
import type { ChangeFindings } from "./compare/change-findings.ts";
import type { DigestHost } from "./design-cycle/digest-host.ts";
import type { HistoryHost } from "./history/history-host.ts";
import type { MapFindings } from "./doctor/map-findings.ts";
import type { DriftSource } from "./drift/drift-source.ts";
import type { OutputLog } from "./host/output-log.ts";
import type { SpecsView } from "./specs/specs-view.ts";
import type { ProgressHost } from "./progress/progress-host.ts";
import type { PlanDocuments } from "./review/plan-documents.ts";
import type { SpecStatusItem } from "./status-bar/spec-status-item.ts";
import type { MergeFindings } from "./realization/merge-findings.ts";
import type { TriageFindings } from "./triage/triage-findings.ts";
import type { CitationsIndex } from "./verify/citations-index.ts";
import type { VerifyFindings } from "./verify/verify-findings.ts";
import type { Folders } from "./workspace/folders.ts";
import type { OpenTickets } from "./writing/open-tickets.ts";
import type { OpenSpecs } from "./workspace/open-specs.ts";
import type { SpecIndex } from "./workspace/spec-index.ts";

/** What commands work with; put together once, when the extension starts. */
export interface App {
  readonly folders: Folders;
  readonly specs: OpenSpecs;
  /** Where Canon itself is installed. */
  readonly extensionUri: vscode.Uri;
  /** All specs of a folder, open or not. */
  readonly specIndex: SpecIndex;
  /** The view that shows them. */
  readonly specsView: SpecsView;
  readonly planDocuments: PlanDocuments;
  readonly statusItem: SpecStatusItem;
  readonly mapFindings: MapFindings;
  /** Past syncs, loaded when somebody looks at one. */
  readonly history: HistoryHost;
  readonly drift: DriftSource;
  /** The view of what is said on the tickets of a design cycle. */
  readonly digest: DigestHost;
  /** What is known of tickets without a section. */
  readonly triage: TriageFindings;
  /** What is known of merges that nobody has recorded. */
  readonly merges: MergeFindings;
  /** The page that says how far specs are. */
  readonly progress: ProgressHost;
  /** What a look at the code found last. */
  readonly verify: VerifyFindings;
  /** What the last look at a change found. */
  readonly changes: ChangeFindings;
  /** Which code the specs name as evidence. */
  readonly citations: CitationsIndex;
  /** The tickets that completion offers. */
  readonly openTickets: OpenTickets;
  /** Loaded when a credential is first wanted. */
  readonly accounts: () => Promise<Accounts>;
  /** Hosts that the person was asked about in this window, so that it happens once. */
  readonly offered: Set<string>;
  /** Where the extension may keep files of its own. */
  readonly storageUri: vscode.Uri;
  readonly log: OutputLog;
  showLog(): void;
}
