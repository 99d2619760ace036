import { pathToFileURL } from "node:url";
import type { RunningServer } from "./start-server.ts";

interface PageOptions {
  /** A folder, a file that names several, or the address of a folder that lies on no disk. */
  readonly workspace: string;
  readonly payload?: readonly (readonly [string, string])[];
  readonly token?: string;
  /** A file to show first. */
  readonly openFile?: string;
}

/** The address under which the server opens a workspace. */
export function workspaceUrl(server: RunningServer, options: PageOptions): string {
  const url = new URL(server.origin);
  const { workspace } = options;
  const isVirtual = /^[a-z][a-z-]+:\//.test(workspace);
  const kind = workspace.endsWith(".code-workspace") ? "workspace" : "folder";
  url.searchParams.set(kind, isVirtual ? workspace : serverPath(workspace));
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
