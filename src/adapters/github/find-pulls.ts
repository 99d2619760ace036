import type { CancelSignal } from "../../core/kernel/cancel.ts";
import { err, ok, type Result } from "../../core/kernel/result.ts";
import { t } from "../../core/kernel/texts.ts";
import type { TrackerError } from "../../core/model/ticket.ts";
import type { HttpFailure } from "../http/http.ts";
import { ask, explainHost, placeOf, type HostContext } from "./host-context.ts";
import { pullsAnswer, type Pull } from "./host-wire.ts";

/** The pull requests that ask for a branch of the repository itself, whatever became of them. */
export async function findPulls(
  context: HostContext,
  branch: string,
  signal: CancelSignal,
): Promise<Result<readonly Pull[], HttpFailure>> {
  const task = { action: t("looking for a pull request"), effect: "read" } as const;
  const { owner } = context.repository;
  return ask(
    context,
    task,
    (client, request) =>
      client.pulls.list({
        ...placeOf(context),
        head: `${owner}:${branch}`,
        state: "all",
        per_page: 100,
        request,
      }),
    pullsAnswer,
    signal,
  );
}

/** The one of them that is still open. */
export async function findOpenPull(
  context: HostContext,
  branch: string,
  signal: CancelSignal,
): Promise<Result<{ url: string; number: number } | undefined, TrackerError>> {
  const pulls = await findPulls(context, branch, signal);
  if (!pulls.ok) return err(explainHost(pulls.error, context.repository));
  const open = pulls.value.find(({ state }) => state === "open");
  return ok(open === undefined ? undefined : { url: open.html_url, number: open.number });
}
