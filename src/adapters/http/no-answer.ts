import { t } from "../../core/kernel/texts.ts";
import { answerLost, duration, notExecuted, type Scene } from "./failure.ts";
import type { HttpFailure } from "./http.ts";

export function lostByCancel(scene: Scene): HttpFailure {
  const message = t(
    "The run was cancelled while {0}, before {1} answered.",
    scene.action,
    scene.name,
  );
  return answerLost(scene, "tracker/cancelled", message);
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
        "The certificate of {0} is not trusted{1}. If your organisation has its own authority, let this machine trust it. For the command line, CANON_CA_FILE can name its certificate file instead.",
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
