import { t } from "../../core/kernel/texts.ts";
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
  const other = named.ok ? named.value.host : t("a host that cannot be read");
  return credentialProblem(
    "config/foreign-host",
    t(
      'The configuration names {0} for "{1}", and {2} is for {3}, so nothing was sent. {4}',
      other,
      target.name,
      credential,
      givenHost,
      advice,
    ),
  );
}
