import { SPEC_STATES, type SpecState } from "../model/status.ts";
import type { WorkflowDescription } from "../model/ticket.ts";
import { parseConfig } from "./parse-config.ts";
import { starterConfig, type StarterChoices } from "./starter-config.ts";
import { ticketStatusFor } from "./status-map.ts";
import { suggestStatusMap } from "./suggest-status-map.ts";

/**
 * The names that a new configuration needs, so that every status exists in the tracker.
 *
 * Shape:  null where the built-in names fit; else a name for each status of a spec. One for which
 *         the workflow has nothing keeps its built-in name, which the doctor then tells of.
 */
export function starterStatusMap(
  choices: Omit<StarterChoices, "statusMap">,
  workflow: WorkflowDescription,
): ReadonlyMap<SpecState, string> | null {
  const text = starterConfig({ ...choices, statusMap: null });
  const [system] = parseConfig(text, "CANON.yaml").config.systems.values();
  if (system === undefined) return null;
  const { unknown, suggestion } = suggestStatusMap(system, workflow);
  if (unknown.length === 0) return null;
  return new Map(
    SPEC_STATES.map((state) => [state, suggestion.get(state) ?? ticketStatusFor(system, state)]),
  );
}
