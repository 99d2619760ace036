import * as z from "zod/mini";
import type { CancelSignal } from "../../../core/kernel/cancel.ts";
import { ok, type Result } from "../../../core/kernel/result.ts";
import { t } from "../../../core/kernel/texts.ts";
import type { HttpFailure } from "../../http/http.ts";
import { path } from "../../http/request-path.ts";
import { placeOf, type Jira } from "./jira.ts";
import { FIELD_NAMES } from "./mapping.ts";
import { ISSUE, REFUSAL, type JiraIssue } from "./wire.ts";

/**
 * Reads one issue past the index; undefined when Jira says that there is none with this key.
 *
 * Shape: `properties` names a note to be read along.
 */
export async function readIssue(
  jira: Jira,
  key: string,
  signal: CancelSignal,
  properties?: string,
): Promise<Result<JiraIssue | undefined, HttpFailure>> {
  const custom = await jira.customFields(signal);
  if (!custom.ok) return custom;
  const { epicLink } = custom.value;
  const answer = await jira.api.send(
    ISSUE,
    {
      method: "GET",
      path: path`/rest/api/2/issue/${key}`,
      query: {
        fields: [...FIELD_NAMES, ...(epicLink === null ? [] : [epicLink])].join(","),
        properties,
        updateHistory: false,
      },
      effect: "read",
      action: t("reading {0}", key),
    },
    signal,
  );
  if (!answer.ok) return isNotThere(answer.error) ? ok(undefined) : answer;
  jira.seen.set(answer.value.key, placeOf(answer.value));
  return ok(answer.value);
}

/** In Jira's own words; a wrong path is answered with 404 too, but otherwise. */
export function isNotThere({ error, status, body }: HttpFailure): boolean {
  const refusal = z.safeParse(REFUSAL, body);
  const isSaid = refusal.success && (refusal.data.errorMessages?.length ?? 0) > 0;
  return isSaid && error.code === "tracker/not-found" && (status === 404 || status === 410);
}
