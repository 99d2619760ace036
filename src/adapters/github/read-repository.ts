import type { CancelSignal } from "../../core/kernel/cancel.ts";
import { err, ok, type Result } from "../../core/kernel/result.ts";
import { t } from "../../core/kernel/texts.ts";
import type { TrackerError } from "../../core/model/ticket.ts";
import type { BranchState, CommittedFile } from "../../ports/git-host.ts";
import { unknownShape } from "./errors.ts";
import { ask, explainHost, placeOf, type HostContext } from "./host-context.ts";
import { blobAnswer, contentAnswer, refAnswer, repositoryAnswer } from "./host-wire.ts";

/** The branch that pull requests go to, and where it stands. */
export async function readDefaultBranch(
  context: HostContext,
  signal: CancelSignal,
): Promise<Result<BranchState, TrackerError>> {
  const task = { action: t("reading the repository"), effect: "read" } as const;
  const found = await ask(
    context,
    task,
    (client, request) => client.repos.get({ ...placeOf(context), request }),
    repositoryAnswer,
    signal,
  );
  if (!found.ok) return err(explainHost(found.error, context.repository));
  const name = found.value.default_branch;
  const branch = await readBranch(context, name, signal);
  if (!branch.ok) return branch;
  return branch.value === undefined ? err(noCommits(name)) : ok(branch.value);
}

/** Undefined when GitHub says that there is no such branch. */
export async function readBranch(
  context: HostContext,
  name: string,
  signal: CancelSignal,
): Promise<Result<BranchState | undefined, TrackerError>> {
  const task = { action: t("reading a branch"), effect: "read" } as const;
  const found = await ask(
    context,
    task,
    (client, request) => client.git.getRef({ ...placeOf(context), ref: `heads/${name}`, request }),
    refAnswer,
    signal,
  );
  if (found.ok) return ok({ name, commit: found.value.object.sha });
  // An empty repository answers 409.
  const { status } = found.error;
  if (status === 404 || status === 409) return ok(undefined);
  return err(explainHost(found.error, context.repository));
}

/** Reads files of one commit, one request for each. */
export async function readFiles(
  context: HostContext,
  paths: readonly string[],
  commit: string,
  signal: CancelSignal,
): Promise<ReadonlyMap<string, CommittedFile>> {
  const readings = [...new Set(paths)].map(
    async (path) => [path, await readFile(context, path, commit, signal)] as const,
  );
  return new Map(await Promise.all(readings));
}

async function readFile(
  context: HostContext,
  path: string,
  commit: string,
  signal: CancelSignal,
): Promise<CommittedFile> {
  const task = { action: t("reading a file of the repository"), effect: "read" } as const;
  const found = await ask(
    context,
    task,
    (client, request) =>
      client.repos.getContent({ ...placeOf(context), path, ref: commit, request }),
    contentAnswer,
    signal,
  );
  if (!found.ok) {
    if (found.error.status === 404) return { kind: "missing" };
    return { kind: "unreadable", error: explainHost(found.error, context.repository) };
  }
  const { encoding, content, sha } = found.value;
  return encoding === "base64" ? decoded(content) : readBlob(context, sha, signal);
}

async function readBlob(
  context: HostContext,
  sha: string,
  signal: CancelSignal,
): Promise<CommittedFile> {
  const task = { action: t("reading a file of the repository"), effect: "read" } as const;
  const found = await ask(
    context,
    task,
    (client, request) => client.git.getBlob({ ...placeOf(context), file_sha: sha, request }),
    blobAnswer,
    signal,
  );
  return found.ok
    ? decoded(found.value.content)
    : { kind: "unreadable", error: explainHost(found.error, context.repository) };
}

function decoded(content: string): CommittedFile {
  try {
    const bytes = Buffer.from(content, "base64");
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    return { kind: "found", text };
  } catch {
    return { kind: "unreadable", error: unknownShape(t("reading a file of the repository")) };
  }
}

function noCommits(name: string): TrackerError {
  return {
    code: "tracker/not-found",
    message: t(
      "The branch {0} has no commit on GitHub yet, so there is nothing to open a pull request against. Push the repository first.",
      name,
    ),
  };
}
