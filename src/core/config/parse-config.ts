import { hasErrors, inFile } from "../kernel/problem.ts";
import { t } from "../kernel/texts.ts";
import { NONE_EXPOSED } from "../model/ai-exposure.ts";
import { checkShape } from "./check-shape.ts";
import { CONFIG_SHAPE } from "./config-shape.ts";
import { CLOSE_CHECKS, type CanonConfig, type ParsedConfig } from "./config.ts";
import { defaultConfig } from "./default-config.ts";
import { readExposure } from "./read-exposure.ts";
import { findSecrets } from "./find-secrets.ts";
import { booleanAt, type LocatedMap, mapAt, textAt, textsAt } from "./located.ts";
import { readRouting } from "./read-routing.ts";
import { readSystems } from "./read-systems.ts";
import { readYaml } from "./read-yaml.ts";
import { collectProblems, type Report } from "./report.ts";

/**
 * Reads `CANON.yaml` in all documented forms.
 *
 * Shape:  always a whole configuration; what could not be read has its default. `fileName` is the
 *         file as problems name it. With `broken`, nothing may be synced.
 * Units:  every problem has a line, from 1.
 * Errors: none are thrown.
 * Source: the Canon documentation of CANON.yaml and of ticket sync.
 */
export function parseConfig(text: string, fileName: string): ParsedConfig {
  const { problems, report } = collectProblems();
  if (/(?:^|\/)SPECWRIGHT\.yaml$/.test(fileName)) {
    const message = t(
      "This name is read for the sake of older workspaces. Rename the file to CANON.yaml.",
    );
    report("config/deprecated", "info", 1, message);
  }
  const written = readYaml(text, report);
  const config =
    written === null
      ? { ...defaultConfig(), aiExposure: NONE_EXPOSED }
      : readConfig(written, report);
  const located = inFile(
    fileName,
    problems.sort((a, b) => (a.line ?? 0) - (b.line ?? 0)),
  );
  return { config, problems: located, broken: hasErrors(located) };
}

function readConfig(written: LocatedMap, report: Report): CanonConfig {
  const secrets = findSecrets(written, report);
  const root = checkShape(written, CONFIG_SHAPE, secrets, report);
  const { systems, defaultTarget } = readSystems(root, written, report);
  const defaults = defaultConfig();
  const specs = mapAt(root, "specs");
  const sync = mapAt(root, "sync");
  return {
    docPaths: textsAt(specs, "doc_paths")?.map(withoutDot) ?? defaults.docPaths,
    requireReview: booleanAt(specs, "require_review") ?? defaults.requireReview,
    createTickets:
      (booleanAt(sync, "create_tickets") ?? true) && (booleanAt(specs, "auto_tickets") ?? true),
    reverseSync: booleanAt(sync, "reverse_sync") ?? defaults.reverseSync,
    lifecycleSync:
      textAt(specs, "lifecycle_sync") === "close_only"
        ? "close_only"
        : (booleanAt(specs, "lifecycle_sync") ?? defaults.lifecycleSync),
    verifyOnClose:
      CLOSE_CHECKS.find((word) => word === textAt(specs, "verify_on_close")) ??
      defaults.verifyOnClose,
    aiExposure: readExposure(root, written),
    team: textAt(root, "team"),
    systems,
    routing: readRouting(root, written, systems, report),
    defaultTarget,
  };
}

function withoutDot(pattern: string): string {
  return pattern.replace(/^(?:\.\/)+/, "");
}
