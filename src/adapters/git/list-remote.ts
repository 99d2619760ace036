import type { CancelSignal } from "../../core/kernel/cancel.ts";
import type { Problem } from "../../core/kernel/problem.ts";
import { err, ok, type Result } from "../../core/kernel/result.ts";
import { reachRemote, unreachable, type RemotePlace } from "./reach-remote.ts";

export interface RemoteRefs {
  /** Ids of commits, by the last part of the reference's name. */
  readonly claims: ReadonlyMap<string, string>;
  /** Where the branch stands; null where there is none. */
  readonly tip: string | null;
}

/** Lists what lies in a folder of references, and where a branch stands, at one moment. */
export async function listRemote(
  place: RemotePlace,
  folder: string,
  branch: string,
  signal: CancelSignal,
): Promise<Result<RemoteRefs, Problem>> {
  const args = ["ls-remote", "--quiet", place.remote, "HEAD", branch, `${folder}*`];
  const end = await reachRemote(place, args, signal);
  if (end.kind !== "done") {
    const said = end.kind === "failed" ? end.said : "";
    return err(unreachable(place.remote, said, end.kind === "stopped"));
  }
  const claims = new Map<string, string>();
  const tips = new Map<string, string>();
  for (const line of end.bytes.toString("utf8").split("\n")) {
    const [, id = "", name = ""] = /^([0-9a-f]{40,64})\t(\S+)$/.exec(line) ?? [];
    const claim = name.startsWith(folder) ? name.slice(folder.length) : "";
    if (/^[0-9a-f]{32}$/.test(claim)) claims.set(claim, id);
    else if (name === branch || name === "HEAD") tips.set(name, id);
  }
  return ok({ claims, tip: tips.get(branch) ?? null });
}
