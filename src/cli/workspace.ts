import type { OpenPullRequest, PullRequestName } from "../adapters/catalog.ts";
import { nativeSha256 } from "../adapters/native-hash.ts";
import { useSha256 } from "../core/kernel/hash.ts";
import { err, type Result } from "../core/kernel/result.ts";
import type { TrackerProblem, TrackerTarget } from "../core/model/ticket.ts";
import type { Shard } from "../core/plan/shard.ts";
import type { FileStore } from "../ports/file-store.ts";
import type { RequestMeter } from "../ports/request-meter.ts";
import type { TicketTracker } from "../ports/ticket-tracker.ts";
import type { EngineDeps } from "../sync/engine-deps.ts";
import type { Engine, Run } from "../sync/engine.ts";
import type { CommandContext } from "./context.ts";
import { cacheFolder } from "./host/cache-folder.ts";
import type { CliCredentials } from "./host/cli-credentials.ts";
import { cancelOnInterrupt } from "./host/interrupt.ts";
import { gitHistory } from "./host/git-history.ts";
import { originHost } from "./host/origin-host.ts";
import { progressBar } from "./host/progress-bar.ts";
import { stderrLog } from "./host/stderr-log.ts";
import type { SpecIndex } from "./host/spec-index.ts";
import { SYSTEM_CLOCK } from "../adapters/clock/system-clock.ts";

/** One workspace, ready for work. */
export interface Workspace {
  readonly files: FileStore;
  readonly engine: Engine;
  readonly meter: RequestMeter;
  readonly run: Run;
  readonly credentials: CliCredentials;
  readonly openTracker: (target: TrackerTarget) => Promise<Result<TicketTracker, TrackerProblem>>;
  /** Which files commits have; absent on a machine without git. */
  readonly commits: EngineDeps["commits"];
  readonly openGitHost: NonNullable<EngineDeps["openGitHost"]>;
  /** Opens the repository that a pull request lies in, for reading. */
  readonly openPullRequest: (name: PullRequestName) => ReturnType<OpenPullRequest>;
  now(): string;
  /** Takes the progress bar away, so that something can be printed. */
  quiet(): void;
}

/** What a command says of the tickets that an earlier run has read. */
interface TicketReuse {
  /** All tickets are read, and what is known of them is made anew. */
  readonly isFull: boolean;
  readonly shard?: Shard | undefined;
}

interface WorkspaceOptions {
  /** Tickets that have not changed since an earlier run need not be read; absent: all are. */
  readonly tickets?: TicketReuse;
  /** The command looks at files alone: no tracker is opened, and no credential looked for. */
  readonly asksNobody?: boolean;
  /** The remote over which clones tell each other of tickets that are being created. */
  readonly claim?: string | undefined;
}

/**
 * Runs `task` on the workspace of a command.
 *
 * The engine and all it needs load here and not at the start, so that `--help`, `--version` and
 * wrong usage answer at once.
 */
export async function withWorkspace<T>(
  context: CommandContext,
  task: (workspace: Workspace) => Promise<T>,
  options: WorkspaceOptions = {},
): Promise<T> {
  const { stderr } = context.host;
  const bar = progressBar(stderr);
  const interrupt = cancelOnInterrupt(stderr);
  try {
    const run = { signal: interrupt.signal, progress: bar };
    const index = await specIndex(context);
    const done = await task(await openWorkspace(context, run, index, options, () => bar.clear()));
    index?.save();
    return done;
  } finally {
    bar.clear();
    interrupt.release();
  }
}

async function specIndex({ host, root }: CommandContext): Promise<SpecIndex | undefined> {
  const folder = cacheFolder(host);
  if (folder === undefined) return undefined;
  return (await import("./host/spec-index.ts")).openSpecIndex(folder, root);
}

/** What earlier runs and other clones know. */
async function keptParts(
  context: CommandContext,
  credentials: CliCredentials,
  index: SpecIndex | undefined,
  claim: string | undefined,
  tickets: TicketReuse | undefined,
): Promise<Partial<EngineDeps>> {
  return {
    ...(index === undefined ? {} : { parsed: index }),
    ...(claim === undefined ? {} : await sharedClaims(context, claim)),
    ...(tickets === undefined ? {} : await ticketMemory(context, credentials, tickets)),
  };
}

async function ticketMemory(
  { host, root }: CommandContext,
  credentials: CliCredentials,
  { isFull, shard }: TicketReuse,
): Promise<Pick<EngineDeps, "ticketMemory">> {
  const folder = cacheFolder(host);
  if (folder === undefined) return {};
  const { openTicketMemory } = await import("./host/ticket-memory.ts");
  return { ticketMemory: openTicketMemory({ folder, root, credentials, shard, isFull }) };
}

async function openWorkspace(
  context: CommandContext,
  run: Run,
  index: SpecIndex | undefined,
  { asksNobody = false, claim, tickets }: WorkspaceOptions,
  quiet: () => void,
): Promise<Workspace> {
  const [{ createEngine }, { createNodeFileStore }, { createRequestMeter }, catalog, own] =
    await Promise.all([
      import("../sync/create-engine.ts"),
      import("../adapters/files/node-file-store.ts"),
      import("../adapters/request-meter.ts"),
      import("../adapters/catalog.ts"),
      import("./host/own-credentials.ts"),
    ]);
  useSha256(nativeSha256);
  const clock = SYSTEM_CLOCK;
  const files = createNodeFileStore(context.root);
  const meter = createRequestMeter();
  const log = stderrLog(context.host.stderr, context.isVerbose);
  const { redact } = context.output.redactor;
  const isOffline = (): boolean => context.isOffline;
  const credentials = own.ownCredentials(context, { clock, meter, redact, isOffline });
  const remote = { clock, meter, redact, credentials, isOffline };
  const open = catalog.createTrackerCatalog({ files, ...remote });
  const openTracker: typeof open = (target, signal) => {
    if (target.system === "local") return open(target, signal);
    if (asksNobody) return Promise.resolve(err(notAsked(target)));
    return context.isOffline ? Promise.resolve(err(offline(target))) : open(target, signal);
  };
  const openGitHost = originHost(context.root, catalog.createGitHostCatalog(remote));
  const past = gitHistory(context.host, context.root);
  const languageModel = async () => (await import("./host/own-model.ts")).ownModel(context);
  const opened = { openTracker, openGitHost, languageModel };
  const kept = await keptParts(context, credentials, index, claim, tickets);
  const deps = { files, ...opened, ...past, ...kept, clock, log, meter, redact };
  return {
    files,
    engine: createEngine(deps),
    meter,
    run,
    credentials,
    commits: past.commits,
    openTracker: (target) => openTracker(target, run.signal),
    openGitHost,
    openPullRequest: (name) => catalog.createPullRequestCatalog(remote)(name, run.signal),
    now: () => clock.now(),
    quiet,
  };
}

async function sharedClaims(context: CommandContext, remote: string) {
  return { claims: (await import("./host/claims.ts")).claimStore(context, remote) };
}

function offline(target: TrackerTarget): TrackerProblem {
  return {
    code: "config/tracker-unavailable",
    severity: "warning",
    line: null,
    message: `"${target.name}" was not asked: CANON_OFFLINE is set, so no request leaves. Unset it to work with its tickets.`,
  };
}

function notAsked(target: TrackerTarget): TrackerProblem {
  return {
    code: "config/tracker-unavailable",
    severity: "info",
    line: null,
    message: `"${target.name}" was not asked.`,
  };
}
