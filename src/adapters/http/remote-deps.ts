import { err, type Result } from "../../core/kernel/result.ts";
import { t } from "../../core/kernel/texts.ts";
import type { TrackerProblem, TrackerTarget } from "../../core/model/ticket.ts";
import type { Redactor } from "../../core/redact/redact.ts";
import type { Clock } from "../../ports/clock.ts";
import { parseBaseUrl } from "./base-url.ts";
import type { Http } from "./http.ts";

/** What the tracker of one target is made of, when it is spoken to over the network. */
export interface RemoteDeps<Access> {
  readonly target: TrackerTarget;
  readonly access: Access;
  readonly http: Http;
  readonly clock: Clock;
  readonly redact: Redactor;
}

/** Reads the address that came with a credential. `name` is the tracker's: `Jira`. */
export function addressOf(name: string, text: string): Result<URL, TrackerProblem> {
  const url = parseBaseUrl(text);
  if (url.ok) return url;
  return err({
    code: "config/bad-address",
    severity: "error",
    line: null,
    message: t(
      "The address given for {0} {1}. Nothing was sent. Give it in the form https://example.com.",
      name,
      url.error,
    ),
  });
}

/** Said when a tracker cannot work without a project in the configuration. */
export function missingProject(target: TrackerTarget, example: string): TrackerProblem {
  return {
    code: "config/missing-project",
    severity: "error",
    line: null,
    message: t(
      'The connection "{0}" names no project. Write one such as {1} as its project in the configuration, or as `ticket_project` in the spec\'s front matter.',
      target.name,
      example,
    ),
  };
}
