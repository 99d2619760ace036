import type { CancelSignal } from "../../core/kernel/cancel.ts";
import { err, ok, type Result } from "../../core/kernel/result.ts";
import { t } from "../../core/kernel/texts.ts";
import type { TrackerError } from "../../core/model/ticket.ts";
import type { LinearApi } from "./api.ts";
import { ISSUE } from "./documents.ts";
import type { LinearFailure } from "./failures.ts";
import { canonicalKey } from "./keys.ts";
import { anotherIssue, cancelled, noSuchIssue, notAKey } from "./messages.ts";
import { type Issue, issueAnswer } from "./wire.ts";

/**
 * Reads one issue by its id, its key, or a key that it had before it moved to another team.
 *
 * Errors: `missing` as the reason when Linear says that there is none. An answer about another
 *         issue, from a cache on the way, is refused.
 */
export async function readIssue(
  api: LinearApi,
  id: string,
  signal: CancelSignal,
): Promise<Result<Issue, LinearFailure>> {
  const said = await api.ask(
    {
      document: ISSUE,
      variables: { id },
      answer: issueAnswer,
      effect: "read",
      action: t("reading a ticket"),
    },
    signal,
  );
  if (!said.ok) return said;
  const { issue } = said.value;
  return isCalled(issue, id)
    ? ok(issue)
    : err({ error: anotherIssue(id), executed: "no", reason: "other" });
}

function isCalled({ id, identifier, previousIdentifiers }: Issue, name: string): boolean {
  return id === name.toLowerCase() || [identifier, ...previousIdentifiers].includes(name);
}

/** Reads an issue that is about to be changed; one in the trash counts as gone. */
export async function readForChange<Found extends Issue>(
  key: string,
  signal: CancelSignal,
  read: (canonical: string) => Promise<Result<Found, LinearFailure>>,
): Promise<Result<Found, TrackerError>> {
  if (signal.aborted) return err(cancelled());
  const canonical = canonicalKey(key);
  if (canonical === undefined) return err(notAKey(key));
  const issue = await read(canonical);
  if (!issue.ok) {
    return err(issue.error.reason === "missing" ? noSuchIssue(key) : issue.error.error);
  }
  if (!isCalled(issue.value, canonical)) return err(anotherIssue(key));
  return issue.value.trashed === true ? err(noSuchIssue(key)) : issue;
}
