import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { RequestCount } from "../../src/ports/request-meter.ts";
import { runCommand } from "../host/run-command.ts";
import { SYSTEMS, type TrackedSystem } from "../support/remote/systems.ts";

/** What one sync took. Bytes are heap above the process before it. */
export interface ScaleRun {
  readonly ms: number;
  readonly planMs: number;
  /** The highest moment, with garbage that nobody had collected yet. */
  readonly topBytes: number;
  /** What was still held at the end. */
  readonly heldBytes: number;
  readonly items: number;
  readonly failed: number;
  readonly held: number;
  readonly requests: RequestCount;
}

/** Three systems, each with a third of the files. */
const TRACKERS = SYSTEMS.filter(({ name }) =>
  ["Jira Cloud", "Linear", "Azure DevOps"].includes(name),
);
export const SYSTEM_COUNT = TRACKERS.length;

const SECTIONS_A_FILE = 25;

export interface Scale {
  /** The first sync, which creates every ticket and links it. */
  readonly first: ScaleRun;
  readonly unchanged: ScaleRun;
}

/** Syncs a workspace of `sections` sections until it rests, then measures a sync of it unchanged. */
export async function measureScale(sections: number): Promise<Scale> {
  const root = mkdtempSync(join(tmpdir(), "canon-scale-"));
  const doubles = await Promise.all(TRACKERS.map((system) => system.start()));
  try {
    const env = Object.assign({}, ...doubles.map((double) => double.env)) as NodeJS.ProcessEnv;
    const projects = doubles.map(({ project }) => project);
    writeWorkspace(root, projects, sections);
    const first = await syncOnce(root, env);
    if (first.failed > 0 || first.items !== sections) {
      throw new Error(`The first sync made ${first.items - first.failed} of ${sections} tickets.`);
    }
    return { first, unchanged: await syncOnce(root, env) };
  } finally {
    await Promise.all(doubles.map((double) => double.close()));
    rmSync(root, { recursive: true, force: true });
  }
}

async function syncOnce(root: string, env: NodeJS.ProcessEnv): Promise<ScaleRun> {
  const child = fileURLToPath(new URL("./scale-process.ts", import.meta.url));
  const output = await runCommand(process.execPath, ["--expose-gc", child, root], {
    purpose: "Measuring scale",
    env: { ...process.env, ...env },
  });
  return JSON.parse(output) as ScaleRun;
}

function writeWorkspace(root: string, projects: readonly string[], sections: number): void {
  writeFileSync(join(root, "CANON.yaml"), configOf(projects));
  mkdirSync(join(root, "docs/specs"), { recursive: true });
  const files = Math.ceil(sections / SECTIONS_A_FILE);
  for (let file = 0; file < files; file++) {
    const count = Math.min(SECTIONS_A_FILE, sections - file * SECTIONS_A_FILE);
    const name = `${nameOf(TRACKERS[file % TRACKERS.length])}-${file}.md`;
    writeFileSync(join(root, "docs/specs", name), specOf(file, count));
  }
}

function configOf(projects: readonly string[]): string {
  const systems = TRACKERS.map(({ system }, index) =>
    [`  ${system}:`, `    system: ${system}`, `    project: ${projects[index] ?? ""}`].join("\n"),
  );
  const routes = TRACKERS.map((one) =>
    ["  - match:", `      path: docs/specs/${nameOf(one)}-*.md`, `    target: ${one.system}`].join(
      "\n",
    ),
  );
  return ["version: 1", "ticket_systems:", ...systems, "routing:", ...routes, ""].join("\n");
}

function nameOf(system: TrackedSystem | undefined): string {
  return system?.system ?? "none";
}

function specOf(file: number, sections: number): string {
  const parts = Array.from({ length: sections }, (_, index) =>
    [
      `## ${index + 1}. Part ${index + 1} of ${file}`,
      `<!-- canon:system:part-${file}-${index} status:todo -->`,
      "",
      `What part ${index + 1} of file ${file} does, in a sentence or two. It keeps one record for`,
      "each request, so that a second attempt gives the first answer again.",
      "",
      "- [ ] A repeated request gives the first answer",
      "- [ ] A key older than a day is refused",
      "",
    ].join("\n"),
  );
  return `---\ntitle: Spec ${file}\n---\n\n# Spec ${file}\n\n${parts.join("\n")}`;
}
