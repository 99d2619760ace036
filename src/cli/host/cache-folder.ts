import { join } from "node:path";
import { variable, type CliHost } from "./cli-host.ts";

/**
 * The person's own folder for what Canon can make again at any time.
 *
 * Shape:  `CANON_CACHE_DIR`, else where the system keeps such files; undefined without a home.
 */
export function cacheFolder(host: CliHost): string | undefined {
  const own = variable(host, "CANON_CACHE_DIR");
  if (own !== undefined) return own;
  const system =
    process.platform === "win32"
      ? variable(host, "LOCALAPPDATA")
      : variable(host, "XDG_CACHE_HOME");
  if (system !== undefined) return join(system, "canon");
  const home = variable(host, "HOME") ?? variable(host, "USERPROFILE");
  if (home === undefined) return undefined;
  const place = process.platform === "darwin" ? "Library/Caches" : ".cache";
  return join(home, place, "canon");
}
