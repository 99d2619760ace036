import type { TrackerProblem, TrackerTarget } from "../../core/model/ticket.ts";
import { parseBaseUrl } from "../http/base-url.ts";

/** A problem with the credential of a connection, which belongs to no line of any file. */
export function credentialProblem(code: TrackerProblem["code"], message: string): TrackerProblem {
  return { code, severity: "error", line: null, message };
}

/**
 * Said when a workspace names another host than a credential was given for.
 *
 * Shape: `credential` and `givenHost` say what was not sent and where it belongs.
 */
export function foreignHost(
  target: TrackerTarget,
  credential: string,
  givenHost: string,
  advice: string,
): TrackerProblem {
  const named = parseBaseUrl(target.host ?? "");
  const other = named.ok ? named.value.host : "a host that cannot be read";
  return credentialProblem(
    "config/foreign-host",
    `The configuration names ${other} for "${target.name}", and ${credential} is for ${givenHost}, so nothing was sent. ${advice}`,
  );
}
