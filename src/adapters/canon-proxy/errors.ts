import type { TrackerError } from "../../core/model/ticket.ts";
import type { HttpFailure } from "../http/http.ts";
import type { ProxyPlace, ProxySystem } from "./place.ts";
import { detailOf } from "./wire.ts";

export const TRACKER_NAMES: Readonly<Record<ProxySystem, string>> = {
  github: "GitHub",
  jira: "Jira",
  linear: "Linear",
};

/** A failed request to the server: what to say, and whether it may have been done after all. */
export interface ProxyFailure {
  readonly error: TrackerError;
  readonly executed: HttpFailure["executed"];
}

/** Tells apart what the server refuses itself and what went wrong in the tracker behind it. */
export function explain(failure: HttpFailure, place: ProxyPlace, host: string): ProxyFailure {
  const { error, status, body } = failure;
  const reason = reasonOf(failure, place, host);
  // With a text of its own the server said so before it asked anybody; a gateway has other words.
  const executed = status === 503 && detailOf(body) === "text" ? "no" : failure.executed;
  return { error: reason ?? error, executed };
}

/** Undefined where the general message says enough. */
function reasonOf(
  { status, body }: HttpFailure,
  place: ProxyPlace,
  host: string,
): TrackerError | undefined {
  const name = TRACKER_NAMES[place.system];
  const server = `The Canon server at ${host}`;
  const direct = `use a credential of ${name} itself with --local`;
  switch (status) {
    case 400:
      return said(
        "tracker/rejected",
        `${server} refused the request (400). It serves only what belongs to ${place.organization}; check the project "${place.project}", or ${direct}.`,
      );
    case 401:
      return said(
        "tracker/unauthorized",
        `${server} does not accept the login any more (401). Log in again with canon login, or with Canon: Log In in the editor.`,
      );
    case 403:
      return said(
        "tracker/forbidden",
        `${server} does not permit this login to do so for ${place.organization} (403). Ask for access to its specs, or log in to the right organisation.`,
      );
    case 404:
    case 405:
      return said(
        "tracker/not-found",
        `${server} offers no tickets at this address (${status}). Check the address of the server, and the organisation of the login.`,
      );
    case 422:
      return notTaken(detailOf(body) === "text", place, host);
    case 500:
      return said("tracker/unreachable", upstreamFailed(name, host));
    case 503:
      if (detailOf(body) !== "text") return undefined;
      return said(
        "tracker/unreachable",
        `${server} keeps no credentials of trackers (503). Ask the person who runs the server, or ${direct}.`,
      );
    default:
      return undefined;
  }
}

/** The server uses one status for what it lacks itself and for what we sent. */
function notTaken(isNotConnected: boolean, place: ProxyPlace, host: string): TrackerError {
  const name = TRACKER_NAMES[place.system];
  return said(
    "tracker/rejected",
    isNotConnected
      ? `${name} is not connected to the Canon server for ${place.organization} (422). Connect it in the settings at ${host}, or use a credential of ${name} itself with --local.`
      : `The Canon server at ${host} refused the form of the request (422), so nothing was done. The server may be older or newer than this Canon; update both.`,
  );
}

function upstreamFailed(name: string, host: string): string {
  return `${name} did not do what the Canon server at ${host} asked of it (500), and the server does not say why. The ticket may be gone, or ${name} out of reach. Look there, and sync again.`;
}

function said(code: TrackerError["code"], message: string): TrackerError {
  return { code, message };
}

export function unreadable(action: string, host: string): TrackerError {
  return {
    code: "tracker/unreadable-answer",
    message: `The answer of the Canon server at ${host} while ${action} is not of the form that Canon knows. Sync again; if it stays so, check the address of the server.`,
  };
}

/** The server tells no more about one ticket than that looking at it failed. */
export function notSeen(key: string, place: ProxyPlace): TrackerError {
  const name = TRACKER_NAMES[place.system];
  return {
    code: "tracker/unreachable",
    message: `The Canon server could not read ${key} from ${name}, and does not say why. The ticket may be gone, or ${name} out of reach. Look there, or sync with a credential of ${name} itself and --local.`,
  };
}

export function notAKey(key: string, place: ProxyPlace): TrackerError {
  const what =
    place.repo === null
      ? `a key of ${TRACKER_NAMES[place.system]}`
      : `an issue in a repository of ${place.organization}, which is all that this login can see`;
  const shown = /^[\w#/.-]{1,60}$/.test(key) ? key : "This";
  return {
    code: "tracker/rejected",
    message: `${shown} is not ${what}. Nothing was sent. Correct the link in the spec.`,
  };
}

export function unknownStatus(names: readonly string[]): TrackerError {
  return {
    code: "tracker/no-transition",
    message: `A Canon server knows only its own names of statuses, and the wanted one is not among them: ${names.join(", ")}. Nothing was changed. Leave it out of the status map, or sync with a credential of the tracker itself and --local.`,
  };
}

export function notOffered(what: string): TrackerError {
  return {
    code: "tracker/rejected",
    message: `A Canon server offers no ${what}. Nothing was sent.`,
  };
}
