import { basename, join } from "node:path";
import { workspaceUrl } from "../../host/page-urls.ts";
import { hostSettings, writeServerSettings, type Trust } from "../../host/profile.ts";
import {
  commitAll,
  copySampleWorkspace,
  makeTemporaryFolder,
  writeFiles,
} from "../../host/temporary-folder.ts";
import { useLanguage } from "./language.ts";
import { sharedHost } from "./shared-host.ts";
import { VsCodeWindow } from "./vs-code-window.ts";

interface WindowOptions {
  /** Files of the workspace; without them it is a copy of the sample workspace. */
  readonly files?: Readonly<Record<string, string>>;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly trust?: Trust;
  /** English without it. */
  readonly language?: string;
  readonly size?: { readonly width: number; readonly height: number };
  /** A file to show at once. */
  readonly file?: string;
}

const SIZE = { width: 1280, height: 900 };

/** Opens a fresh workspace in a fresh window, lets the test use it, and closes both. */
export async function inWindow(
  options: WindowOptions,
  use: (window: VsCodeWindow) => Promise<void>,
): Promise<void> {
  const host = await sharedHost();
  const workspace = await makeTemporaryFolder("e2e");
  if (options.files === undefined) await copySampleWorkspace(workspace.path);
  else await writeFiles(workspace.path, options.files);
  await commitAll(workspace.path);
  let settings = {
    ...hostSettings(options.trust ?? "trusted"),
    ...CALM,
    ...options.settings,
  };
  await writeServerSettings(host.dataFolder, settings);
  await useLanguage(host.dataFolder, options.language ?? "en");
  const context = await host.browser.newContext({
    viewport: options.size ?? SIZE,
    reducedMotion: "reduce",
  });
  const window = new VsCodeWindow(await context.newPage(), workspace.path, async (changes) => {
    settings = { ...settings, ...changes };
    await writeServerSettings(host.dataFolder, settings);
  });
  try {
    const file = options.file === undefined ? {} : { openFile: join(workspace.path, options.file) };
    await window.open(workspaceUrl(host.server, { workspace: workspace.path, ...file }));
    await use(window);
  } catch (error) {
    throw await withPicture(error, window);
  } finally {
    await context.close();
    await workspace.remove();
  }
}

/** The error with the name of a picture that shows what the person would have seen. */
async function withPicture(error: unknown, window: VsCodeWindow): Promise<Error> {
  const path = await window
    .screenshot(`failure-${basename(window.workspace)}`)
    .catch(() => "could not be pictured");
  const message = error instanceof Error ? error.message : String(error);
  return new Error(`${message}\nThe window: ${path}`, { cause: error });
}

/** What would make two pictures of the same thing differ, or hide what a test looks for. */
const CALM = {
  "editor.cursorBlinking": "solid",
  "editor.hover.delay": 100,
  "editor.minimap.enabled": false,
  "editor.stickyScroll.enabled": false,
  "editor.wordWrap": "on",
  "git.blame.statusBarItem.enabled": false,
  "workbench.colorTheme": "Dark Modern",
  "workbench.reduceMotion": "on",
  "workbench.notifications.position": "bottom-right",
};
