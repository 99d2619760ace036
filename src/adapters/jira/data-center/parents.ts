import type { CancelSignal } from "../../../core/kernel/cancel.ts";
import { err, ok, type Result } from "../../../core/kernel/result.ts";
import { t } from "../../../core/kernel/texts.ts";
import type { TrackerError } from "../../../core/model/ticket.ts";
import { noSuchParent, rejected } from "../problems.ts";
import { isSameName } from "../statuses.ts";
import type { CustomFields } from "./custom-fields.ts";
import type { Jira } from "./jira.ts";
import { readIssues } from "./read-issues.ts";
import type { JiraIssue } from "./wire.ts";

/** What says whether an issue can stand under another one. */
interface Kind {
  readonly name: string;
  readonly subtask?: boolean | undefined;
}

/**
 * Says how an issue is put under its parent: Jira has one field for sub-tasks and another for
 * what belongs to an epic, and nothing for any other pair.
 */
export function parentField(
  child: Kind,
  parent: JiraIssue,
  { epicLink }: CustomFields,
): Result<Readonly<Record<string, unknown>>, TrackerError> {
  const { issuetype } = parent.fields;
  if (child.subtask === true && issuetype.subtask !== true) {
    return ok({ parent: { key: parent.key } });
  }
  const isEpic = isSameName(issuetype.name, "Epic");
  if (child.subtask !== true && isEpic && epicLink !== null && !isSameName(child.name, "Epic")) {
    return ok({ [epicLink]: parent.key });
  }
  return err(
    rejected(
      t(
        "In Jira a {0} cannot stand under {1}, which is a {2}. Nothing was changed. Only sub-tasks stand under other tickets, and other types under an epic: choose the types under `hierarchy` in the configuration.",
        word(child.name),
        parent.key,
        word(issuetype.name),
      ),
    ),
  );
}

/** The parents of some drafts, by key. */
export async function readParents(
  jira: Jira,
  keys: readonly string[],
  signal: CancelSignal,
): Promise<ReadonlyMap<string, Result<JiraIssue, TrackerError>>> {
  const readings = await readIssues(jira, keys, signal);
  return new Map(
    [...readings].map(([key, reading]): [string, Result<JiraIssue, TrackerError>] => {
      if (reading.kind === "found") return [key, ok(reading.issue)];
      return [key, err(reading.kind === "missing" ? noSuchParent(key) : reading.error)];
    }),
  );
}

function word(name: string): string {
  return name.replace(/[^\p{L}\p{N} -]/gu, "?").slice(0, 60);
}
