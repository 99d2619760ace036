import { cpus } from "node:os";
import { newBlock } from "../support/histories/spec-edits.ts";
import { withStatus, toBlocks, fromBlocks } from "../support/histories/blocks.ts";
import { configOf } from "../support/remote/remote-workspace.ts";
import { SYSTEMS } from "../support/remote/systems.ts";
import { startGitServer } from "../support/shards/git-server.ts";
import { Runner, type JobEnd } from "../support/shards/job.ts";
import { startLateTracker } from "../support/shards/late-tracker.ts";
import { Team } from "../support/shards/team.ts";
import { inTemporaryFolder } from "../support/temporary-folder.ts";
import { buildCli, CLI } from "../cli/canon-process.ts";
import { forComparison, type Row } from "./row.ts";

const SPECS = 400;
const LATENCY_MS = 100;
const SHARDS = [1, 2, 4, 8] as const;
const PHASES = ["every section gets its ticket", "every status changes", "nothing is new"] as const;

/** From the start of the first job to the push of the last. */
interface Phase {
  readonly ms: number;
  readonly requests: number;
}

/**
 * What parts bring: the same work by one job, and by jobs at once that each have a part of it.
 *
 * A job is all that a pipeline does: a clone, the sync, a commit, a push. Nothing is asserted: the
 * jobs share the processors of this machine, which a CI system's runners do not.
 */
export async function measureShards(): Promise<Row[]> {
  await buildCli();
  const whole = await measureJobs([null]);
  const cores = `${cpus().length} processors for all jobs`;
  const rows = PHASES.map((name, nth) =>
    forComparison(
      `${SPECS} specs, ${LATENCY_MS} ms a request, ${cores}: ${name}`,
      shown(whole[nth]),
    ),
  );
  for (const count of SHARDS) {
    const parts = Array.from({ length: count }, (_, index) => `${index + 1}/${count}`);
    const phases = await measureJobs(parts);
    rows.push(
      ...PHASES.map((name, nth) =>
        forComparison(`  ${nameOf(count)}: ${name}`, shown(phases[nth], whole[nth], count)),
      ),
    );
  }
  return rows;
}

function shown(phase: Phase | undefined, whole?: Phase, count = 1): string {
  if (phase === undefined) return "";
  const cost = `${(phase.ms / 1000).toFixed(1)} s, ${phase.requests} requests`;
  if (whole === undefined) return cost;
  return `${cost}, efficiency ${(whole.ms / (count * phase.ms)).toFixed(2)}`;
}

async function measureJobs(parts: readonly (string | null)[]): Promise<Phase[]> {
  const system = SYSTEMS.find(({ name }) => name === "Linear");
  if (system === undefined) throw new Error("Linear is not there.");
  return inTemporaryFolder(async (folder) => {
    const server = await startGitServer(folder);
    const tracker = await startLateTracker(system, LATENCY_MS, Date.now);
    try {
      const remote = await server.create("remote.git");
      const team = new Team(folder);
      await team.begin(remote, { "CANON.yaml": configOf(system, tracker.double), ...specs() });
      const runner = new Runner(folder, CLI, remote, tracker, { maxChanges: 10 * SPECS });
      const run = (): Promise<Phase> => runAll(runner, parts);
      const created = await run();
      await team.edit((files) => {
        for (const [path, text] of files) files.set(path, begun(text));
      });
      return [created, await run(), await run()];
    } finally {
      await tracker.close();
      await server.close();
    }
  });
}

async function runAll(runner: Runner, parts: readonly (string | null)[]): Promise<Phase> {
  const startedAt = performance.now();
  const jobs = parts.map((shard) =>
    runner.run({ direction: "forward", shard, death: null, meanwhile: null }, 0),
  );
  const ends: JobEnd[] = await Promise.all(jobs);
  const ms = performance.now() - startedAt;
  const failed = ends.find(({ code }) => code !== 0);
  if (failed !== undefined) throw new Error(`A job did not land:\n${failed.log}`);
  return { ms, requests: ends.reduce((sum, { requests }) => sum + requests, 0) };
}

function specs(): Record<string, string> {
  const paths = Array.from({ length: SPECS }, (_, index) => {
    const { lines } = newBlock("1", `s${index}`, "todo", [`c${index}`]);
    return [`docs/specs/spec-${index}.md`, [`# Spec ${index}`, "", ...lines].join("\n")] as const;
  });
  return Object.fromEntries(paths);
}

function begun(text: string): string {
  const { top, blocks } = toBlocks(text);
  return fromBlocks(
    top,
    blocks.map((block) => withStatus(block, "in_progress")),
  );
}

function nameOf(count: number): string {
  return count === 1 ? "one shard" : `${count} shards`;
}
