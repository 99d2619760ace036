import { t, textsBy } from "../../core/kernel/texts.ts";
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
  const server = t("The Canon server at {0}", host);
  const direct = t("use a credential of {0} itself with --local", name);
  switch (status) {
    case 400:
      return said(
        "tracker/rejected",
        refusal("refusedRequest", server, place.organization, place.project, direct),
      );
    case 401:
      return said("tracker/unauthorized", refusal("loginOver", server));
    case 403:
      return said("tracker/forbidden", refusal("notPermitted", server, place.organization));
    case 404:
    case 405:
      return said("tracker/not-found", refusal("noTickets", server, status));
    case 422:
      return notTaken(detailOf(body) === "text", place, host);
    case 500:
      return said("tracker/unreachable", upstreamFailed(name, host));
    case 503:
      if (detailOf(body) !== "text") return undefined;
      return said("tracker/unreachable", refusal("noCredentials", server, direct));
    default:
      return undefined;
  }
}

const refusal = textsBy({
  refusedRequest:
    '{0} refused the request (400). It serves only what belongs to {1}; check the project "{2}", or {3}.',
  loginOver:
    "{0} does not accept the login any more (401). Log in again with canon login, or with Canon: Log In in the editor.",
  notPermitted:
    "{0} does not permit this login to do so for {1} (403). Ask for access to its specs, or log in to the right organisation.",
  noTickets:
    "{0} offers no tickets at this address ({1}). Check the address of the server, and the organisation of the login.",
  noCredentials:
    "{0} keeps no credentials of trackers (503). Ask the person who runs the server, or {1}.",
});

/** The server uses one status for what it lacks itself and for what we sent. */
function notTaken(isNotConnected: boolean, place: ProxyPlace, host: string): TrackerError {
  const name = TRACKER_NAMES[place.system];
  return said(
    "tracker/rejected",
    isNotConnected
      ? t(
          "{0} is not connected to the Canon server for {1} (422). Connect it in the settings at {2}, or use a credential of {0} itself with --local.",
          name,
          place.organization,
          host,
        )
      : t(
          "The Canon server at {0} refused the form of the request (422), so nothing was done. The server may be older or newer than this Canon; update both.",
          host,
        ),
  );
}

function upstreamFailed(name: string, host: string): string {
  return t(
    "{0} did not do what the Canon server at {1} asked of it (500), and the server does not say why. The ticket may be gone, or {0} out of reach. Look there, and sync again.",
    name,
    host,
  );
}

function said(code: TrackerError["code"], message: string): TrackerError {
  return { code, message };
}

export function unreadable(action: string, host: string): TrackerError {
  return {
    code: "tracker/unreadable-answer",
    message: t(
      "The answer of the Canon server at {0} while {1} is not of the form that Canon knows. Sync again; if it stays so, check the address of the server.",
      host,
      action,
    ),
  };
}

/** The server tells no more about one ticket than that looking at it failed. */
export function notSeen(key: string, place: ProxyPlace): TrackerError {
  const name = TRACKER_NAMES[place.system];
  return {
    code: "tracker/unreachable",
    message: t(
      "The Canon server could not read {0} from {1}, and does not say why. The ticket may be gone, or {1} out of reach. Look there, or sync with a credential of {1} itself and --local.",
      key,
      name,
    ),
  };
}

export function notAKey(key: string, place: ProxyPlace): TrackerError {
  const what =
    place.repo === null
      ? t("a key of {0}", TRACKER_NAMES[place.system])
      : t(
          "an issue in a repository of {0}, which is all that this login can see",
          place.organization,
        );
  const shown = /^[\w#/.-]{1,60}$/.test(key) ? key : "This";
  return {
    code: "tracker/rejected",
    message: t("{0} is not {1}. Nothing was sent. Correct the link in the spec.", shown, what),
  };
}

export function unknownStatus(names: readonly string[]): TrackerError {
  return {
    code: "tracker/no-transition",
    message: t(
      "A Canon server knows only its own names of statuses, and the wanted one is not among them: {0}. Nothing was changed. Leave it out of the status map, or sync with a credential of the tracker itself and --local.",
      names.join(", "),
    ),
  };
}

export function notOffered(what: string): TrackerError {
  return {
    code: "tracker/rejected",
    message: t("A Canon server offers no {0}. Nothing was sent.", what),
  };
}
