import type { Redactor } from "../../core/redact/redact.ts";
import type { Clock } from "../../ports/clock.ts";
import type { RequestMeter } from "../../ports/request-meter.ts";

/** What the way out of this machine is made of. */
export interface HttpDeps {
  readonly clock: Clock;
  readonly meter: RequestMeter;
  readonly redact: Redactor;
  /** When true, nothing leaves. */
  readonly isOffline: () => boolean;
  /** How long an unreachable server may hold up a run, in milliseconds. */
  readonly patienceMs?: number;
}
