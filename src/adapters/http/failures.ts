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
function notExecuted(
  code: TrackerError["code"],
  message: string,
  status: number | null = null,
  body: unknown = null,
): HttpFailure {
  return { error: { code, message }, status, executed: "no", retryAfterMs: null, body };
}

/** The request went out; whether a write was done cannot be known. Reads change nothing anyway. */
function answerLost(
  scene: Scene,
  code: TrackerError["code"],
  message: string,
  status: number | null = null,
  body: unknown = null,
): HttpFailure {
  const executed = scene.effect === "write" ? "unknown" : "no";
  return { error: { code, message }, status, executed, retryAfterMs: null, body };
}

export function cancelled(): HttpFailure {
  return notExecuted("tracker/cancelled", "The run was cancelled before this request.");
}

export function lostByCancel(scene: Scene): HttpFailure {
  const message = `The run was cancelled while ${scene.action}, before ${scene.name} answered.`;
  return answerLost(scene, "tracker/cancelled", message);
}

export function secretInAddress({ name }: Scene): HttpFailure {
  return notExecuted(
    "tracker/rejected",
    `The request to ${name} would have carried a credential in its address and was not sent. Remove the credential from the text it came from.`,
  );
}

export function offline({ name }: Scene): HttpFailure {
  return notExecuted(
    "tracker/unreachable",
    `Canon is offline, so ${name} was not asked. Unset CANON_OFFLINE to go online.`,
  );
}

/** The message for a refusal; `status` is 400 or higher. */
export function refusal(scene: Scene, status: number, body: unknown): HttpFailure {
  const { name, host, action } = scene;
  const said = `${name} at ${host} answered ${status} while ${action}`;
  if (status === 401) {
    return notExecuted(
      "tracker/unauthorized",
      `${name} at ${host} did not accept the credential (401). Set it again; it may have expired or been revoked.`,
      status,
      body,
    );
  }
  if (status === 403) {
    return notExecuted(
      "tracker/forbidden",
      `${name} at ${host} does not allow this account to go on while ${action} (403). Ask for access to the project, or use a credential that has it.`,
      status,
      body,
    );
  }
  if (status === 404 || status === 410) {
    return notExecuted(
      "tracker/not-found",
      `${said}: it is not there, or this account may not see it. Check the project and the address.`,
      status,
      body,
    );
  }
  if (status === 409 || status === 412) {
    return notExecuted(
      "tracker/rejected",
      `${said}: something changed it at the same moment. Sync again.`,
      status,
      body,
    );
  }
  if (status >= 500 || status === 408) {
    const message = `${said}. This is a fault at the server; sync again in a while.`;
    return answerLost(scene, "tracker/unreachable", message, status, body);
  }
  return notExecuted("tracker/rejected", `${said}: it refused the request.`, status, body);
}

/** Nothing was done; `waitMs` is null where the server does not say how long to wait. */
export function rateLimited(
  { name, host }: Scene,
  waitMs: number | null,
  status: number,
  body: unknown = null,
): HttpFailure {
  const wait = waitMs === null ? "for a while" : duration(waitMs);
  const message = `${name} at ${host} asks to wait ${wait} before the next request. Sync again then.`;
  const failure = notExecuted("tracker/rate-limited", message, status, body);
  return { ...failure, retryAfterMs: waitMs };
}

export function redirected(scene: Scene, status: number, target: string): HttpFailure {
  const { name, host, action } = scene;
  const where = target === "" ? "elsewhere" : `to ${target}`;
  return answerLost(
    scene,
    "tracker/unreadable-answer",
    `${name} at ${host} pointed ${where} while ${action} (${status}). Canon did not follow and sent nothing there. If the tracker has moved, give its new address with the credential.`,
    status,
  );
}

export function notData(scene: Scene, status: number): HttpFailure {
  const { name, host, action } = scene;
  return answerLost(
    scene,
    "tracker/unreadable-answer",
    `${name} at ${host} answered with a web page instead of data while ${action} (${status}). Check the address and the credential; a sign-in page or a proxy may stand in between.`,
    status,
  );
}

export function brokenAnswer(scene: Scene, status: number): HttpFailure {
  const { name, host, action } = scene;
  return answerLost(
    scene,
    "tracker/unreadable-answer",
    `The answer of ${name} at ${host} while ${action} was cut short or garbled (${status}). Sync again.`,
    status,
  );
}

export function tooLarge(scene: Scene, status: number): HttpFailure {
  const { name, host, action } = scene;
  return answerLost(
    scene,
    "tracker/unreadable-answer",
    `The answer of ${name} at ${host} while ${action} was too large and was given up (${status}).`,
    status,
  );
}

export function timedOut(scene: Scene, deadlineMs: number): HttpFailure {
  const { name, host, action } = scene;
  return answerLost(
    scene,
    "tracker/unreachable",
    `${name} at ${host} did not answer within ${duration(deadlineMs)} while ${action}. Check the network and sync again.`,
  );
}

export function stillUnreachable({ name, host }: Scene): HttpFailure {
  return notExecuted(
    "tracker/unreachable",
    `${name} at ${host} did not answer earlier in this run, so it was not asked again. Sync again in a while.`,
  );
}

/** `cause` is a code of the network layer such as `ECONNREFUSED`, or empty. */
export function disconnected(scene: Scene, cause: string): HttpFailure {
  const { name, host, action } = scene;
  const why = cause === "" ? "" : ` (${cause})`;
  if (NEVER_SENT.has(cause)) {
    return notExecuted(
      "tracker/unreachable",
      `${name} at ${host} could not be reached while ${action}${why}. Check the address and the network.`,
    );
  }
  if (/CERT|SELF_SIGNED|SIGNATURE|ISSUER/.test(cause)) {
    return notExecuted(
      "tracker/unreachable",
      `The certificate of ${host} is not trusted${why}. If your organisation has its own authority, name its certificate file in CANON_CA_FILE.`,
    );
  }
  return answerLost(
    scene,
    "tracker/unreachable",
    `The connection to ${name} at ${host} broke while ${action}${why}. Check the network and sync again.`,
  );
}

/** With these the request cannot have reached the server. */
const NEVER_SENT: ReadonlySet<string> = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
]);

function duration(ms: number): string {
  const seconds = Math.max(1, Math.ceil(ms / 1000));
  return seconds < 120 ? `${seconds} s` : `${Math.ceil(seconds / 60)} minutes`;
}
