import { cpus, loadavg } from "node:os";
import { cleanUp, cleanUpOnSignals } from "../host/cleanup.ts";
import { say } from "../host/host-trouble.ts";
import { printTable } from "./print-table.ts";
import type { Row } from "./row.ts";

type Measure = () => Row[] | Promise<Row[]>;

/** In the order of the table. Each part is loaded only when it is measured. */
const PARTS: Readonly<Record<string, () => Promise<Measure>>> = {
  parse: async () => (await import("./measure-parse.ts")).measureParse,
  plan: async () => (await import("./measure-plan.ts")).measurePlan,
  redact: async () => (await import("./measure-redact.ts")).measureRedact,
  trackers: async () => (await import("./measure-trackers.ts")).measureTrackers,
  scale: async () => (await import("./measure-scale.ts")).measureScaleOfSync,
  shards: async () => (await import("./measure-shards.ts")).measureShards,
  memory: async () => (await import("./measure-memory.ts")).measureMemory,
  start: async () => (await import("./measure-start.ts")).measureStart,
  package: async () => (await import("./measure-package.ts")).measurePackage,
  lenses: async () => (await import("./measure-lenses.ts")).measureLenses,
  typing: async () => (await import("./measure-typing.ts")).measureTyping,
  activation: async () => (await import("./measure-activation.ts")).measureActivation,
};

/** Takes minutes and has a table of its own, so it is measured only where it is asked for. */
const GROWTH = "--scale";

/**
 * Measures all parts, or the named ones, or with `--scale` how whole runs grow. 1 only when
 * something could not be measured.
 */
export async function main(names: readonly string[]): Promise<number> {
  const parts = names.filter((name) => name !== GROWTH);
  const unknown = parts.filter((name) => PARTS[name] === undefined);
  if (unknown.length > 0) {
    console.error(
      `There is no part called ${unknown.join(", ")}: ${Object.keys(PARTS).join(", ")}. How whole runs grow: ${GROWTH}.`,
    );
    return 2;
  }
  cleanUpOnSignals();
  const isGrowthWanted = names.includes(GROWTH);
  const measured = isGrowthWanted && parts.length === 0 ? 0 : await measureParts(parts);
  return isGrowthWanted ? Math.max(measured, await measureGrowthAlone()) : measured;
}

async function measureGrowthAlone(): Promise<number> {
  const { measureGrowth } = await import("./measure-growth.ts");
  try {
    const print = await measureGrowth();
    say(`\n${machine()}\n`);
    print();
    return 0;
  } catch (error) {
    console.error(`\nThe growth could not be measured: ${describe(error)}`);
    return 1;
  } finally {
    await cleanUp();
  }
}

async function measureParts(names: readonly string[]): Promise<number> {
  const rows: Row[] = [];
  const failures: string[] = [];
  for (const [name, load] of Object.entries(PARTS)) {
    if (names.length > 0 && !names.includes(name)) continue;
    say(`Measuring ${name} ...`);
    try {
      rows.push(...(await (await load())()));
    } catch (error) {
      failures.push(`${name} could not be measured: ${describe(error)}`);
    }
  }
  await cleanUp();
  say(`\n${machine()}\n`);
  printTable(rows);
  for (const failure of failures) console.error(`\n${failure}`);
  return failures.length === 0 ? 0 : 1;
}

/** Times depend on it, so it belongs to the table. */
function machine(): string {
  const processors = cpus();
  const [load = 0] = loadavg();
  const busy = load > processors.length ? " It is busy: every time below is an upper bound." : "";
  return (
    `Measured with Node ${process.versions.node} on ${processors.length} processors ` +
    `(${processors[0]?.model.trim() ?? "unknown"}), load ${load.toFixed(1)}.${busy}`
  );
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
