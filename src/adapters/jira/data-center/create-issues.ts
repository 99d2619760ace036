import * as z from "zod/mini";
import type { CancelSignal } from "../../../core/kernel/cancel.ts";
import { err, ok, type Result } from "../../../core/kernel/result.ts";
import { t } from "../../../core/kernel/texts.ts";
import type { TicketDraft, TrackerError, WriteOutcome } from "../../../core/model/ticket.ts";
import type { HttpFailure } from "../../http/http.ts";
import { path } from "../../http/request-path.ts";
import { toKey } from "../keys.ts";
import { cancelled, failed, failureOf, refusalOf } from "../problems.ts";
import { confirmCreated, type Created } from "./confirm-created.ts";
import type { CustomFields } from "./custom-fields.ts";
import { draftToIssue, type Surroundings } from "./draft-to-issue.ts";
import { named } from "./field-names.ts";
import type { Jira } from "./jira.ts";
import { readParents } from "./parents.ts";
import { BULK_RESULT } from "./wire.ts";

type BulkResult = z.infer<typeof BULK_RESULT>;

/** A draft that Jira will be asked to make a ticket of. */
interface Sent {
  readonly draft: TicketDraft;
  readonly issue: unknown;
}

/**
 * Makes up to fifty tickets in one request.
 *
 * Errors: per draft. What Jira surely would refuse is not sent; of the rest, each may fail alone.
 */
export async function createIssues(
  jira: Jira,
  drafts: readonly TicketDraft[],
  signal: CancelSignal,
): Promise<readonly WriteOutcome[]> {
  if (signal.aborted) return drafts.map(() => failed(cancelled()));
  const surroundings = await readSurroundings(jira, drafts, signal);
  if (!surroundings.ok) return drafts.map(() => failed(surroundings.error));
  const prepared = drafts.map((draft) => draftToIssue(draft, surroundings.value));
  const sent = drafts.flatMap((draft, index): readonly Sent[] => {
    const issue = prepared[index];
    return issue?.ok === true ? [{ draft, issue: issue.value }] : [];
  });
  const outcomes = new Map(await sendBulk(jira, sent, surroundings.value.custom, signal));
  return drafts.map((draft, index) => {
    const issue = prepared[index];
    return issue?.ok === false ? failed(issue.error) : (outcomes.get(draft) ?? failed(cancelled()));
  });
}

async function readSurroundings(
  jira: Jira,
  drafts: readonly TicketDraft[],
  signal: CancelSignal,
): Promise<Result<Surroundings, TrackerError>> {
  const custom = await jira.customFields(signal);
  if (!custom.ok) return err(custom.error.error);
  const types = await jira.types(signal);
  if (!types.ok) return err(types.error.error);
  const keys = drafts.flatMap(({ parentKey }) => (parentKey === null ? [] : [toKey(parentKey)]));
  const distinct = [...new Set(keys.filter((key) => key !== undefined))];
  const parents = await readParents(jira, distinct, signal);
  const { project } = jira;
  return { ok: true, value: { project, types: types.value, custom: custom.value, parents } };
}

async function sendBulk(
  jira: Jira,
  sent: readonly Sent[],
  custom: CustomFields,
  signal: CancelSignal,
): Promise<readonly (readonly [TicketDraft, WriteOutcome])[]> {
  if (sent.length === 0) return [];
  const answer = await jira.api.send(
    BULK_RESULT,
    {
      method: "POST",
      path: path`/rest/api/2/issue/bulk`,
      body: { issueUpdates: sent.map(({ issue }) => issue) },
      effect: "write",
      action: sent.length === 1 ? t("making a ticket") : t("making {0} tickets", sent.length),
    },
    signal,
  );
  const result = answer.ok ? answer : allRefused(answer.error);
  if (!result.ok) {
    const lost = failureOf(result.error, t("make a ticket"));
    return sent.map(({ draft }) => [draft, lost]);
  }
  const { refused, created } = sortOut(sent, result.value, custom);
  return [...refused, ...(await confirmCreated(jira, created, signal))];
}

/** Jira answers 400 where every single draft was refused. */
function allRefused(failure: HttpFailure): Result<BulkResult, HttpFailure> {
  const result = z.safeParse(BULK_RESULT, failure.body);
  const isSaid = failure.status === 400 && (result.data?.errors?.length ?? 0) > 0;
  return isSaid && result.success ? ok(result.data) : err(failure);
}

/** The created issues stand in the order of the drafts that were not refused. */
function sortOut(
  sent: readonly Sent[],
  { issues = [], errors = [] }: BulkResult,
  custom: CustomFields,
): { refused: readonly (readonly [TicketDraft, WriteOutcome])[]; created: Created } {
  const byPlace = new Map(errors.map((one) => [one.failedElementNumber, one.elementErrors ?? {}]));
  const refused = sent.flatMap(
    ({ draft }, place): readonly (readonly [TicketDraft, WriteOutcome])[] => {
      const refusal = byPlace.get(place);
      return refusal === undefined
        ? []
        : [[draft, failed(refusalOf(named(refusal, custom.names), t("make a ticket")))]];
    },
  );
  const drafts = sent.filter((_, place) => !byPlace.has(place)).map(({ draft }) => draft);
  return { refused, created: { drafts, keys: issues.map(({ key }) => key) } };
}
