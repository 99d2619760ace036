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
  return notExecuted("tracker/cancelled", t("The run was cancelled before this request."));
}

export function lostByCancel(scene: Scene): HttpFailure {
  const message = t(
    "The run was cancelled while {0}, before {1} answered.",
    scene.action,
    scene.name,
  );
  return answerLost(scene, "tracker/cancelled", message);
}

export function secretInAddress({ name }: Scene): HttpFailure {
  return notExecuted(
    "tracker/rejected",
    t(
      "The request to {0} would have carried a credential in its address and was not sent. Remove the credential from the text it came from.",
      name,
    ),
  );
}

export function offline({ name }: Scene): HttpFailure {
  return notExecuted(
    "tracker/unreachable",
    t("Canon is offline, so {0} was not asked. Unset CANON_OFFLINE to go online.", name),
  );
}

/** The message for a refusal; `status` is 400 or higher. */
export function refusal(scene: Scene, status: number, body: unknown): HttpFailure {
  const { name, host, action } = scene;
  const said = t("{0} at {1} answered {2} while {3}", name, host, status, action);
  if (status === 401) {
    return notExecuted(
      "tracker/unauthorized",
      t(
        "{0} at {1} did not accept the credential (401). Set it again; it may have expired or been revoked.",
        name,
        host,
      ),
      status,
      body,
    );
  }
  if (status === 403) {
    return notExecuted(
      "tracker/forbidden",
      t(
        "{0} at {1} does not allow this account to go on while {2} (403). Ask for access to the project, or use a credential that has it.",
        name,
        host,
        action,
      ),
      status,
      body,
    );
  }
  if (status === 404 || status === 410) {
    return notExecuted(
      "tracker/not-found",
      t(
        "{0}: it is not there, or this account may not see it. Check the project and the address.",
        said,
      ),
      status,
      body,
    );
  }
  if (status === 409 || status === 412) {
    return notExecuted(
      "tracker/rejected",
      t("{0}: something changed it at the same moment. Sync again.", said),
      status,
      body,
    );
  }
  if (status >= 500 || status === 408) {
    const message = t("{0}. This is a fault at the server; sync again in a while.", said);
    return answerLost(scene, "tracker/unreachable", message, status, body);
  }
  return notExecuted("tracker/rejected", t("{0}: it refused the request.", said), status, body);
}

/** Nothing was done; `waitMs` is null where the server does not say how long to wait. */
export function rateLimited(
  { name, host }: Scene,
  waitMs: number | null,
  status: number,
  body: unknown = null,
): HttpFailure {
  const wait = waitMs === null ? t("for a while") : duration(waitMs);
  const message = t(
    "{0} at {1} asks to wait {2} before the next request. Sync again then.",
    name,
    host,
    wait,
  );
  const failure = notExecuted("tracker/rate-limited", message, status, body);
  return { ...failure, retryAfterMs: waitMs };
}

export function redirected(scene: Scene, status: number, target: string): HttpFailure {
  const { name, host, action } = scene;
  const where = target === "" ? t("elsewhere") : t("to {0}", target);
  return answerLost(
    scene,
    "tracker/unreadable-answer",
    t(
      "{0} at {1} pointed {2} while {3} ({4}). Canon did not follow and sent nothing there. If the tracker has moved, give its new address with the credential.",
      name,
      host,
      where,
      action,
      status,
    ),
    status,
  );
}

export function notData(scene: Scene, status: number): HttpFailure {
  const { name, host, action } = scene;
  return answerLost(
    scene,
    "tracker/unreadable-answer",
    t(
      "{0} at {1} answered with a web page instead of data while {2} ({3}). Check the address and the credential; a sign-in page or a proxy may stand in between.",
      name,
      host,
      action,
      status,
    ),
    status,
  );
}

export function brokenAnswer(scene: Scene, status: number): HttpFailure {
  const { name, host, action } = scene;
  return answerLost(
    scene,
    "tracker/unreadable-answer",
    t(
      "The answer of {0} at {1} while {2} was cut short or garbled ({3}). Sync again.",
      name,
      host,
      action,
      status,
    ),
    status,
  );
}

export function tooLarge(scene: Scene, status: number): HttpFailure {
  const { name, host, action } = scene;
  return answerLost(
    scene,
    "tracker/unreadable-answer",
    t(
      "The answer of {0} at {1} while {2} was too large and was given up ({3}).",
      name,
      host,
      action,
      status,
    ),
    status,
  );
}

export function timedOut(scene: Scene, deadlineMs: number): HttpFailure {
  const { name, host, action } = scene;
  return answerLost(
    scene,
    "tracker/unreachable",
    t(
      "{0} at {1} did not answer within {2} while {3}. Check the network and sync again.",
      name,
      host,
      duration(deadlineMs),
      action,
    ),
  );
}

export function stillUnreachable({ name, host }: Scene): HttpFailure {
  return notExecuted(
    "tracker/unreachable",
    t(
      "{0} at {1} did not answer earlier in this run, so it was not asked again. Sync again in a while.",
      name,
      host,
    ),
  );
}

/** `cause` is a code of the network layer such as `ECONNREFUSED`, or empty. */
export function disconnected(scene: Scene, cause: string): HttpFailure {
  const { name, host, action } = scene;
  const why = cause === "" ? "" : ` (${cause})`;
  if (NEVER_SENT.has(cause)) {
    return notExecuted(
      "tracker/unreachable",
      t(
        "{0} at {1} could not be reached while {2}{3}. Check the address and the network.",
        name,
        host,
        action,
        why,
      ),
    );
  }
  if (/CERT|SELF_SIGNED|SIGNATURE|ISSUER/.test(cause)) {
    return notExecuted(
      "tracker/unreachable",
      t(
        "The certificate of {0} is not trusted{1}. If your organisation has its own authority, name its certificate file in CANON_CA_FILE.",
        host,
        why,
      ),
    );
  }
  return answerLost(
    scene,
    "tracker/unreachable",
    t(
      "The connection to {0} at {1} broke while {2}{3}. Check the network and sync again.",
      name,
      host,
      action,
      why,
    ),
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
  return seconds < 120 ? `${seconds} s` : t("{0} minutes", Math.ceil(seconds / 60));
}
