import { randomUUID } from "node:crypto";
import type { Clock } from "../../ports/clock.ts";

export const SYSTEM_CLOCK: Clock = {
  now: () => new Date().toISOString(),
  newId: () => randomUUID(),
};
