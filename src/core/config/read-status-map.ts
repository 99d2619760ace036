import { t } from "../kernel/texts.ts";
import { SPEC_STATES, type SpecState, isSpecState } from "../model/status.ts";
import type { SystemName } from "../model/ticket-ref.ts";
import { BUILT_IN_STATES } from "./built-in-states.ts";
import type { StatusMap } from "./config.ts";
import { lineAt, type LocatedMap, mapAt, textAt } from "./located.ts";
import type { Report } from "./report.ts";
import { shown } from "./secret-text.ts";

const GITHUB_STATUS = /^(?:open|closed)(?:\|[^|]+)?$/i;

/**
 * Reads the `status_map` of a connection, in its flat and its nested form.
 *
 * Shape: only what the file says; the built-in names fill the gaps when a status is looked up.
 */
export function readStatusMap(
  connection: LocatedMap | null,
  path: string,
  system: SystemName,
  report: Report,
): StatusMap {
  const map = mapAt(connection, "status_map");
  const written = readForward(map);
  if (connection !== null && system !== "local" && written.size > 0) {
    reportMissing(written, path, lineAt(connection, "status_map"), report);
  }
  const forward = system === "github" ? withoutPlainNames(written, map, path, report) : written;
  const fallback = textAt(map, "fallback") ?? "draft";
  return {
    forward,
    reverse: readReverse(mapAt(map, "reverse")),
    fallback: isSpecState(fallback) ? fallback : "draft",
  };
}

/**
 * The workflow states that a status map adds to the built-in ones.
 *
 * Shape: empty for trackers whose workflow is not the workspace's to define; for GitHub, states
 *        are labels and so belong to the workspace.
 */
export function extraStates(system: SystemName, map: StatusMap): string[] {
  if (system !== "local" && system !== "github") return [];
  const known = new Set(Object.values(BUILT_IN_STATES[system]).flat());
  return [...map.forward.values(), ...map.reverse.keys()].filter((name) => {
    const isNew = !known.has(name.toLowerCase());
    known.add(name.toLowerCase());
    return isNew;
  });
}

function readForward(map: LocatedMap | null): Map<SpecState, string> {
  const nested = mapAt(map, "forward");
  const forward = new Map<SpecState, string>();
  for (const state of SPEC_STATES) {
    const name = textAt(nested, state) ?? textAt(map, state);
    if (name !== null && name.trim() !== "") forward.set(state, name.trim());
  }
  return forward;
}

function readReverse(map: LocatedMap | null): Map<string, SpecState> {
  const reverse = new Map<string, SpecState>();
  for (const name of map?.entries.keys() ?? []) {
    const state = textAt(map, name);
    if (state !== null && isSpecState(state)) reverse.set(name, state);
  }
  return reverse;
}

function reportMissing(
  forward: ReadonlyMap<SpecState, string>,
  path: string,
  line: number,
  report: Report,
): void {
  const missing = SPEC_STATES.filter((state) => !forward.has(state)).sort();
  if (missing.length === 0) return;
  const names = missing.map((state) => `\`${state}\``).join(", ");
  const message = t(
    "`{0}.status_map` says nothing about {1}. Canon uses its built-in names there; add the names that your workflow has.",
    path,
    names,
  );
  report("config/incomplete-status-map", "warning", line, message);
}

/** An issue on GitHub is open or closed; names of other trackers cannot be told from labels. */
function withoutPlainNames(
  forward: ReadonlyMap<SpecState, string>,
  map: LocatedMap | null,
  path: string,
  report: Report,
): Map<SpecState, string> {
  const kept = new Map<SpecState, string>();
  for (const [state, name] of forward) {
    if (GITHUB_STATUS.test(name)) {
      kept.set(state, name);
      continue;
    }
    const nested = mapAt(map, "forward");
    const line = nested === null || textAt(nested, state) === null ? map : nested;
    const message = t(
      '`{0}.status_map` gives "{1}" for `{2}`, but an issue on GitHub is open or closed, with a label. Canon uses its built-in label; write for example `open|{3}`.',
      path,
      shown(name),
      state,
      shown(name).toLowerCase(),
    );
    report("config/wrong-value", "warning", line === null ? 1 : lineAt(line, state), message);
  }
  return kept;
}
