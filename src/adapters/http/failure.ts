import { t } from "../../core/kernel/texts.ts";
import type { TrackerError } from "../../core/model/ticket.ts";
import type { ConnectionOptions, HttpFailure, HttpRequest } from "./http.ts";

/** What a message may say: the tracker, its host, what was being done, and a status. */
export interface Scene {
  readonly name: string;
  readonly host: string;
  readonly action: string;
  readonly effect: "read" | "write";
}

export function sceneOf({ name, baseUrl }: ConnectionOptions, request: HttpRequest): Scene {
  const { action, effect } = request;
  return { name, host: baseUrl.host, action, effect };
}

/** Nothing left this machine, or the server surely did nothing. */
export function notExecuted(
  code: TrackerError["code"],
  message: string,
  status: number | null = null,
  body: unknown = null,
): HttpFailure {
  return { error: { code, message }, status, executed: "no", retryAfterMs: null, body };
}

/** The request went out; whether a write was done cannot be known. Reads change nothing anyway. */
export function answerLost(
  scene: Scene,
  code: TrackerError["code"],
  message: string,
  status: number | null = null,
  body: unknown = null,
): HttpFailure {
  const executed = scene.effect === "write" ? "unknown" : "no";
  return { error: { code, message }, status, executed, retryAfterMs: null, body };
}

export function duration(ms: number): string {
  const seconds = Math.max(1, Math.ceil(ms / 1000));
  return seconds < 120 ? `${seconds} s` : t("{0} minutes", Math.ceil(seconds / 60));
}
