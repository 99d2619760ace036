import type { CanonConfig } from "../core/config/config.ts";
import { err, ok, type Result } from "../core/kernel/result.ts";
import type { TrackerProblem, TrackerTarget } from "../core/model/ticket.ts";
import type { TicketTracker } from "../ports/ticket-tracker.ts";
import type { CycleDeps } from "./cycle-state.ts";
import type { CycleSystem } from "./ticket-links.ts";
import { trackerConnection } from "./tracker-connection.ts";

type Open = (target: TrackerTarget) => Promise<Result<TicketTracker, TrackerProblem>>;

/**
 * Reaches the tickets of a cycle through the configured trackers.
 *
 * Shape:  the first connection of the system whose project the key names, else the first of the
 *         system, else one that is made of the key alone. Without a credential there is none.
 */
export function trackerConnector(config: CanonConfig, open: Open): CycleDeps["connect"] {
  return async (system, key) => {
    const tracker = await open(targetFor(config, system, key));
    if (tracker.ok) return ok(trackerConnection(tracker.value));
    const { code, message } = tracker.error;
    if (code === "config/missing-credential") return ok(null);
    return err({ code: "tracker/unreachable", message });
  };
}

function targetFor(config: CanonConfig, system: CycleSystem, key: string): TrackerTarget {
  const project = key.slice(0, key.lastIndexOf("-"));
  const own = [...config.systems.values()].filter((one) => one.system === system);
  const named = own.find((one) => one.project?.toLowerCase() === project.toLowerCase());
  const known = named ?? own[0];
  // A cycle's ticket may lie in another project than the specs'; host and credential stay.
  if (known !== undefined) return { ...known, project: named?.project ?? project };
  return { name: system, system, project, host: null, extraStates: [] };
}
