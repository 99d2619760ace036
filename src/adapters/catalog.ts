import { err, ok, type Result } from "../core/kernel/result.ts";
import type { TrackerProblem, TrackerTarget } from "../core/model/ticket.ts";
import type { Clock } from "../ports/clock.ts";
import type { FileStore } from "../ports/file-store.ts";
import type { RequestMeter } from "../ports/request-meter.ts";
import type { TicketTracker } from "../ports/ticket-tracker.ts";
import { createLocalTracker, isKeyPrefix } from "./local/local-tracker.ts";

export interface TrackerDeps {
  readonly files: FileStore;
  readonly clock: Clock;
  readonly meter: RequestMeter;
}

/** Opens the tracker behind a configured system, or says why this is not possible. */
export function openTracker(
  target: TrackerTarget,
  deps: TrackerDeps,
): Result<TicketTracker, TrackerProblem> {
  if (target.system !== "local") {
    return err(
      unavailable(
        `This version of Canon cannot talk to ${target.system} yet, so nothing was read or changed. Set the system of "${target.name}" to local in the configuration.`,
      ),
    );
  }
  if (target.project !== null && !isKeyPrefix(target.project)) {
    return err(
      unavailable(
        `"${target.project}" cannot begin the keys of local tickets, so nothing was read or changed. Write a word such as PAY as the project of "${target.name}" in the configuration, or as \`ticket_project\` in the spec's front matter.`,
      ),
    );
  }
  return ok(createLocalTracker({ files: deps.files, clock: deps.clock, target }));
}

function unavailable(message: string): TrackerProblem {
  return { code: "config/tracker-unavailable", severity: "error", line: null, message };
}
