import { conflictLine } from "../kernel/conflict-marks.ts";
import { formatTriage, parseTriage } from "../plan/triage-file.ts";
import type { Resolution } from "./resolve-spec.ts";
import { notMerged, sidesOf } from "./side-text.ts";

/**
 * Decides the conflicts in the list of tickets that need no section.
 *
 * Shape:  what either side put on the list or took off it since `ancestor`, the text that both come
 *         from; where that is not known, all that is on either list.
 * Errors: a side that is no such list; the file then stays as it is.
 */
export function resolveTriage(text: string, ancestor: string | null): Resolution {
  const line = conflictLine(text);
  if (line === null) return { text, resolved: 0, notes: [], left: [] };
  const sides = sidesOf(text);
  const [ours, theirs] = [namesIn(sides.ours), namesIn(sides.theirs)];
  if (ours === null || theirs === null) return notMerged(text, "tickets", line);
  const base = namesIn(sides.base ?? ancestor) ?? new Set<string>();
  const names = [...new Set([...ours, ...theirs])].filter(
    (name) => !base.has(name) || (ours.has(name) && theirs.has(name)),
  );
  const resolved = sides.conflicts;
  return { text: formatTriage(new Set(names)), resolved, notes: [], left: [] };
}

function namesIn(text: string | null): ReadonlySet<string> | null {
  const names = text === null ? null : parseTriage(text);
  return names?.ok === true ? names.value : null;
}
