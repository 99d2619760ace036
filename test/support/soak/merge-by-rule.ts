import { findConflicts } from "../../../src/core/kernel/conflict-marks.ts";
import { resolveLinks } from "../../../src/core/merge/resolve-links.ts";
import { resolveSpec } from "../../../src/core/merge/resolve-spec.ts";
import { mergeLines, type Merged, type Side } from "../histories/three-way.ts";

/**
 * Merges as git does, then as `canon resolve` does; what no rule decides, a person does by taking a
 * side.
 */
export function mergeByRule(base: string, ours: string, theirs: string, take: Side): Merged {
  const { text, conflicts } = mergeLines(base, ours, theirs, "marks");
  if (conflicts === 0) return { text, conflicts };
  const resolve = text.startsWith('{"version":1,"links":') ? resolveLinks : resolveSpec;
  const resolved = resolve(text, base).text;
  const left = findConflicts(resolved);
  let merged = "";
  let at = 0;
  for (const conflict of left) {
    merged += resolved.slice(at, conflict.start) + conflict[take].join("");
    at = conflict.end;
  }
  return { text: merged + resolved.slice(at), conflicts: left.length };
}
