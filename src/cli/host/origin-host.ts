import type { OpenGitHost } from "../../adapters/catalog.ts";
import { ok } from "../../core/kernel/result.ts";
import type { EngineDeps } from "../../sync/engine-deps.ts";

/** Opens the repository that a folder was cloned from, when a command first needs it. */
export function originHost(
  root: string,
  open: OpenGitHost,
): NonNullable<EngineDeps["openGitHost"]> {
  return async (signal) => {
    const { readGitRemote } = await import("../../adapters/files/git-remote.ts");
    const remote = await readGitRemote(root);
    if (!remote.ok) return remote;
    const host = await open(remote.value.url, signal);
    const { prefix, branch } = remote.value;
    return host.ok ? ok({ host: host.value, prefix, branch }) : host;
  };
}
