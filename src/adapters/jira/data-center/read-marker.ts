import * as z from "zod/mini";
import type { CancelSignal } from "../../../core/kernel/cancel.ts";
import { ok, type Result } from "../../../core/kernel/result.ts";
import { t } from "../../../core/kernel/texts.ts";
import type { HttpFailure } from "../../http/http.ts";
import { path } from "../../http/request-path.ts";
import { NOTE_KEY } from "./draft-to-issue.ts";
import type { Jira } from "./jira.ts";
import { isNotThere, readIssue } from "./read-issue.ts";
import { NOTE, PROPERTY, type JiraIssue } from "./wire.ts";

/** An issue with the marker of its create; null where Canon did not make it. */
export interface Marked {
  readonly issue: JiraIssue;
  readonly marker: string | null;
}

/** Reads an issue together with Canon's note on it; undefined where there is no such issue. */
export async function readMarker(
  jira: Jira,
  key: string,
  signal: CancelSignal,
): Promise<Result<Marked | undefined, HttpFailure>> {
  const read = await readIssue(jira, key, signal, NOTE_KEY);
  if (!read.ok) return read;
  const issue = read.value;
  if (issue === undefined) return ok(undefined);
  const { properties } = issue;
  // Jira's versions wrap the notes differently; one that gives none at all is asked for it.
  const note = properties?.[NOTE_KEY] ?? nested(properties?.["properties"]);
  if (note !== undefined) return ok({ issue, marker: markerOf(note) });
  if (properties != null) return ok({ issue, marker: null });
  const asked = await readNote(jira, issue.key, signal);
  return asked.ok ? ok({ issue, marker: asked.value }) : asked;
}

async function readNote(
  jira: Jira,
  key: string,
  signal: CancelSignal,
): Promise<Result<string | null, HttpFailure>> {
  const answer = await jira.api.send(
    PROPERTY,
    {
      method: "GET",
      path: path`/rest/api/2/issue/${key}/properties/${NOTE_KEY}`,
      effect: "read",
      action: t("reading Canon's note on {0}", key),
    },
    signal,
  );
  if (!answer.ok) return isNotThere(answer.error) ? ok(null) : answer;
  return ok(markerOf(answer.value.value));
}

function nested(properties: unknown): unknown {
  const read = z.safeParse(z.record(z.string(), z.unknown()), properties);
  return read.success ? read.data[NOTE_KEY] : undefined;
}

/** The note comes as JSON, or as JSON within a text. */
function markerOf(note: unknown): string | null {
  const read = z.safeParse(NOTE, typeof note === "string" ? parsed(note) : note);
  return read.success ? read.data.marker : null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
