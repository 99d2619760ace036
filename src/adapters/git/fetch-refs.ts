import type { CancelSignal } from "../../core/kernel/cancel.ts";
import { reachRemote, type RemotePlace } from "./reach-remote.ts";

const QUIETLY = ["--quiet", "--no-tags", "--no-prune", "--no-write-fetch-head", "--no-auto-maintenance", "--no-recurse-submodules"]; // prettier-ignore

/** Gets what references of the remote point at, and moves nothing in the clone. */
export async function fetchRefs(
  place: RemotePlace,
  refs: readonly string[],
  signal: CancelSignal,
): Promise<boolean> {
  const args = ["fetch", ...QUIETLY, "--stdin", place.remote];
  const end = await reachRemote(place, args, signal, { input: `${refs.join("\n")}\n` });
  return end.kind === "done";
}
