import { t } from "../../core/kernel/texts.ts";
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
    lines.push(line("ok", t("The credential is from {0}, for {1}.", from, host)));
  }
  const tracker = await openTracker(system, signal);
  if (!tracker.ok) return ended("fail", tracker.error.message);
  if (system.system === "local") return ended("ok", t("The tickets lie in .canon/tickets."));
  const owner = await tracker.value.checkAccess(signal);
  if (!owner.ok) return ended("fail", owner.error.message);
  lines.push(line("ok", t("It answers, and knows you as {0}.", owner.value)));
  return inspectWorkflow(system, tracker.value, lines, signal);
}

/** The names that a workflow lacks, each with the status that it stands for. */
export function unknownNames(unknown: ReturnType<typeof suggestStatusMap>["unknown"]): string {
  return unknown.map(({ state, name }) => t('"{0}" for {1}', name, state)).join(", ");
}

async function inspectWorkflow(
  system: SystemConfig,
  tracker: TicketTracker,
  lines: readonly string[],
  signal: CancelSignal,
): Promise<SystemReport> {
  const workflow = await tracker.describeWorkflow(signal);
  if (!workflow.ok) {
    const text = t("Its workflow could not be read. {0}", workflow.error.message);
    return { lines: [...lines, line("warn", text)], mapAt: null, workflow: null };
  }
  const { types } = workflow.value;
  const needs = types
    .filter(({ requiredFields }) => requiredFields.length > 0)
    .map(({ name, requiredFields }) => {
      const fields = requiredFields.join(", ");
      return line(
        "warn",
        name === null
          ? t("A new ticket needs {0}. Canon does not fill that in.", fields)
          : t("A new {0} needs {1}. Canon does not fill that in.", name, fields),
      );
    });
  const before = [...lines, ...needs];
  const { unknown, yaml } = suggestStatusMap(system, workflow.value);
  if (unknown.length === 0) {
    const text = t("Every status of the map exists there.");
    return { lines: [...before, line("ok", text)], mapAt: null, workflow: workflow.value };
  }
  const map = [t("This map fits:"), ...yaml.trimEnd().split("\n")].map(detail);
  const all = [
    ...before,
    line("warn", t("Its workflow does not have {0}.", unknownNames(unknown))),
    ...map,
  ];
  return { lines: all, mapAt: all.length - map.length, workflow: workflow.value };
}
