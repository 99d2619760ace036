import type { CanonConfig } from "../../core/config/config.ts";
import { isSpecFile } from "../../core/config/spec-files.ts";

/** Whether a file, relative to the workspace, is a spec or Canon's own: no report goes there. */
export function isOwnFile(config: CanonConfig, path: string): boolean {
  const isConfig = path === "CANON.yaml" || path === "SPECWRIGHT.yaml";
  return isConfig || path.startsWith(".canon/") || isSpecFile(config, path);
}
