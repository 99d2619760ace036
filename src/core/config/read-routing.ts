import { t } from "../kernel/texts.ts";
import type { RoutingRule, SystemConfig } from "./config.ts";
import {
  booleanAt,
  itemsAt,
  lineAt,
  type Located,
  type LocatedMap,
  mapAt,
  textAt,
  textsAt,
} from "./located.ts";
import { nearestKey, suggest } from "./nearest-key.ts";
import { nothingSynced, type Report } from "./report.ts";
import { shown } from "./secret-text.ts";

/** The names that a rule may give, and those that are written but have a problem of their own. */
interface Names {
  readonly systems: ReadonlyMap<string, SystemConfig>;
  readonly written: LocatedMap | null;
}

/**
 * Reads the `routing` list.
 *
 * Shape: `root` has passed the check against the shape, `written` is the file before it; rules
 *        with an error are left out.
 */
export function readRouting(
  root: LocatedMap,
  written: LocatedMap,
  systems: ReadonlyMap<string, SystemConfig>,
  report: Report,
): RoutingRule[] {
  const names = { systems, written: mapAt(written, "ticket_systems") };
  const rules = itemsAt(root, "routing") ?? [];
  return rules.flatMap((rule, index) => {
    if (rule.kind !== "map") return [];
    return readRule(rule, `routing[${index}]`, names, report) ?? [];
  });
}

function readRule(
  rule: LocatedMap,
  path: string,
  names: Names,
  report: Report,
): RoutingRule | null {
  const match = mapAt(rule, "match");
  const target = textAt(rule, "target");
  if (match === null || target === null) return null;
  const isKnown = checkTarget(target, `${path}.target`, lineAt(rule, "target"), names, report);
  const isMatch = checkMatch(match, path, report);
  const shadowTargets = readShadows(rule, target, path, names, report);
  if (!isKnown || !isMatch) return null;
  return {
    match: {
      tags: textsAt(match, "tags"),
      team: textAt(match, "team"),
      owner: textAt(match, "owner"),
      path: textAt(match, "path"),
      always: booleanAt(match, "default"),
    },
    target,
    shadowTargets,
  };
}

function checkMatch(match: LocatedMap, path: string, report: Report): boolean {
  // What was wrong with a match that is empty now has been said; it must not hold for all specs.
  if (match.entries.size === 0) return false;
  if (match.entries.has("default") && match.entries.size > 1) {
    const message = t(
      "`{0}.match.default` must stand alone. Remove it or the keys beside it. {1}",
      path,
      nothingSynced(),
    );
    report("config/wrong-value", "error", lineAt(match, "default"), message);
    return false;
  }
  return true;
}

function checkTarget(
  name: string,
  path: string,
  line: number,
  names: Names,
  report: Report,
): boolean {
  if (names.systems.has(name)) return true;
  if (names.written?.entries.has(name) === true) return false;
  const known = [...names.systems.keys()];
  const advice = known.length === 0 ? t("Add it under `ticket_systems`.") : suggest(name, known);
  const message = t(
    '`{0}` is "{1}", which no ticket system in this file is called. {2} {3}',
    path,
    shown(name),
    advice,
    nothingSynced(),
  );
  report("config/unknown-target", "error", line, message, nearestKey(name, known));
  return false;
}

function readShadows(
  rule: LocatedMap,
  target: string,
  path: string,
  names: Names,
  report: Report,
): string[] {
  const shadows: string[] = [];
  for (const [index, item] of (itemsAt(rule, "shadow_targets") ?? []).entries()) {
    const name = nameOf(item);
    if (name === null) continue;
    const at = `${path}.shadow_targets[${index}]`;
    if (name === target || shadows.includes(name)) {
      const what = name === target ? t("the target of this rule as well") : t("listed twice");
      const message = t(
        '`{0}` is "{1}", which is {2}. Remove it. {3}',
        at,
        shown(name),
        what,
        nothingSynced(),
      );
      report("config/wrong-value", "error", item.line, message);
    } else if (checkTarget(name, at, item.line, names, report)) {
      shadows.push(name);
    }
  }
  return shadows;
}

function nameOf(item: Located): string | null {
  return item.kind === "scalar" && typeof item.value === "string" ? item.value : null;
}
