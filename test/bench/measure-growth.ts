import { build } from "../../esbuild.mjs";
import { say } from "../host/host-trouble.ts";
import { openGrowingWorkspace, type GrowingWorkspace } from "./growth-workspace.ts";
import { SECTIONS_A_SPEC } from "./growth-specs.ts";
import { printColumns } from "./print-table.ts";
import { megabytes, plainCount } from "./row.ts";
import type { CanonRun } from "./run-canon.ts";
import { median } from "./statistics.ts";

const SIZES = [1000, 10_000, 100_000] as const;

/** Of the largest size one run has to do: it takes long enough to mean something. */
const ROUNDS: Readonly<Record<number, number>> = { 1000: 3, 10_000: 3 };

/** The exponent is 1 where twice the sections cost twice as much. */
const STEEPEST = 1.1;

/** One kind of run: its name in the table, its words, and how it differs from a usual one. */
interface Job {
  readonly name: string;
  readonly args: readonly string[];
  /** Without what earlier runs have kept between runs. */
  readonly isCold?: true;
  readonly isOffline?: true;
}

const JOBS: readonly Job[] = [
  { name: "index (canon lint), cold", args: ["lint"], isCold: true },
  { name: "index (canon lint), warm", args: ["lint"] },
  { name: "canon check, files alone, cold", args: ["check"], isCold: true, isOffline: true },
  { name: "canon check, files alone, warm", args: ["check"], isOffline: true },
  { name: "canon check --full, every ticket", args: ["check", "--full"] },
  { name: "canon check, what has changed", args: ["check"] },
  { name: "canon plan, nothing new", args: ["plan"] },
  { name: "canon sync, nothing new", args: ["sync"] },
];

/** The runs of one job at one size. */
type Runs = readonly CanonRun[];

/**
 * Measures what whole runs of the command line take on workspaces of 1,000 to 100,000 linked
 * sections, and how that grows; gives what prints it.
 */
export async function measureGrowth(): Promise<() => void> {
  await build(["cli"]);
  const workspace = await openGrowingWorkspace();
  const measured = new Map<Job, Runs[]>(JOBS.map((job) => [job, []]));
  try {
    for (const size of SIZES) {
      say(`Measuring ${size.toLocaleString("en")} sections: first their tickets ...`);
      await workspace.growTo(size);
      for (const job of JOBS) {
        const runs = await runsOf(workspace, job, ROUNDS[size] ?? 1);
        measured.get(job)?.push(runs);
        say(`  ${job.name}: ${seconds(middle(runs, ({ cpuMs }) => cpuMs))} of work`);
      }
    }
  } finally {
    await workspace.close();
  }
  return () => {
    printGrowth(measured);
  };
}

async function runsOf(workspace: GrowingWorkspace, job: Job, rounds: number): Promise<Runs> {
  const runs: CanonRun[] = [];
  for (let round = 0; round < rounds; round++) {
    if (job.isCold === true) workspace.forgetIndex();
    runs.push(await workspace.canon(job.args, { isOffline: job.isOffline ?? false }));
  }
  for (const run of runs) mustRest(job, run);
  return runs;
}

/** A run with something to do would be another measurement. */
function mustRest({ name }: Job, { said }: CanonRun): void {
  const found = said.problems.filter(({ severity }) => severity !== "info");
  const done = (said.items?.length ?? 0) + (said.results?.length ?? 0);
  const writes = said.requests?.writes ?? 0;
  if (found.length + done + writes === 0) return;
  throw new Error(`${name} found ${found.length}, did ${done}, wrote ${writes}: nothing was new.`);
}

interface Measure {
  readonly name: string;
  readonly of: (run: CanonRun) => number;
  readonly show: (value: number) => string;
}

const MEASURES: readonly Measure[] = [
  { name: "work", of: ({ cpuMs }) => cpuMs, show: seconds },
  { name: "time", of: ({ wallMs }) => wallMs, show: seconds },
  { name: "memory", of: ({ topBytes }) => topBytes, show: megabytes },
  { name: "requests", of: ({ said }) => said.requests?.total ?? 0, show: plainCount },
];

function printGrowth(measured: ReadonlyMap<Job, readonly Runs[]>): void {
  const sizes = SIZES.map((size) => size.toLocaleString("en"));
  const steps = sizes.slice(1).map((size, index) => `${sizes[index] ?? ""} → ${size}`);
  const head = ["sections", ...sizes, ...steps, `≤ ${STEEPEST}`];
  const lines = [...measured].flatMap(([job, bySize]) =>
    MEASURES.flatMap((measure) => growthLine(job, measure, bySize)),
  );
  const specs = SIZES.map((size) => (size / SECTIONS_A_SPEC).toLocaleString("en")).join(", ");
  say(`${specs} specs. "Work" is time on a processor, the last columns growth as an exponent.\n`);
  printColumns(head, lines);
}

/** One measure of one job over the sizes; none for requests where there are none. */
function growthLine(job: Job, { name, of, show }: Measure, bySize: readonly Runs[]): string[][] {
  const values = bySize.map((runs) => middle(runs, of));
  const last = values.at(-1) ?? 0;
  if (last === 0) return [];
  const exponents = values
    .slice(1)
    .map((value, index) => exponent(index, values[index] ?? 0, value));
  const isOk = (exponents.at(-1) ?? 0) <= STEEPEST;
  const shown = exponents.map((value) => value.toFixed(2));
  return [[`${job.name}: ${name}`, ...values.map(show), ...shown, isOk ? "yes" : "NO"]];
}

function exponent(step: number, before: number, after: number): number {
  return Math.log(after / before) / Math.log((SIZES[step + 1] ?? 1) / (SIZES[step] ?? 1));
}

function middle(runs: Runs, of: (run: CanonRun) => number): number {
  return median(runs.map(of));
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(ms < 10_000 ? 2 : 1)} s`;
}
