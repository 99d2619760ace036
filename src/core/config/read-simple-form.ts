import { t } from "../kernel/texts.ts";
import { isSystemName, type SystemName } from "../model/ticket-ref.ts";
import { lineAt, type LocatedMap, mapAt, textAt } from "./located.ts";
import { nothingSynced, type Report } from "./report.ts";

/** A tracker without a name; `path` and `line` are those of its project. */
export interface SimpleForm {
  readonly system: SystemName;
  readonly project: string | null;
  readonly path: string;
  readonly line: number;
}

/**
 * Reads the simple forms: the `sync` block, and `ticket_system` with `project_key`.
 *
 * Shape: null when the file uses neither. `sync` wins over the others; `ticket_systems` puts
 *        `ticket_system` out of use, but not `sync`.
 */
export function readSimpleForm(
  root: LocatedMap,
  written: LocatedMap,
  report: Report,
): SimpleForm | null {
  const sync = mapAt(root, "sync");
  const inSync = systemAt(sync, "system");
  const single = systemAt(root, "ticket_system");
  const singleCounts = single !== null && !hasNamedSystems(root);
  if (single !== null && !singleCounts) ignored(root, "`ticket_systems`", report);
  else if (single !== null && inSync !== null && single !== inSync) ignored(root, "`sync`", report);

  const system = inSync ?? (singleCounts ? single : null);
  if (system === null) {
    reportProjectAlone(root, written, single !== null, report);
    return null;
  }
  const syncProject = textAt(sync, "project_key");
  if (sync !== null && syncProject !== null) {
    const line = lineAt(sync, "project_key");
    return { system, project: syncProject, path: "sync.project_key", line };
  }
  const isOthers = single !== null && single !== system;
  const project = isOthers ? null : textAt(root, "project_key");
  return { system, project, path: "project_key", line: lineAt(root, "project_key") };
}

function hasNamedSystems(root: LocatedMap): boolean {
  return (mapAt(root, "ticket_systems")?.entries.size ?? 0) > 0;
}

function systemAt(map: LocatedMap | null, key: string): SystemName | null {
  const word = textAt(map, key);
  return word !== null && isSystemName(word) ? word : null;
}

function ignored(root: LocatedMap, beside: string, report: Report): void {
  const message = t(
    "`ticket_system` is an older form and is ignored beside {0}. Remove it, and `project_key` with it.",
    beside,
  );
  report("config/deprecated", "warning", lineAt(root, "ticket_system"), message);
}

/** A system that was written but could not be read has its own problem already. */
function reportProjectAlone(
  root: LocatedMap,
  written: LocatedMap,
  hasSingle: boolean,
  report: Report,
): void {
  const sync = mapAt(root, "sync");
  const wasWritten =
    mapAt(written, "sync")?.entries.has("system") === true || written.entries.has("ticket_system");
  if (wasWritten) return;
  if (sync !== null && textAt(sync, "project_key") !== null) {
    const message = t(
      "`sync.project_key` names a project, but `sync.system` is missing. Add it. {0}",
      nothingSynced(),
    );
    report("config/missing-value", "error", lineAt(sync, "project_key"), message);
  } else if (textAt(root, "project_key") !== null && !hasSingle) {
    const message = t(
      "`project_key` is ignored: it goes with `ticket_system`, which is missing. Add that, or remove this line.",
    );
    report("config/missing-value", "warning", lineAt(root, "project_key"), message);
  }
}
