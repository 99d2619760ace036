import { t } from "../../core/kernel/texts.ts";
import { workspace, type Uri } from "vscode";
import { readGitRemote } from "../../adapters/files/git-remote.ts";
import { createNodeFileStore } from "../../adapters/files/node-file-store.ts";
import { nativeSha256 } from "../../adapters/native-hash.ts";
import {
  createGitHostCatalog,
  createPullRequestCatalog,
  createTrackerCatalog,
  type OpenTracker,
} from "../../adapters/catalog.ts";
import { createRequestMeter } from "../../adapters/request-meter.ts";
import { isSpecFile } from "../../core/config/spec-files.ts";
import { specStatesFor } from "../../core/config/status-map.ts";
import type { CanonConfig } from "../../core/config/config.ts";
import { useSha256 } from "../../core/kernel/hash.ts";
import { err, ok } from "../../core/kernel/result.ts";
import type { FrontMatter, SpecDocument, SpecSection } from "../../core/model/spec.ts";
import type { SpecState } from "../../core/model/status.ts";
import type { TicketRef } from "../../core/model/ticket-ref.ts";
import type { Ticket, TrackerProblem, TrackerTarget } from "../../core/model/ticket.ts";
import { connectionOf, routeOf, targetOf } from "../../core/plan/connections.ts";
import { keptShadows, shadowTargetsOf } from "../../core/plan/shadow-links.ts";
import type { PlanItem } from "../../core/plan/plan.ts";
import { parseSpec } from "../../core/spec/parse-spec.ts";
import { createSpecCache } from "../../core/spec/spec-cache.ts";
import type { Credentials, TrackerAccess } from "../../ports/credentials.ts";
import type { FileStore } from "../../ports/file-store.ts";
import type { Log } from "../../ports/log.ts";
import type { RequestMeter } from "../../ports/request-meter.ts";
import { createEngine } from "../../sync/create-engine.ts";
import type { EngineDeps } from "../../sync/engine-deps.ts";
import type { Engine } from "../../sync/engine.ts";
import type { Accounts } from "../credentials/accounts.ts";
import { isRemote } from "../credentials/systems.ts";
import { EditorFileStore } from "../host/editor-file-store.ts";
import { SYSTEM_CLOCK } from "../../adapters/clock/system-clock.ts";
import { VirtualFileStore } from "../host/virtual-file-store.ts";
import { editorCommits } from "../compare/editor-commits.ts";
import { editorWork } from "../realization/editor-work.ts";
import { editorHistory } from "../verify/editor-history.ts";
import { watchRefusals } from "./watch-refusals.ts";

const PARSED_SPECS = 4096;
/** Every pause in typing leaves another version of a spec behind, which may be a long one. */
const PARSED_LENGTH = 16_000_000;

/**
 * The engine of one workspace folder and the few pure functions that surfaces need.
 *
 * This module pulls in the parsers, the planner and the trackers. Load it with `import()` when
 * the first spec is looked at, never when the extension starts.
 */
export interface FolderEngine {
  readonly engine: Engine;
  readonly files: FileStore;
  /** Counts the requests of this folder. */
  readonly meter: RequestMeter;
  /** Opens a tracker as a sync does; a refused credential leads to a question, once. */
  readonly openTracker: OpenTracker;
  /** The same for what nobody asked for: a refused credential is a result and nothing more. */
  readonly openTrackerQuietly: OpenTracker;
  /** Opens the repository that the folder was cloned from; absent where there can be none. */
  readonly openGitHost?: NonNullable<EngineDeps["openGitHost"]>;
  readonly parse: (text: string) => SpecDocument;
  /** The same for the whole text of a spec: what the engine has parsed as well is parsed once. */
  readonly parseFile: (text: string) => SpecDocument;
  readonly isSpec: (config: CanonConfig, path: string) => boolean;
  /** Whether a ticket's state stands for the section's; null where nothing is configured for it. */
  readonly agrees: (
    config: CanonConfig,
    at: SpecPlace,
    section: SpecSection,
    ticket: Ticket,
  ) => boolean | null;
  /** The copies of a section's ticket that its route still keeps. */
  readonly copies: (config: CanonConfig, at: SpecPlace, section: SpecSection) => SectionCopy[];
  /** Whether a planned status change ends the work on its section. */
  readonly closes: (config: CanonConfig, item: PlanItem) => boolean;
}

/** A copy of a section's ticket in a further tracker. */
export interface SectionCopy {
  readonly ref: TicketRef;
  /** Whether the copy's state stands for the section's. */
  readonly agrees: (ticket: Ticket) => boolean;
}

/** What decides which connection serves a spec. */
export interface SpecPlace {
  readonly file: string;
  readonly frontMatter: FrontMatter;
}

export function openFolderEngine(folder: Uri, log: Log, accounts: Accounts): FolderEngine {
  useSha256(nativeSha256);
  const stored =
    folder.scheme === "file" ? createNodeFileStore(folder.fsPath) : new VirtualFileStore(folder);
  const files = new EditorFileStore(folder, stored);
  const meter = createRequestMeter();
  const { openTracker, openTrackerQuietly } = createOpenTracker(files, meter, accounts);
  const openGitHost =
    folder.scheme === "file" ? { openGitHost: gitHostOf(folder, meter, accounts) } : {};
  const { redact, credentials, isOffline } = accounts;
  const remote = { clock: SYSTEM_CLOCK, meter, redact, credentials, isOffline };
  const parsed = createSpecCache(PARSED_SPECS, PARSED_LENGTH);
  const engine = createEngine({
    files,
    parsed,
    openTracker,
    ...openGitHost,
    history: editorHistory(folder),
    commits: editorCommits(folder),
    languageModel: async () =>
      (await import("../model/editor-model.ts")).editorModel(accounts.isOffline()),
    ...editorWork(folder, createPullRequestCatalog(remote)),
    clock: SYSTEM_CLOCK,
    log,
    meter,
    redact,
  });
  return {
    engine,
    files,
    meter,
    openTracker,
    openTrackerQuietly,
    ...openGitHost,
    parse: parseSpec,
    parseFile: (text) => parsed.parse(text),
    isSpec: isSpecFile,
    agrees,
    copies,
    closes,
  };
}

function createOpenTracker(
  files: FileStore,
  meter: RequestMeter,
  accounts: Accounts,
): Pick<FolderEngine, "openTracker" | "openTrackerQuietly"> {
  const { redact, isOffline, renewals } = accounts;
  const inUse = new Map<string, TrackerAccess>();
  const credentials: Credentials = {
    async find(target, signal) {
      const found = await accounts.credentials.find(target, signal);
      if (found.ok) inUse.set(target.name, found.value);
      return found;
    },
  };
  const clock = SYSTEM_CLOCK;
  const open = createTrackerCatalog({ files, clock, meter, redact, credentials, isOffline });
  const openTrackerQuietly: OpenTracker = async (target, signal) =>
    isRemote(target.system) && !workspace.isTrusted
      ? err(restricted(target))
      : open(target, signal);
  const openTracker: OpenTracker = async (target, signal) => {
    const opened = await openTrackerQuietly(target, signal);
    const { system, name } = target;
    if (!opened.ok || !isRemote(system)) return opened;
    const refused = (): void => {
      const access = inUse.get(name);
      if (access !== undefined) void renewals.refused(system, access);
    };
    return ok(watchRefusals(opened.value, refused));
  };
  return { openTracker, openTrackerQuietly };
}

/** The repository that a folder was cloned from; only a person who trusts the folder sends there. */
function gitHostOf(
  folder: Uri,
  meter: RequestMeter,
  { credentials, redact, isOffline }: Accounts,
): NonNullable<EngineDeps["openGitHost"]> {
  const clock = SYSTEM_CLOCK;
  const open = createGitHostCatalog({ clock, meter, redact, credentials, isOffline });
  return async (signal) => {
    if (!workspace.isTrusted) return err(restricted({ name: "origin" }));
    const remote = await readGitRemote(folder.fsPath);
    if (!remote.ok) return remote;
    const host = await open(remote.value.url, signal);
    const { prefix, branch } = remote.value;
    return host.ok ? ok({ host: host.value, prefix, branch }) : host;
  };
}

function agrees(
  config: CanonConfig,
  { file, frontMatter }: SpecPlace,
  section: SpecSection,
  ticket: Ticket,
): boolean | null {
  const target = targetOf(config, { file, document: { frontMatter } });
  const system = connectionOf(config, ticket.ref, target);
  if (system === null) return null;
  return specStatesFor(system, ticket.status).agreeing.has(section.status?.state ?? "draft");
}

function copies(
  config: CanonConfig,
  { file, frontMatter }: SpecPlace,
  section: SpecSection,
): SectionCopy[] {
  if (section.shadows.length === 0) return [];
  const targets = shadowTargetsOf(
    config,
    routeOf(config, { file, document: { frontMatter } }),
    section,
  );
  return keptShadows(config, targets, section).map(({ ref, system }) => ({
    ref,
    agrees: ({ status }) =>
      specStatesFor(system, status).agreeing.has(section.status?.state ?? "draft"),
  }));
}

function closes(config: CanonConfig, item: PlanItem): boolean {
  const system = config.systems.get(item.target);
  if (item.kind === "set-status") return isEnd(item.status.state);
  if (item.kind === "close-ticket") return true;
  if (item.kind !== "transition-ticket" || system === undefined) return false;
  return isEnd(specStatesFor(system, { name: item.status, category: null }).preferred);
}

function isEnd(state: SpecState): boolean {
  return state === "done" || state === "deprecated";
}

function restricted(target: Pick<TrackerTarget, "name">): TrackerProblem {
  return {
    code: "config/tracker-unavailable",
    severity: "warning",
    line: null,
    message: t(
      '"{0}" was not asked: the window is in Restricted Mode. Trust the folder to let Canon reach its tracker.',
      target.name,
    ),
  };
}
