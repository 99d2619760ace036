import type { CancelSignal } from "../../core/kernel/cancel.ts";
import type { Problem } from "../../core/kernel/problem.ts";
import { err, ok, type Result } from "../../core/kernel/result.ts";
import type { ClaimWrite, ClaimWritten } from "../../ports/claim-store.ts";
import type { RemoteRefs } from "./list-remote.ts";
import { reachRemote, unreachable, type RemotePlace } from "./reach-remote.ts";
import { storeClaims } from "./store-claims.ts";

/** A command line has room for these on every system. */
const AT_ONCE = 100;
/** Two pushes at the same moment may both be told to come back. */
const ATTEMPTS = 3;

interface Push {
  readonly write: ClaimWrite;
  readonly ref: string;
  /** Null takes the reference away. */
  readonly id: string | null;
}

type Written = Map<string, ClaimWritten>;

/**
 * Pushes claims, each only where it still is what was expected.
 *
 * What git answers to a push that failed is not believed: the remote is looked at, so that an
 * answer which got lost is found out, and a claim of somebody else is told from a refusal.
 */
export async function pushClaims(
  place: RemotePlace,
  folder: string,
  writes: readonly ClaimWrite[],
  look: () => Promise<Result<RemoteRefs, Problem>>,
  signal: CancelSignal,
): Promise<Result<Written, Problem>> {
  const texts = writes.flatMap(({ text }) => (text === null ? [] : [text]));
  const stored = await storeClaims(place, texts, signal);
  if (!stored.ok) return stored;
  const ids = [...stored.value];
  const pushes = writes.map((write): Push => {
    const id = write.text === null ? null : (ids.shift() ?? null);
    return { write, ref: folder + write.name, id };
  });
  const written: Written = new Map();
  for (let start = 0; start < pushes.length; start += AT_ONCE) {
    const batch = pushes.slice(start, start + AT_ONCE);
    const done = await pushBatch(place, batch, look, signal);
    if (!done.ok) return done;
    for (const [name, one] of done.value) written.set(name, one);
  }
  return ok(written);
}

async function pushBatch(
  place: RemotePlace,
  pushes: readonly Push[],
  look: () => Promise<Result<RemoteRefs, Problem>>,
  signal: CancelSignal,
): Promise<Result<Written, Problem>> {
  const written: Written = new Map();
  let left = pushes;
  for (let attempt = 1; left.length > 0; attempt++) {
    const end = await reachRemote(place, argsOf(place, left), signal);
    if (end.kind === "stopped") return err(unreachable(place.remote, "", true));
    if (end.kind === "done") {
      for (const { write, id } of left) written.set(write.name, { kind: "done", id });
      break;
    }
    const refs = await look();
    if (!refs.ok) return refs;
    const isOver = attempt === ATTEMPTS;
    const wasHeard = /failed to push some refs/.test(end.said);
    if (isOver && !wasHeard && left.every((one) => isAsBefore(one, refs.value))) {
      return err(unreachable(place.remote, end.said, false));
    }
    for (const one of left) {
      const found = foundOf(one, refs.value);
      if (found !== null) written.set(one.write.name, found);
      else if (isOver) written.set(one.write.name, { kind: "refused" });
    }
    left = left.filter(({ write }) => !written.has(write.name));
  }
  return ok(written);
}

function argsOf({ remote }: RemotePlace, pushes: readonly Push[]): string[] {
  const leases = pushes.map(
    ({ ref, write }) => `--force-with-lease=${ref}:${write.expected ?? ""}`,
  );
  const refs = pushes.map(({ ref, id }) => `${id ?? ""}:${ref}`);
  return ["push", "--quiet", "--porcelain", "--no-verify", ...leases, remote, ...refs];
}

/** What became of a push, by what is there now; null where all is as it was before. */
function foundOf({ write, id }: Push, { claims }: RemoteRefs): ClaimWritten | null {
  const there = claims.get(write.name) ?? null;
  if (there === id) return { kind: "done", id };
  return there === write.expected ? null : { kind: "taken" };
}

function isAsBefore(push: Push, refs: RemoteRefs): boolean {
  return foundOf(push, refs) === null;
}
