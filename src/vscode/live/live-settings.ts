import * as vscode from "vscode";
import type { PollPace } from "../host/poll-schedule.ts";

const MINUTE_MS = 60_000;
/** A host that does not answer is left alone for up to this long. */
const MOST_MS = 60 * MINUTE_MS;

export const LIVE_SETTINGS = "canon.live";

/** How often Canon looks by itself; null: it does not. */
export function livePace(): PollPace | null {
  const minutes = numberOf("refreshMinutes", 5);
  return minutes === 0 ? null : { everyMs: Math.max(1, minutes) * MINUTE_MS, mostMs: MOST_MS };
}

/** How many requests an hour may take that nobody asked for. */
export function requestsPerHour(): number {
  return numberOf("requestsPerHour", 60);
}

/** What stands in the settings is anything at all. */
function numberOf(name: string, fallback: number): number {
  const value = vscode.workspace.getConfiguration(LIVE_SETTINGS).get<unknown>(name);
  return typeof value === "number" && Number.isFinite(value) && value >= 0 ? value : fallback;
}
