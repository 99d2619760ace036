import type { SystemConfig } from "../../core/config/config.ts";
import { suggestStatusMap } from "../../core/config/suggest-status-map.ts";
import type { CancelSignal } from "../../core/kernel/cancel.ts";
import type { WorkflowDescription } from "../../core/model/ticket.ts";
import type { TicketTracker } from "../../ports/ticket-tracker.ts";
import type { EditorCredentials } from "../credentials/editor-credentials.ts";
import type { LoadedFolder } from "../workspace/folder-session.ts";
import { detail, line } from "./report-lines.ts";

export interface SystemReport {
  readonly lines: readonly string[];
  /** Where in the lines a map is suggested, from 0. */
  readonly mapAt: number | null;
  /** The live workflow, where it has been read. */
  readonly workflow: WorkflowDescription | null;
}

/** Looks at one connection from the credential to the workflow; stops at what does not work. */
export async function inspectSystem(
  system: SystemConfig,
  { openTracker }: LoadedFolder,
  credentials: EditorCredentials,
  signal: CancelSignal,
): Promise<SystemReport> {
  const lines: string[] = [];
  const ended = (verdict: "ok" | "fail", text: string): SystemReport => ({
    lines: [...lines, line(verdict, text)],
    mapAt: null,
    workflow: null,
  });
  if (system.system !== "local") {
    const found = await credentials.locate(system, signal);
    if (!found.ok) return ended("fail", found.error.message);
    const { access, from } = found.value;
    const { host } = new URL(access.baseUrl);
    lines.push(line("ok", `The credential is from ${from}, for ${host}.`));
  }
  const tracker = await openTracker(system, signal);
  if (!tracker.ok) return ended("fail", tracker.error.message);
  if (system.system === "local") return ended("ok", "The tickets lie in .canon/tickets.");
  const owner = await tracker.value.checkAccess(signal);
  if (!owner.ok) return ended("fail", owner.error.message);
  lines.push(line("ok", `It answers, and knows you as ${owner.value}.`));
  return inspectWorkflow(system, tracker.value, lines, signal);
}

/** What a workflow lacks, as the end of a sentence that names it. */
export function unknownText(unknown: ReturnType<typeof suggestStatusMap>["unknown"]): string {
  const names = unknown.map(({ state, name }) => `"${name}" for ${state}`).join(", ");
  return `does not have ${names}`;
}

async function inspectWorkflow(
  system: SystemConfig,
  tracker: TicketTracker,
  lines: readonly string[],
  signal: CancelSignal,
): Promise<SystemReport> {
  const workflow = await tracker.describeWorkflow(signal);
  if (!workflow.ok) {
    const text = `Its workflow could not be read. ${workflow.error.message}`;
    return { lines: [...lines, line("warn", text)], mapAt: null, workflow: null };
  }
  const { types } = workflow.value;
  const needs = types
    .filter(({ requiredFields }) => requiredFields.length > 0)
    .map(({ name, requiredFields }) => {
      const fields = requiredFields.join(", ");
      return line(
        "warn",
        `A new ${name ?? "ticket"} needs ${fields}. Canon does not fill that in.`,
      );
    });
  const before = [...lines, ...needs];
  const { unknown, yaml } = suggestStatusMap(system, workflow.value);
  if (unknown.length === 0) {
    const text = "Every status of the map exists there.";
    return { lines: [...before, line("ok", text)], mapAt: null, workflow: workflow.value };
  }
  const map = ["This map fits:", ...yaml.trimEnd().split("\n")].map(detail);
  const all = [...before, line("warn", `Its workflow ${unknownText(unknown)}.`), ...map];
  return { lines: all, mapAt: all.length - map.length, workflow: workflow.value };
}
