import type { CancelSignal } from "../../../core/kernel/cancel.ts";
import { ok, type Result } from "../../../core/kernel/result.ts";
import { t } from "../../../core/kernel/texts.ts";
import type { HttpFailure } from "../../http/http.ts";
import { path } from "../../http/request-path.ts";
import type { JiraApi } from "./jira-api.ts";
import { FIELD_LIST } from "./wire.ts";

/** The fields whose ids differ from server to server; null where Jira Software is not there. */
export interface CustomFields {
  readonly epicLink: string | null;
  /** An epic cannot be made without this one. */
  readonly epicName: string | null;
  readonly names: ReadonlyMap<string, string>;
}

const EPIC_LINK = "com.pyxis.greenhopper.jira:gh-epic-link";
const EPIC_NAME = "com.pyxis.greenhopper.jira:gh-epic-label";

export async function readCustomFields(
  api: JiraApi,
  signal: CancelSignal,
): Promise<Result<CustomFields, HttpFailure>> {
  const answer = await api.send(
    FIELD_LIST,
    {
      method: "GET",
      path: path`/rest/api/2/field`,
      effect: "read",
      action: t("reading the list of fields"),
    },
    signal,
  );
  if (!answer.ok) return answer;
  const idOf = (type: string): string | null => {
    const found = answer.value.find(({ id, schema }) => schema?.custom === type && isFieldId(id));
    return found?.id ?? null;
  };
  return ok({
    epicLink: idOf(EPIC_LINK),
    epicName: idOf(EPIC_NAME),
    names: new Map(answer.value.map(({ id, name }) => [id, name])),
  });
}

/** The id becomes a key of what is sent. */
function isFieldId(id: string): boolean {
  return /^customfield_\d{1,12}$/.test(id);
}
