import { pathToFileURL } from "node:url";
import type { RunningServer } from "./start-server.ts";

interface PageOptions {
  readonly workspace: string;
  readonly payload?: readonly (readonly [string, string])[];
  readonly token?: string;
  /** A file to show first. */
  readonly openFile?: string;
}

/** The address under which the server opens a folder. */
export function workspaceUrl(server: RunningServer, options: PageOptions): string {
  const url = new URL(server.origin);
  url.searchParams.set("folder", serverPath(options.workspace));
  const payload = [...(options.payload ?? []), ...openFile(server, options.openFile)];
  if (payload.length > 0) url.searchParams.set("payload", JSON.stringify(payload));
  if (options.token !== undefined) url.searchParams.set("tkn", options.token);
  return url.href;
}

/** The address of a file of this machine inside the window. */
export function remoteUri(server: RunningServer, path: string): string {
  return `vscode-remote://${server.authority}${serverPath(path)}`;
}

function openFile(server: RunningServer, path: string | undefined): [string, string][] {
  return path === undefined ? [] : [["openFile", remoteUri(server, path)]];
}

function serverPath(path: string): string {
  return decodeURIComponent(pathToFileURL(path).pathname);
}
