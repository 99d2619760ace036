import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { onExit } from "../host/cleanup.ts";
import type { GrowthAnswer, GrowthOrder } from "./growth-double.ts";
import { areaName, copyOfSpec, firstSpec, SECTIONS_A_SPEC } from "./growth-specs.ts";
import { runCanon, type CanonRun } from "./run-canon.ts";

/** A workspace in which every section is linked and agreed on, and that can grow. */
export interface GrowingWorkspace {
  /** Adds specs with tickets, and syncs until nothing is left to do. */
  growTo(sections: number): Promise<void>;
  canon(args: readonly string[], options?: { readonly isOffline?: boolean }): Promise<CanonRun>;
  /** As after a checkout on a new machine: nothing is known from earlier runs. */
  forgetIndex(): void;
  close(): Promise<void>;
}

export async function openGrowingWorkspace(): Promise<GrowingWorkspace> {
  const folder = mkdtempSync(join(tmpdir(), "canon-growth-"));
  const [root, cache, home] = ["work", "cache", "home"].map((name) => join(folder, name));
  if (root === undefined || cache === undefined || home === undefined) throw new Error(folder);
  mkdirSync(join(root, "docs/specs"), { recursive: true });
  mkdirSync(home);
  const double = fork(fileURLToPath(new URL("./growth-double.ts", import.meta.url)));
  const close = onExit(async () => {
    await ended(double);
    rmSync(folder, { recursive: true, force: true });
  });
  const { env, project } = await answerOf(double);
  writeFileSync(join(root, "CANON.yaml"), configOf(project));
  writeFileSync(fileOf(root, 0), firstSpec());
  const own = { ...env, PATH: process.env["PATH"], HOME: home, CANON_CACHE_DIR: cache };
  const canon: GrowingWorkspace["canon"] = (args, { isOffline = false } = {}) =>
    runCanon(root, isOffline ? { ...own, CANON_OFFLINE: "1" } : own, args);
  await canon(["sync"]);
  const linked = readFileSync(fileOf(root, 0), "utf8");
  let specs = 1;
  return {
    canon,
    close,
    forgetIndex: () => {
      rmSync(cache, { recursive: true, force: true });
    },
    async growTo(sections) {
      const order: GrowthOrder = { specs: sections / SECTIONS_A_SPEC };
      double.send(order);
      const { tickets } = await answerOf(double);
      if (tickets !== sections) throw new Error(`There are ${tickets} tickets, not ${sections}.`);
      for (; specs < order.specs; specs++)
        writeFileSync(fileOf(root, specs), copyOfSpec(linked, specs));
      await settle(root, () => canon(["sync"]));
    },
  };
}

/**
 * Syncs as a machine does that cannot keep `.canon/cache`, whose place a file takes: the texts that
 * were agreed on are two little files for each section, which is most of the time of a first sync and
 * none of the next ones.
 */
async function settle(root: string, sync: () => Promise<unknown>): Promise<void> {
  const cache = join(root, ".canon/cache");
  rmSync(cache, { recursive: true, force: true });
  writeFileSync(cache, "");
  await sync();
  rmSync(cache);
}

async function answerOf(double: ChildProcess): Promise<GrowthAnswer> {
  const [answer] = (await once(double, "message")) as [GrowthAnswer];
  return answer;
}

async function ended(double: ChildProcess): Promise<void> {
  if (double.exitCode !== null) return;
  const exit = once(double, "exit");
  double.disconnect();
  await exit;
}

function configOf(project: string): string {
  const connection = ["  jira:", "    system: jira", `    project: ${project}`];
  return ["version: 1", "ticket_systems:", ...connection, ""].join("\n");
}

function fileOf(root: string, spec: number): string {
  return join(root, "docs/specs", `${areaName(spec)}.md`);
}
