import { accessSync, constants } from "node:fs";
import { resolve } from "node:path";
import { variable, type CliHost } from "./cli-host.ts";

const PROXY_VARIABLES = ["HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"];

/** The variable that names a proxy; undefined without one. */
export function proxyVariable(host: CliHost): string | undefined {
  return PROXY_VARIABLES.find((name) => variable(host, name) !== undefined);
}

/** Tells whether this Node can send its own requests through a proxy. */
export function knowsProxies(): boolean {
  return process.allowedNodeEnvironmentFlags.has("--use-env-proxy");
}

/** The file of further authorities, absolute, and whether it can be read; null when none is named. */
export function authorityFile(
  host: CliHost,
): { readonly path: string; readonly isReadable: boolean } | null {
  const file = variable(host, "CANON_CA_FILE");
  if (file === undefined) return null;
  const path = resolve(host.cwd, file);
  try {
    accessSync(path, constants.R_OK);
    return { path, isReadable: true };
  } catch {
    return { path, isReadable: false };
  }
}

/**
 * Variables that Node itself has to find when it starts, for the network as the person describes
 * it; empty when it has all of them.
 */
export function missingAtStart(host: CliHost): Readonly<Record<string, string>> {
  const authority = authorityFile(host);
  const wantsProxy = proxyVariable(host) !== undefined && knowsProxies();
  const wanted: Record<string, string> = {
    ...(authority?.isReadable === true ? { NODE_EXTRA_CA_CERTS: authority.path } : {}),
    ...(wantsProxy ? { NODE_USE_ENV_PROXY: "1" } : {}),
  };
  return Object.fromEntries(
    Object.entries(wanted).filter(([name, value]) => host.env[name] !== value),
  );
}
