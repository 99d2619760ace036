import { doTransition, getTransitions } from "jira.js/cloud";
import type { CancelSignal } from "../../../core/kernel/cancel.ts";
import { err, ok, type Result } from "../../../core/kernel/result.ts";
import { t } from "../../../core/kernel/texts.ts";
import { chooseTransition, type TransitionChoice } from "../choose-transition.ts";
import { type Failed, failed, failureOf, missingOnTransition, noSuchStatus } from "../problems.ts";
import type { CloudContext } from "./context.ts";
import { type JiraIssue, NOTHING, TRANSITIONS } from "./wire.ts";

/** A step in the workflow that can be taken: the transition and what its screen asks for. */
type Step = Extract<TransitionChoice, { readonly kind: "go" }>;

/** Finds the transition of one ticket to a status, without taking it. */
export async function findStep(
  { jira }: CloudContext,
  key: string,
  status: string,
  signal: CancelSignal,
): Promise<Result<Step, Failed>> {
  const answer = await jira.ask(
    TRANSITIONS,
    { effect: "read", action: t("reading where {0} can be moved to", key) },
    (client) => getTransitions(client, { issueIdOrKey: key, expand: "transitions.fields" }),
    signal,
  );
  if (!answer.ok) return err(failed(answer.error.error));
  const choice = chooseTransition(answer.value.transitions, status);
  switch (choice.kind) {
    case "go":
      return ok(choice);
    case "blocked":
      return err(failed(missingOnTransition(key, status, choice.fields)));
    case "none":
      return err(failed(noSuchStatus(status, key, choice.names)));
  }
}

/** Takes a step; undefined when it was taken. */
export async function takeStep(
  { jira }: CloudContext,
  key: string,
  { id, fields }: Step,
  signal: CancelSignal,
): Promise<Failed | undefined> {
  const answer = await jira.ask(
    NOTHING,
    { effect: "write", action: t("moving {0}", key) },
    (client) =>
      doTransition(client, {
        issueIdOrKey: key,
        transition: { id },
        ...(Object.keys(fields).length === 0 ? {} : { fields: { ...fields } }),
      }),
    signal,
  );
  return answer.ok ? undefined : failureOf(answer.error, t("move {0}", key));
}

/**
 * Moves a ticket that was just read with its transitions. The screens are asked for only where
 * the transition has one.
 */
export async function moveIssue(
  context: CloudContext,
  { key, transitions }: JiraIssue,
  status: string,
  signal: CancelSignal,
): Promise<Failed | undefined> {
  const plain = (transitions ?? []).filter((one) => one.hasScreen === false);
  const choice = chooseTransition(plain, status);
  if (choice.kind === "go") return takeStep(context, key, choice, signal);
  const step = await findStep(context, key, status, signal);
  return step.ok ? takeStep(context, key, step.value, signal) : step.error;
}
