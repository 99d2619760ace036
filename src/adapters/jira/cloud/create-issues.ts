import { createIssues as sendIssues } from "jira.js/cloud";
import * as z from "zod/mini";
import type { CancelSignal } from "../../../core/kernel/cancel.ts";
import { ok, type Result } from "../../../core/kernel/result.ts";
import { t } from "../../../core/kernel/texts.ts";
import type { TicketDraft, WriteOutcome } from "../../../core/model/ticket.ts";
import type { HttpFailure } from "../../http/http.ts";
import { cancelled, type Failed, failed, failureOf, refusalOf } from "../problems.ts";
import { checkDrafts, type CheckedDraft } from "./check-drafts.ts";
import type { CloudContext } from "./context.ts";
import { adfDocument } from "./adf/nodes.ts";
import { writeBlock } from "./managed-block.ts";
import { PROPERTY_KEY } from "./mapping.ts";
import { settleCreated } from "./settle-created.ts";
import { CREATED } from "./wire.ts";

function makingWhat(): string {
  return t("make this ticket");
}

/**
 * Creates tickets in one request. Each carries its marker in an entity property from its first
 * moment on.
 */
export async function createIssues(
  context: CloudContext,
  drafts: readonly TicketDraft[],
  signal: CancelSignal,
): Promise<readonly WriteOutcome[]> {
  if (signal.aborted) return drafts.map(() => failed(cancelled()));
  const checked = await checkDrafts(context, drafts, signal);
  const sound = checked.filter((draft) => draft.kind === "sound");
  const made = await send(context, sound, signal);
  const outcomes = await settleCreated(context, sound, made, signal);
  let next = 0;
  return checked.map((draft) => {
    if (draft.kind !== "sound") return draft;
    next += 1;
    return outcomes[next - 1] ?? failed(cancelled());
  });
}

/** The key of each draft's issue, or why there is none; in the order of the drafts. */
async function send(
  { jira, project }: CloudContext,
  drafts: readonly CheckedDraft[],
  signal: CancelSignal,
): Promise<readonly (string | Failed)[]> {
  if (drafts.length === 0) return [];
  const answer = await jira.ask(
    CREATED,
    { effect: "write", action: t("making tickets") },
    (client) => sendIssues(client, { issueUpdates: drafts.map((draft) => bodyOf(project, draft)) }),
    signal,
  );
  const created = answer.ok ? answer : allRefused(answer.error);
  if (!created.ok) return drafts.map(() => failureOf(created.error, makingWhat()));
  return distribute(drafts.length, created.value);
}

function bodyOf(project: string, { draft, type }: CheckedDraft) {
  const { title, managedText, marker, parentKey, labels } = draft;
  const { description, property } = writeBlock(adfDocument([]), null, managedText, marker);
  return {
    fields: {
      project: { key: project },
      issuetype: { id: type.id },
      summary: title,
      description,
      ...(labels.length === 0 ? {} : { labels: labels.map(toLabel) }),
      ...(parentKey === null ? {} : { parent: { key: parentKey.toUpperCase() } }),
    },
    properties: [{ key: PROPERTY_KEY, value: property }],
  };
}

/** Jira's labels are single words. */
function toLabel(label: string): string {
  return label.trim().replace(/\s+/g, "-");
}

type Created = z.infer<typeof CREATED>;

/** Where every draft was refused, Jira answers 400 with the same list of errors. */
function allRefused(failure: HttpFailure): Result<Created, HttpFailure> {
  const body = z.safeParse(CREATED, failure.body);
  const isList = failure.status === 400 && body.success && (body.data.errors ?? []).length > 0;
  return isList ? ok(body.data) : { ok: false, error: failure };
}

/** Failures name their draft; the issues that were made belong to the others, in their order. */
function distribute(count: number, { issues, errors }: Created): readonly (string | Failed)[] {
  const refused = new Map((errors ?? []).map((error) => [error.failedElementNumber, error]));
  const keys = (issues ?? []).map(({ key }) => key);
  const isComplete = keys.length + refused.size === count;
  return Array.from({ length: count }, (_, index) => {
    const error = refused.get(index);
    if (error !== undefined) return failed(refusalOf(error.elementErrors, makingWhat()));
    return (isComplete ? keys.shift() : undefined) ?? unsureWhich();
  });
}

function unsureWhich(): Failed {
  return {
    kind: "unsure",
    error: {
      code: "tracker/unreadable-answer",
      message: t(
        "The answer of Jira did not say which tickets it made. Canon looks for them by their marks; sync again.",
      ),
    },
  };
}
