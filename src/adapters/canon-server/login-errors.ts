import { t } from "../../core/kernel/texts.ts";
import type { TrackerError } from "../../core/model/ticket.ts";
import type { HttpFailure } from "../http/http.ts";
import type { PollAnswer } from "./answers.ts";

export function failed(code: TrackerError["code"], message: string): TrackerError {
  return { code, message };
}

/** What a refusal of the sign-in part of a server means. */
export function explainFailure({ error, status }: HttpFailure): TrackerError {
  switch (status) {
    case 404:
    case 405:
      return failed(
        "tracker/not-found",
        t("The Canon server has no device login at this address ({0}). Check the address.", status),
      );
    case 422:
      return failed(
        "tracker/rejected",
        t(
          "The Canon server does not take this name of an organisation (422). Check it, or leave it out.",
        ),
      );
    case 501:
    case 503:
      return failed(
        "tracker/rejected",
        t(
          "The Canon server is not set up for device logins ({0}). Ask the person who runs it.",
          status,
        ),
      );
    case 502:
      return failed(
        "tracker/unreachable",
        t(
          "The Canon server could not reach the service that checks logins (502). Try again in a while.",
        ),
      );
    default:
      return error;
  }
}

type Ending = Exclude<PollAnswer["kind"], "pending" | "approved">;

/** Why a login that began came to nothing. */
export function explainEnding(kind: Ending, server: string): TrackerError {
  const { host } = new URL(server);
  switch (kind) {
    case "expired":
      return failed(
        "tracker/unauthorized",
        t("The code expired before it was confirmed. Log in again."),
      );
    case "denied":
      return failed(
        "tracker/forbidden",
        t("The login was refused in the browser. Nothing was kept."),
      );
    case "error":
      return failed(
        "tracker/rejected",
        t(
          "The Canon server at {0} could not finish the login. Log in again; if that fails too, ask the person who runs it.",
          host,
        ),
      );
    case "no-organization":
      return failed(
        "tracker/forbidden",
        t(
          "The account belongs to no organisation at {0}, so there is nothing it could be used for. Name one with --org, or ask to be added to one.",
          host,
        ),
      );
    case "unreadable":
      return failed(
        "tracker/unreadable-answer",
        t(
          "What {0} answered is no login of a Canon server. Nothing was kept. Check the address.",
          host,
        ),
      );
  }
}
