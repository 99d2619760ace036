import type { Octokit } from "@octokit/rest";
import type * as z from "zod/mini";
import type { CancelSignal } from "../../core/kernel/cancel.ts";
import { err, ok, type Result } from "../../core/kernel/result.ts";
import { t } from "../../core/kernel/texts.ts";
import type { TrackerError } from "../../core/model/ticket.ts";
import type { MergedListing } from "../../ports/git-host.ts";
import type { HttpFailure } from "../http/http.ts";
import type { GithubApi, Task, Travel } from "./api.ts";
import { unknownAnswer } from "./errors.ts";
import type { Repository } from "./issue-place.ts";

/** What the operations on one repository share. */
export interface HostContext {
  readonly api: GithubApi;
  readonly repository: Repository;
  readonly memory: {
    /** The last look for merges: GitHub says for free whether the list is still the same. */
    merged: { readonly since: string; readonly etag: string; readonly found: MergedListing } | null;
  };
}

/** The two names by which every address of a repository begins. */
export function placeOf({ repository }: HostContext): { owner: string; repo: string } {
  return { owner: repository.owner, repo: repository.name };
}

/** Sends one request and reads its answer in one shape. */
export async function ask<T extends z.ZodMiniType>(
  { api }: HostContext,
  task: Task,
  send: (client: Octokit["rest"], request: Travel) => Promise<unknown>,
  shape: T,
  signal: CancelSignal,
): Promise<Result<z.infer<T>, HttpFailure>> {
  const sent = await api.rest(task, send, signal);
  if (!sent.ok) return sent;
  const read = shape.safeParse(sent.value.body);
  return read.success ? ok(read.data) : err(unknownAnswer(task));
}

/** The error of a failed request about a repository's files, with the permission that it needs. */
export function explainHost(
  { error, status }: HttpFailure,
  { owner, name }: Repository,
): TrackerError {
  if (status !== 403 && status !== 404) return error;
  if (error.code !== "tracker/forbidden" && error.code !== "tracker/not-found") return error;
  return {
    ...error,
    message: t(
      "GitHub does not let this account work on the files of {0}/{1} ({2}). Use a token with the permissions Contents and Pull requests, read and write, for this repository; a classic token needs the scope repo.",
      owner,
      name,
      status,
    ),
  };
}
