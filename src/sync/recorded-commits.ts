import { citedIn } from "../core/claims/citations.ts";
import { placeKey, type CodeHistory } from "../ports/code-history.ts";
import type { Run } from "./engine.ts";

/** The commit that recorded a citation; `cut`: an older one may have, which is not at hand. */
export type Recorded =
  | { readonly kind: "commit"; readonly commit: string }
  | { readonly kind: "no-history" | "cut-history" | "not-committed" };

const VERSIONS_AT_ONCE = 20;
const MAX_SPEC_BYTES = 5_000_000;

/**
 * Finds the commits that recorded citations of one spec.
 *
 * Shape:  for each key the oldest commit up to which no version of the spec lacks it. Older versions
 *         are read only while some citation may be older still.
 */
export async function recordedCommits(
  history: CodeHistory,
  spec: string,
  keys: ReadonlySet<string>,
  { signal }: Run,
): Promise<(key: string) => Recorded> {
  const found = await history.versionsOf(spec, signal);
  if (found.kind === "unknown") return () => ({ kind: "no-history" });
  const { versions, isWhole } = found;
  const oldest = new Map<string, number>();
  let open: ReadonlySet<string> = keys;
  for (let start = 0; start < versions.length && open.size > 0; start += VERSIONS_AT_ONCE) {
    const batch = versions.slice(start, start + VERSIONS_AT_ONCE);
    const texts = await history.textsAt(batch, MAX_SPEC_BYTES, signal);
    for (const [offset, place] of batch.entries()) {
      open = citedIn(texts.get(placeKey(place)) ?? null, open);
      for (const key of open) oldest.set(key, start + offset);
    }
  }
  return (key) => {
    const index = oldest.get(key);
    const place = index === undefined ? undefined : versions[index];
    if (index === undefined || place === undefined) return { kind: "not-committed" };
    if (index === versions.length - 1 && !isWhole) return { kind: "cut-history" };
    return { kind: "commit", commit: place.commit };
  };
}
