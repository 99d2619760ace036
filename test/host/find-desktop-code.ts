import { delimiter, join } from "node:path";
import type { Machine } from "./find-chromium.ts";

/**
 * Finds the command of a desktop VS Code that can open a window here.
 *
 * Inside the terminal of a remote window, `code` is a different program without profiles of its
 * own, so none is found there.
 */
export function findDesktopCode(machine: Machine): string | undefined {
  const { env, platform } = machine;
  const hasDisplay = [env["DISPLAY"], env["WAYLAND_DISPLAY"]].some((name) => (name ?? "") !== "");
  if ((env["VSCODE_IPC_HOOK_CLI"] ?? "") !== "") return undefined;
  if (platform === "linux" && !hasDisplay) return undefined;
  return places(machine).find(machine.isProgram);
}

function places({ env, platform }: Machine): string[] {
  if (platform === "win32") {
    const roots = ["LOCALAPPDATA", "PROGRAMFILES"].flatMap((name) => env[name] ?? []);
    // The program itself: its batch file cannot be started without a command interpreter.
    return roots.flatMap((root) => [
      `${root}\\Programs\\Microsoft VS Code\\Code.exe`,
      `${root}\\Microsoft VS Code\\Code.exe`,
    ]);
  }
  const onPath = (env["PATH"] ?? "")
    .split(delimiter)
    .filter((folder) => folder !== "")
    .map((folder) => join(folder, "code"));
  const inMacApps = ["/Applications", `${env["HOME"] ?? ""}/Applications`].map(
    (folder) => `${folder}/Visual Studio Code.app/Contents/Resources/app/bin/code`,
  );
  const onLinux = ["/usr/share/code/bin/code", "/snap/bin/code"];
  return [...onPath, ...(platform === "darwin" ? inMacApps : onLinux)];
}
