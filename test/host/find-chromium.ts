import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";

/** What the search depends on, so that a test can play other machines. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly isProgram: (path: string) => boolean;
}

export const thisMachine: Machine = {
  platform: process.platform,
  env: process.env,
  isProgram: (path) => {
    try {
      accessSync(path, constants.X_OK);
      return existsSync(path);
    } catch {
      return false;
    }
  },
};

/** Finds a Chromium to drive: `CHROME_PATH` first, then the search path, then the usual places. */
export function findChromium(machine: Machine = thisMachine): string | undefined {
  const named = machine.env["CHROME_PATH"];
  const candidates = [
    ...(named === undefined || named === "" ? [] : [named]),
    ...onSearchPath(machine),
    ...usualPlaces(machine),
  ];
  return candidates.find(machine.isProgram);
}

function onSearchPath(machine: Machine): string[] {
  if (machine.platform === "win32") return [];
  const folders = (machine.env["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "");
  const names = [
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
    "microsoft-edge-stable",
    "microsoft-edge",
  ];
  return names.flatMap((name) => folders.map((folder) => join(folder, name)));
}

function usualPlaces(machine: Machine): string[] {
  if (machine.platform === "darwin") {
    const apps = ["Google Chrome", "Chromium", "Microsoft Edge"];
    const folders = ["/Applications", `${machine.env["HOME"] ?? ""}/Applications`];
    return apps.flatMap((app) =>
      folders.map((folder) => `${folder}/${app}.app/Contents/MacOS/${app}`),
    );
  }
  if (machine.platform === "win32") {
    const roots = ["PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"].flatMap(
      (name) => machine.env[name] ?? [],
    );
    const programs = [
      "Google\\Chrome\\Application\\chrome.exe",
      "Chromium\\Application\\chrome.exe",
      "Microsoft\\Edge\\Application\\msedge.exe",
    ];
    return roots.flatMap((root) => programs.map((program) => `${root}\\${program}`));
  }
  return ["/usr/lib/chromium/chromium", "/opt/google/chrome/chrome", "/snap/bin/chromium"];
}
