import type { CanonConfig } from "../core/config/config.ts";
import type { EngineDeps } from "./engine-deps.ts";
import type { Trackers } from "./trackers.ts";

/** What a look at specs and tickets works with that is no plan yet. */
export interface Reading extends Pick<EngineDeps, "files" | "clock" | "meter" | "redact"> {
  readonly config: CanonConfig;
  readonly trackers: Trackers;
}
