import type { Problem } from "../core/kernel/problem.ts";
import { ok, type Result } from "../core/kernel/result.ts";
import type { Intent } from "../core/plan/intent.ts";
import type { OpenIntent } from "../core/plan/snapshot.ts";
import type { FileStore } from "../ports/file-store.ts";
import type { Run } from "./engine.ts";
import { readIntents } from "./journal.ts";
import type { ClaimWorld } from "./releasable-claims.ts";
import type { RunClaims } from "./run-claims.ts";

/** The creates that were begun and never seen to end, here or, where it is known, elsewhere. */
export interface OpenedIntents {
  readonly intents: readonly Intent[];
  readonly problems: readonly Problem[];
  /** What a plan has to know of them once they were looked up, and which may concern nobody. */
  judge(open: readonly OpenIntent[]): {
    readonly intents: readonly OpenIntent[];
    readonly orphans: readonly OpenIntent[];
  };
}

/** Errors: what other clones have begun could not be read; then nothing may be created. */
export async function openedIntents(
  files: FileStore,
  claims: RunClaims | undefined,
  world: ClaimWorld,
  { signal }: Run,
): Promise<Result<OpenedIntents, Problem>> {
  const { intents, problems } = await readIntents(files, signal);
  if (claims === undefined) {
    return ok({ intents, problems, judge: (open) => ({ intents: open, orphans: open }) });
  }
  const elsewhere = await claims.look(world, intents, signal);
  if (!elsewhere.ok) return elsewhere;
  const foreign = new Set(elsewhere.value.map(({ intentId }) => intentId));
  return ok({
    intents: [...intents, ...elsewhere.value],
    problems,
    judge: (open) => {
      const judged = claims.judge(open);
      // What another clone may be doing right now is no orphan, and its record does not lie here.
      const isCertain = ({ intentId, found }: OpenIntent): boolean =>
        found.kind === "found" || !foreign.has(intentId);
      return { intents: judged, orphans: judged.filter(isCertain) };
    },
  });
}
