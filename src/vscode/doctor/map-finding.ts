import { t } from "../../core/kernel/texts.ts";
import type { SystemConfig } from "../../core/config/config.ts";
import { suggestStatusMap } from "../../core/config/suggest-status-map.ts";
import { lineOfSystem, writeStatusMap } from "../../core/config/write-status-map.ts";
import type { WorkflowDescription } from "../../core/model/ticket.ts";
import { plainLine } from "../../core/view/plain-text.ts";
import type { LoadedFolder } from "../workspace/folder-session.ts";
import { unknownNames } from "./inspect-system.ts";
import type { MapFinding } from "./map-findings.ts";

/** What is wrong with the status map of a connection; undefined when it fits. */
export async function mapFinding(
  system: SystemConfig,
  workflow: WorkflowDescription,
  { config, files }: LoadedFolder,
): Promise<MapFinding | undefined> {
  const { unknown, suggestion } = suggestStatusMap(system, workflow);
  const reading = config.file === null ? undefined : await files.read(config.file);
  if (unknown.length === 0 || reading?.kind !== "found") return undefined;
  return {
    system: system.name,
    message: plainLine(
      t(
        'The workflow of "{0}" does not have {1}. A sync could not set them.',
        system.name,
        unknownNames(unknown),
      ),
      500,
    ),
    line: lineOfSystem(reading.text, system),
    edits: (text) => writeStatusMap(text, system, suggestion),
    again: async (folder) => {
      const now = folder.config.config.systems.get(system.name);
      return now === undefined ? undefined : mapFinding(now, workflow, folder);
    },
  };
}
