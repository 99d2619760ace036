import { err, type Result } from "../core/kernel/result.ts";
import type { TrackerProblem, TrackerTarget } from "../core/model/ticket.ts";
import type { FileStore } from "../ports/file-store.ts";
import type { RequestMeter } from "../ports/request-meter.ts";
import type { TicketTracker } from "../ports/ticket-tracker.ts";
import type { Engine, Run } from "../sync/engine.ts";
import type { CommandContext } from "./context.ts";
import { cancelOnInterrupt } from "./host/interrupt.ts";
import { progressBar } from "./host/progress-bar.ts";
import { stderrLog } from "./host/stderr-log.ts";
import { systemClock } from "./host/system-clock.ts";

/** One workspace, ready for work. */
export interface Workspace {
  readonly files: FileStore;
  readonly engine: Engine;
  readonly meter: RequestMeter;
  readonly run: Run;
  readonly openTracker: (target: TrackerTarget) => Result<TicketTracker, TrackerProblem>;
  now(): string;
  /** Takes the progress bar away, so that something can be printed. */
  quiet(): void;
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
): Promise<T> {
  const { stderr } = context.host;
  const bar = progressBar(stderr);
  const interrupt = cancelOnInterrupt(stderr);
  try {
    const run = { signal: interrupt.signal, progress: bar };
    return await task(await openWorkspace(context, run, () => bar.clear()));
  } finally {
    bar.clear();
    interrupt.release();
  }
}

async function openWorkspace(
  context: CommandContext,
  run: Run,
  quiet: () => void,
): Promise<Workspace> {
  const [{ createEngine }, { createNodeFileStore }, { createRequestMeter }, catalog] =
    await Promise.all([
      import("../sync/create-engine.ts"),
      import("../adapters/files/node-file-store.ts"),
      import("../adapters/request-meter.ts"),
      import("../adapters/catalog.ts"),
    ]);
  const clock = systemClock;
  const files = createNodeFileStore(context.root);
  const meter = createRequestMeter();
  const log = stderrLog(context.host.stderr, context.isVerbose);
  const openTracker: Workspace["openTracker"] = (target) =>
    context.isOffline && target.system !== "local"
      ? err(offline(target))
      : catalog.openTracker(target, { files, clock, meter });
  const engine = createEngine({ files, openTracker, clock, log, meter });
  return { files, engine, meter, run, openTracker, now: () => clock.now(), quiet };
}

function offline(target: TrackerTarget): TrackerProblem {
  return {
    code: "config/tracker-unavailable",
    severity: "warning",
    line: null,
    message: `"${target.name}" was not asked: CANON_OFFLINE is set, so no request leaves. Unset it to work with its tickets.`,
  };
}
