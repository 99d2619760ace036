import type { CanonConfig } from "./config.ts";
import { matchPath } from "./match-path.ts";

/**
 * Tells whether a file is a spec.
 *
 * Shape:  `path` is relative to the workspace folder, with forward slashes.
 * Source: the Canon documentation of `specs.doc_paths`; names that begin with `_` are templates.
 */
export function isSpecFile(config: CanonConfig, path: string): boolean {
  const name = path.slice(path.lastIndexOf("/") + 1);
  if (name.startsWith("_") || !name.endsWith(".md")) return false;
  return config.docPaths.some((pattern) => matchPath(pattern, path, false));
}
