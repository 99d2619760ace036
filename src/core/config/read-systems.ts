import { t } from "../kernel/texts.ts";
import { isSystemName, type SystemName } from "../model/ticket-ref.ts";
import type { SystemConfig } from "./config.ts";
import { lineAt, type LocatedMap, mapAt, textAt } from "./located.ts";
import { readHierarchy } from "./read-hierarchy.ts";
import { readSimpleForm } from "./read-simple-form.ts";
import { extraStates, readStatusMap } from "./read-status-map.ts";
import { nothingSynced, type Report } from "./report.ts";
import { shown } from "./secret-text.ts";

const LOCAL_PREFIX = /^[A-Za-z][A-Za-z0-9_]*$/;

interface Systems {
  readonly systems: ReadonlyMap<string, SystemConfig>;
  readonly defaultTarget: string | null;
}

/**
 * Reads all forms in which a file names its trackers, into one list.
 *
 * Shape: `root` has passed the check against the shape, `written` is the file before it. The
 *        simple forms become a system of their own, which serves what no rule matches.
 */
export function readSystems(root: LocatedMap, written: LocatedMap, report: Report): Systems {
  const systems = readNamed(root, report);
  const simple = readSimpleForm(root, written, report);
  if (simple === null) return { systems, defaultTarget: null };
  const { system } = simple;
  const project = checkedProject(system, simple.project, simple.path, simple.line, report);
  const same = [...systems.values()].find(
    (other) => other.system === system && other.project === project,
  );
  if (same !== undefined) return { systems, defaultTarget: same.name };
  const name = freeName(systems);
  systems.set(name, systemFrom(name, system, project, null, report));
  return { systems, defaultTarget: name };
}

function readNamed(root: LocatedMap, report: Report): Map<string, SystemConfig> {
  const systems = new Map<string, SystemConfig>();
  for (const [name, { value }] of mapAt(root, "ticket_systems")?.entries ?? []) {
    const map = value.kind === "map" ? value : null;
    const system = textAt(map, "system");
    if (map === null || system === null || !isSystemName(system)) continue;
    const path = `ticket_systems.${shown(name)}`;
    const project = readProject(system, map, path, report);
    const line = lineAt(map, "project");
    const checked = checkedProject(system, project, `${path}.project`, line, report);
    systems.set(name, systemFrom(name, system, checked, map, report));
  }
  return systems;
}

function systemFrom(
  name: string,
  system: SystemName,
  project: string | null,
  map: LocatedMap | null,
  report: Report,
): SystemConfig {
  const statusMap = readStatusMap(map, `ticket_systems.${shown(name)}`, system, report);
  return {
    name,
    system,
    project,
    host: textAt(map, "host") ?? textAt(map, "host_override"),
    extraStates: extraStates(system, statusMap),
    statusMap,
    hierarchy: readHierarchy(map),
  };
}

/** The documentation's own example gives a GitHub repository as `repo`. */
function readProject(
  system: SystemName,
  map: LocatedMap,
  path: string,
  report: Report,
): string | null {
  const project = textAt(map, "project");
  const repo = textAt(map, "repo");
  if (repo === null) return project;
  if (system === "github" && project === null) return repo;
  const message = t(
    "`{0}.repo` changes nothing here: `project` says where tickets are created. Remove it.",
    path,
  );
  report("config/unused-key", "info", lineAt(map, "repo"), message);
  return project;
}

/** The project of the embedded tracker becomes part of file names. */
function checkedProject(
  system: SystemName,
  project: string | null,
  path: string,
  line: number,
  report: Report,
): string | null {
  if (system !== "local" || project === null || LOCAL_PREFIX.test(project)) return project;
  const message = t(
    '`{0}` is "{1}", but local tickets need a prefix of letters, digits and underscores, such as `LOCAL`. {2}',
    path,
    shown(project),
    nothingSynced(),
  );
  report("config/wrong-value", "error", line, message);
  return null;
}

function freeName(systems: ReadonlyMap<string, SystemConfig>): string {
  let name = systems.has("primary") ? "sync" : "primary";
  for (let number = 2; systems.has(name); number += 1) name = `sync-${number}`;
  return name;
}
