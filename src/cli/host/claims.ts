import { findProgram } from "../../adapters/files/find-program.ts";
import { createClaimStore } from "../../adapters/git/claim-refs.ts";
import { err } from "../../core/kernel/result.ts";
import type { ClaimStore } from "../../ports/claim-store.ts";
import { misuse, type CommandContext } from "../context.ts";

/** Shares claims over a remote of the clone; without git, or offline, it says why it cannot. */
export function claimStore({ host, root, isOffline }: CommandContext, remote: string): ClaimStore {
  const program = findProgram("git", host.env["PATH"], root);
  if (isOffline) return nowhere("CANON_OFFLINE is set, so other jobs cannot be told.");
  if (program === undefined) return nowhere("There is no git on this machine.");
  return createClaimStore({ program, folder: root, env: host.env, remote });
}

function nowhere(why: string): ClaimStore {
  const refused = () =>
    Promise.resolve(err(misuse("no-claims", `${why} Nothing was created. Leave --claim out.`)));
  return { list: refused, write: refused, movedOn: refused, sharedTexts: refused };
}
