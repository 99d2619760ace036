import * as vscode from "vscode";
import { useTranslations } from "../core/kernel/texts.ts";
import type { Disposable } from "./host/disposable.ts";
import { AgentHost } from "./agent-tools/agent-host.ts";
import type { App } from "./app.ts";
import { SectionLensProvider } from "./codelens/section-lens-provider.ts";
import { registerCommands } from "./commands/register-commands.ts";
import { ChangeFindings } from "./compare/change-findings.ts";
import { ChangeQuickFixes } from "./compare/change-quick-fixes.ts";
import { AccountHost } from "./credentials/account-host.ts";
import { DigestHost } from "./design-cycle/digest-host.ts";
import { MapFindings } from "./doctor/map-findings.ts";
import { DriftSource } from "./drift/drift-source.ts";
import { SectionHoverProvider } from "./hover/section-hover-provider.ts";
import { afterStart } from "./host/after-start.ts";
import { HistoryHost } from "./history/history-host.ts";
import { OutputLog } from "./host/output-log.ts";
import { SecretStore } from "./host/secret-store.ts";
import { LivePoll } from "./live/live-poll.ts";
import { LiveStatus } from "./live/live-status.ts";
import { BrokenLinkActions } from "./links/broken-link-actions.ts";
import { SpecLinkProvider } from "./links/spec-link-provider.ts";
import { LinkProblems } from "./problems/link-problems.ts";
import { ProblemHelp } from "./problems/problem-help.ts";
import { ProblemReporter } from "./problems/problem-reporter.ts";
import { ConfigQuickFixes } from "./quick-fixes/config-quick-fixes.ts";
import { LinkQuickFixes } from "./quick-fixes/link-quick-fixes.ts";
import { ONLY_QUICK_FIXES } from "./quick-fixes/only-quick-fixes.ts";
import { MergeFindings } from "./realization/merge-findings.ts";
import { MergeWatch } from "./realization/merge-watch.ts";
import { ProgressHost } from "./progress/progress-host.ts";
import { PlanDocuments } from "./review/plan-documents.ts";
import { SpecsDrag } from "./specs/specs-drag.ts";
import { SpecsView } from "./specs/specs-view.ts";
import { SaveWatch } from "./save/save-watch.ts";
import { SpecStatusItem } from "./status-bar/spec-status-item.ts";
import { PREVIEW_PLUGIN, type PreviewPlugin } from "./preview/extend-markdown-it.ts";
import type { AttentionProvider } from "./tree/attention.ts";
import { brokenConfig } from "./tree/broken-config.ts";
import { brokenLinks } from "./tree/broken-links.ts";
import { FolderRows } from "./tree/folder-rows.ts";
import { AttentionView } from "./tree/attention-view.ts";
import { ServedContext } from "./tree/served-context.ts";
import { SpecPathsContext } from "./tree/spec-paths-context.ts";
import { TriageFindings } from "./triage/triage-findings.ts";
import { CitationsIndex } from "./verify/citations-index.ts";
import { CitedLensProvider } from "./verify/cited-lens-provider.ts";
import { EvidenceHoverProvider } from "./verify/evidence-hover-provider.ts";
import { SpecReferenceProvider } from "./verify/spec-reference-provider.ts";
import { VerifyFindings } from "./verify/verify-findings.ts";
import { VerifyQuickFixes } from "./verify/verify-quick-fixes.ts";
import { ConfigWatch } from "./workspace/config-watch.ts";
import { Folders } from "./workspace/folders.ts";
import { OpenSpecs } from "./workspace/open-specs.ts";
import { SpecIndex } from "./workspace/spec-index.ts";
import { readingAids } from "./reading/reading-aids.ts";
import { TicketWatch } from "./workspace/ticket-watch.ts";
import { OpenTickets } from "./writing/open-tickets.ts";
import { writingAids } from "./writing/writing-aids.ts";

/** Any scheme: what is shown needs only the open document. */
const MARKDOWN: vscode.DocumentSelector = { language: "markdown" };

/** Puts the parts together. Nothing is read or sent before this returns. */
export function activate(context: vscode.ExtensionContext): PreviewPlugin {
  const channel = vscode.window.createOutputChannel("Canon", { log: true });
  context.subscriptions.push(channel);
  useTranslations(vscode.l10n.bundle ?? {});
  try {
    context.subscriptions.push(...start(context, channel));
    return PREVIEW_PLUGIN;
  } catch (error) {
    showFailedStart(channel, error);
    throw error;
  }
}

/** Everything is in the subscriptions, which the editor disposes; nothing outlives them. */
export function deactivate(): void {
  // A run in progress ends with the host; its journal lets the next one take up the work.
}

function start(context: vscode.ExtensionContext, channel: vscode.LogOutputChannel): Disposable[] {
  const accounts = new AccountHost(new SecretStore(context.secrets));
  const log = new OutputLog(channel, async () => (await accounts.load()).redact);
  const folders = new Folders({ log, accounts: accounts.load });
  const specs = new OpenSpecs(folders);
  const planDocuments = new PlanDocuments();
  const mapFindings = new MapFindings(folders);
  const history = new HistoryHost();
  const drift = new DriftSource(folders);
  const [triage, merges] = [new TriageFindings(folders), new MergeFindings(folders)];
  const digest = newDigest(context, folders, accounts, log);
  const verify = new VerifyFindings(folders);
  const changes = new ChangeFindings(folders, specs);
  const specIndex = new SpecIndex(folders);
  const specsView = new SpecsView(folders, specIndex, verify, context.workspaceState);
  const citations = new CitationsIndex(folders, specIndex);
  const broken = [brokenConfig(), brokenLinks()].map((source) => new FolderRows(folders, source));
  // In the order in which the view shows what they found.
  const waiting: AttentionProvider[] = [...broken, drift, triage];
  const attention: AttentionProvider[] = [...waiting, merges, verify, changes];
  const live = new LiveStatus();
  const statusItem = new SpecStatusItem(folders, specs, {
    ...{ attention, live, accounts: accounts.load },
  });
  const showLog = (): void => channel.show();
  const own = { accounts: accounts.load, log, extensionUri: context.extensionUri, showLog };
  const progress = new ProgressHost({ folders, index: specIndex, ...own });
  const app: App = {
    ...{ folders, specs, specIndex, specsView, planDocuments, statusItem, mapFindings },
    ...{ history, drift, digest, triage },
    ...{ merges, verify, changes, citations, openTickets: new OpenTickets() },
    ...{ ...own, storageUri: context.globalStorageUri, progress, offered: new Set<string>() },
  };
  return [
    ...[accounts, folders, planDocuments, statusItem, mapFindings, history],
    ...[drift, digest, triage, merges, ...broken, live, progress],
    ...providers(folders, specs),
    ...evidence(app),
    ...[writingAids, readingAids].flatMap((aids) => aids(app)),
    ...registerCommands(app),
    new AgentHost(app, context.extension),
    afterStart(() => [
      ...watches(app),
      newLivePoll(context, app, accounts, live),
      specsView.open(new SpecsDrag(app)),
      new AttentionView(attention),
      new ServedContext(folders),
    ]),
  ];
}

function newDigest(
  { extensionUri, workspaceState: memento }: vscode.ExtensionContext,
  folders: Folders,
  accounts: AccountHost,
  log: OutputLog,
): DigestHost {
  const parts = { accounts: accounts.load, log, extensionUri, memento };
  return new DigestHost(folders, parts, accounts.onDidChange);
}

function newLivePoll(
  { globalStorageUri: storage }: vscode.ExtensionContext,
  { folders, specs, log }: App,
  { onDidChange: accountsChanged }: AccountHost,
  status: LiveStatus,
): LivePoll {
  return new LivePoll({ folders, specs, log, status, storage, accountsChanged });
}

/** What looks on while a person works. */
function watches(app: App): Disposable[] {
  const { folders, specs, merges } = app;
  return [
    new MergeWatch(folders, merges),
    new SpecPathsContext(folders),
    new ProblemHelp(app.extensionUri),
    new ProblemReporter(folders, specs),
    ...mendingSpecs(app),
    new ConfigWatch(folders),
    new TicketWatch(folders, specs),
    new SaveWatch(app),
  ];
}

/** What the text of a spec shows: lenses, hovers, links and quick fixes. */
function providers(folders: Folders, specs: OpenSpecs): Disposable[] {
  const lenses = new SectionLensProvider(folders, specs);
  const fixes = new BrokenLinkActions(specs);
  return [
    lenses,
    vscode.languages.registerCodeLensProvider(MARKDOWN, lenses),
    vscode.languages.registerHoverProvider(MARKDOWN, new SectionHoverProvider(specs)),
    vscode.languages.registerDocumentLinkProvider(MARKDOWN, new SpecLinkProvider(specs)),
    vscode.languages.registerCodeActionsProvider(MARKDOWN, fixes, ONLY_QUICK_FIXES),
  ];
}

/** From evidence to the code and back, and what can be done where it is not true. */
function evidence({ specs, specIndex, verify, citations, changes }: App): Disposable[] {
  const lenses = new CitedLensProvider(citations);
  const fixes = new VerifyQuickFixes(specs, verify);
  const changeFixes = new ChangeQuickFixes(specs, changes);
  return [
    ...[specIndex, verify, lenses, changes],
    vscode.languages.registerCodeActionsProvider({ scheme: "file" }, changeFixes, ONLY_QUICK_FIXES),
    vscode.languages.registerCodeLensProvider({ scheme: "file" }, lenses),
    vscode.languages.registerHoverProvider(MARKDOWN, new EvidenceHoverProvider(specs)),
    vscode.languages.registerReferenceProvider(MARKDOWN, new SpecReferenceProvider(specs)),
    vscode.languages.registerCodeActionsProvider(MARKDOWN, fixes, ONLY_QUICK_FIXES),
  ];
}

/** What is odd in specs, about links across them and in the configuration, and how to mend it. */
function mendingSpecs({ folders, specs, specIndex }: App): Disposable[] {
  const problems = new LinkProblems(folders, specs);
  const fixes = new LinkQuickFixes(specs, problems, specIndex);
  return [
    problems,
    vscode.languages.registerCodeActionsProvider(MARKDOWN, fixes, ONLY_QUICK_FIXES),
    new ConfigQuickFixes(),
  ];
}

/** The editor itself says nothing when an extension fails to start. */
function showFailedStart(channel: vscode.LogOutputChannel, error: unknown): void {
  channel.error(error instanceof Error ? error.name : "unknown error");
  void vscode.window
    .showErrorMessage(
      vscode.l10n.t("Canon could not start. Reload the window to try again."),
      vscode.l10n.t("Reload Window"),
    )
    .then((choice) => {
      if (choice !== undefined) {
        void vscode.commands.executeCommand("workbench.action.reloadWindow");
      }
    });
}
