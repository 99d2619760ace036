import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

export type Trust = "trusted" | "restricted";

/** Nothing that asks, welcomes, phones out or changes by itself: a test sees only Canon. */
const QUIET_SETTINGS = {
  "chat.commandCenter.enabled": false,
  "chat.disableAIFeatures": true,
  "editor.accessibilitySupport": "off",
  "extensions.autoCheckUpdates": false,
  "extensions.autoUpdate": false,
  "extensions.ignoreRecommendations": true,
  "files.autoSave": "off",
  "git.autofetch": false,
  "git.openRepositoryInParentFolders": "never",
  "json.schemaDownload.enable": false,
  "npm.fetchOnlinePackageInfo": false,
  "security.workspace.trust.banner": "never",
  "security.workspace.trust.startupPrompt": "never",
  "telemetry.telemetryLevel": "off",
  "update.mode": "none",
  "update.showReleaseNotes": false,
  "window.commandCenter": false,
  "workbench.enableExperiments": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.settings.enableNaturalLanguageSearch": false,
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
} as const;

/** A trusted window has the trust feature off; a restricted one has it on and nobody to ask. */
export function hostSettings(trust: Trust): Record<string, unknown> {
  return { ...QUIET_SETTINGS, "security.workspace.trust.enabled": trust === "restricted" };
}

/** Writes a person's settings to the two places where the server edition looks for them. */
export async function writeServerSettings(
  dataFolder: string,
  settings: Readonly<Record<string, unknown>>,
): Promise<void> {
  await writeSettings(join(dataFolder, "data", "Machine"), settings);
  await writeUserSettings(join(dataFolder, "data"), settings);
}

/** Writes a person's settings to where the desktop edition looks for them. */
export async function writeUserSettings(
  userDataFolder: string,
  settings: Readonly<Record<string, unknown>>,
): Promise<void> {
  await writeSettings(join(userDataFolder, "User"), settings);
}

async function writeSettings(
  folder: string,
  settings: Readonly<Record<string, unknown>>,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "settings.json"), JSON.stringify(settings, null, 2));
}
