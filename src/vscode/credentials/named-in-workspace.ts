import * as vscode from "vscode";
import type { FileStore } from "../../ports/file-store.ts";
import type { App } from "../app.ts";
import { isRemote, type RemoteSystem } from "./systems.ts";

/** What the folders of the window say about trackers: a help for typing, never more. */
export interface WorkspaceNames {
  readonly systems: ReadonlySet<RemoteSystem>;
  readonly hosts: ReadonlyMap<RemoteSystem, string>;
  readonly projects: ReadonlyMap<RemoteSystem, string>;
  readonly files: FileStore;
}

/** Collects them over all folders; undefined, with a word to the person, when none is open. */
export async function namedInWorkspace(app: App): Promise<WorkspaceNames | undefined> {
  const systems = new Set<RemoteSystem>();
  const hosts = new Map<RemoteSystem, string>();
  const projects = new Map<RemoteSystem, string>();
  let files: FileStore | undefined;
  for (const session of app.folders.all()) {
    const folder = await session.load();
    files ??= folder.files;
    for (const { system, host, project } of folder.config.config.systems.values()) {
      if (!isRemote(system)) continue;
      systems.add(system);
      if (host !== null && !hosts.has(system)) hosts.set(system, host);
      if (project !== null && !projects.has(system)) projects.set(system, project);
    }
  }
  if (files !== undefined) return { systems, hosts, projects, files };
  void vscode.window.showInformationMessage(
    vscode.l10n.t(
      "Canon works on a folder. Open the folder that holds your specs, then try again.",
    ),
  );
  return undefined;
}
