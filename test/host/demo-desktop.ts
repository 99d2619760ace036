import { spawn } from "node:child_process";
import { join } from "node:path";
import { say } from "./host-trouble.ts";
import { writeUserSettings } from "./profile.ts";
import { runCommand } from "./run-command.ts";

interface DesktopDemo {
  readonly program: string;
  readonly vsix: string;
  readonly workspace: string;
  /** Holds a profile of the demo's own, so that the person's editor stays as it is. */
  readonly folder: string;
  readonly settings: Readonly<Record<string, unknown>>;
}

/** Opens the demo in the desktop VS Code; false when this one cannot show it. */
export async function openOnDesktop(demo: DesktopDemo): Promise<boolean> {
  const profile = [
    ...["--user-data-dir", join(demo.folder, "user-data")],
    ...["--extensions-dir", join(demo.folder, "extensions")],
    ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
  ];
  const env = ownEnvironment();
  try {
    const purpose = `Starting ${demo.program}`;
    const version = await runCommand(demo.program, [...profile, "--version"], { purpose, env });
    if (!isNewEnough(version)) {
      say(`${demo.program} is older than 1.125, so the demo opens in the browser.`);
      return false;
    }
    await writeUserSettings(join(demo.folder, "user-data"), demo.settings);
    const install = [...profile, "--install-extension", demo.vsix, "--force"];
    await runCommand(demo.program, install, { purpose: "Installing Canon in VS Code", env });
  } catch (error) {
    say(`${(error as Error).message}\nThe demo opens in the browser instead.`);
    return false;
  }
  const spec = join(demo.workspace, "docs", "specs", "payments.md");
  const args = [...profile, "--new-window", demo.workspace, spec];
  spawn(demo.program, args, { env, detached: true, stdio: "ignore" }).unref();
  return true;
}

function isNewEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.trim().split(".").map(Number);
  return major > 1 || (major === 1 && minor >= 125);
}

/** Without what a surrounding VS Code leaves behind: the new one would attach itself to it. */
function ownEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(VSCODE_|ELECTRON_)/.test(name));
  return Object.fromEntries(kept);
}
