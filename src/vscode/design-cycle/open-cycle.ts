import type { CancelSignal } from "../../core/kernel/cancel.ts";
import type { CompletionDeps } from "../../design-cycle/complete-cycle.ts";
import type { App } from "../app.ts";
import { chooseFolder } from "../commands/choose-folder.ts";
import { mayWrite } from "../commands/may-write.ts";
import type { FolderSession } from "../workspace/folder-session.ts";

/** The folder that a command of the design cycle is about, and what it works with there. */
export interface OpenCycle {
  readonly session: FolderSession;
  readonly deps: (signal: CancelSignal) => Promise<CompletionDeps>;
}

/** Undefined where nothing can be sent or written, which the person was told. */
export async function openCycle(app: App): Promise<OpenCycle | undefined> {
  const session = await chooseFolder(app);
  if (session === undefined || !(await mayWrite(session))) return undefined;
  return { session, deps: (signal) => askedDeps(app, session, signal) };
}

/** For what a person asked for. */
export async function askedDeps(
  app: App,
  session: FolderSession,
  signal: CancelSignal,
): Promise<CompletionDeps> {
  const { cycleDeps } = await import("./cycle-deps.ts");
  const { openGitHost } = await session.load();
  const deps = await cycleDeps(session, await app.accounts(), signal, { isAsked: true });
  return openGitHost === undefined ? deps : { ...deps, openGitHost };
}
