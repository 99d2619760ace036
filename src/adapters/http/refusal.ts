import { t } from "../../core/kernel/texts.ts";
import type { TrackerError } from "../../core/model/ticket.ts";
import { answerLost, duration, notExecuted, type Scene } from "./failure.ts";
import type { HttpFailure } from "./http.ts";

/** A refusal; `status` is 400 or higher. */
export function refusal(scene: Scene, status: number, body: unknown): HttpFailure {
  if (status >= 500 || status === 408) {
    const message = t(
      "{0}. This is a fault at the server; sync again in a while.",
      saidBy(scene, status),
    );
    return answerLost(scene, "tracker/unreachable", message, status, body);
  }
  const { code, message } = refusedAs(scene, status);
  return notExecuted(code, message, status, body);
}

function refusedAs(scene: Scene, status: number): TrackerError {
  switch (status) {
    case 401:
      return { code: "tracker/unauthorized", message: unauthorized(scene) };
    case 403:
      return { code: "tracker/forbidden", message: forbidden(scene) };
    case 404:
    case 410:
      return {
        code: "tracker/not-found",
        message: t(
          "{0}: it is not there, or this account may not see it. Check the project and the address.",
          saidBy(scene, status),
        ),
      };
    case 409:
    case 412:
      return {
        code: "tracker/rejected",
        message: t(
          "{0}: something changed it at the same moment. Sync again.",
          saidBy(scene, status),
        ),
      };
    default:
      return {
        code: "tracker/rejected",
        message: t("{0}: it refused the request.", saidBy(scene, status)),
      };
  }
}

function unauthorized({ name, host }: Scene): string {
  return t(
    "{0} at {1} did not accept the credential (401). Set it again; it may have expired or been revoked.",
    name,
    host,
  );
}

function forbidden({ name, host, action }: Scene): string {
  return t(
    "{0} at {1} does not allow this account to go on while {2} (403). Ask for access to the project, or use a credential that has it.",
    name,
    host,
    action,
  );
}

function saidBy({ name, host, action }: Scene, status: number): string {
  return t("{0} at {1} answered {2} while {3}", name, host, status, action);
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
