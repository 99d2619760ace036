import type { SystemConfig } from "../../core/config/config.ts";
import { suggestStatusMap } from "../../core/config/suggest-status-map.ts";
import type { CancelSignal } from "../../core/kernel/cancel.ts";
import type { SystemName } from "../../core/model/ticket-ref.ts";
import type { WorkflowDescription } from "../../core/model/ticket.ts";
import type { TicketTracker } from "../../ports/ticket-tracker.ts";
import type { Check } from "./check.ts";

/** Types that new tickets get where the configuration names none. */
const DEFAULT_TYPES: Readonly<Partial<Record<SystemName, readonly string[]>>> = {
  jira: ["Task"],
  "azure-devops": ["User Story", "Product Backlog Item", "Issue", "Requirement"],
};

const SHOWN_FIELDS = 6;

/** Does the live workflow have the statuses that a sync asks for, and can tickets be made in it? */
export async function checkWorkflow(
  system: SystemConfig,
  tracker: TicketTracker,
  signal: CancelSignal,
): Promise<Check[]> {
  const base = { name: `${system.name} workflow`, category: "integrations" } as const;
  const described = await tracker.describeWorkflow(signal);
  if (!described.ok) {
    return [{ ...base, status: "warn", detail: described.error.message, fix: null }];
  }
  return [checkNames(base, system, described.value), ...checkFields(base, system, described.value)];
}

type Base = Pick<Check, "name" | "category">;

function checkNames(base: Base, system: SystemConfig, workflow: WorkflowDescription): Check {
  const { unknown, yaml } = suggestStatusMap(system, workflow);
  if (unknown.length === 0) {
    const detail = "every status that a sync asks for is there";
    return { ...base, status: "ok", detail, fix: null };
  }
  const names = unknown.map(({ state, name }) => `"${name}" (${state})`).join(", ");
  const detail = `a sync asks for statuses that the workflow does not have: ${names}`;
  const fix = `Put this below the connection "${system.name}" in CANON.yaml:\n${yaml.trimEnd()}`;
  return { ...base, status: "warn", detail, fix };
}

function checkFields(base: Base, system: SystemConfig, { types }: WorkflowDescription): Check[] {
  const { typeByDepth, defaultType } = system.hierarchy;
  const written = [...typeByDepth.values(), ...(defaultType === null ? [] : [defaultType])];
  const used = written.length > 0 ? written : (DEFAULT_TYPES[system.system] ?? []);
  const isUsed = (name: string | null): boolean =>
    name === null || used.some((each) => each.toLowerCase() === name.toLowerCase());
  return types
    .filter(({ name, requiredFields }) => isUsed(name) && requiredFields.length > 0)
    .map(({ name, requiredFields }) => {
      const what = name === null ? "a new ticket" : `a new "${name}"`;
      const fields = requiredFields.slice(0, SHOWN_FIELDS).join(", ");
      return {
        ...base,
        status: "warn",
        detail: `${what} must name fields that Canon does not fill in: ${fields}`,
        fix: "Make them optional or give them a default value in the tracker, or use another type.",
      };
    });
}
