import { existsSync } from "node:fs";
import { findChromium, thisMachine, type Machine } from "./find-chromium.ts";
import { HostTrouble, say } from "./host-trouble.ts";
import { runCommand } from "./run-command.ts";

/** A machine on which a browser may have to be installed first. */
export interface InstallingMachine extends Machine {
  readonly isRoot: boolean;
  readonly hasAptGet: boolean;
  readonly run: (program: string, args: readonly string[]) => Promise<unknown>;
}

/** Gives a Chromium, installing it where that can be done without asking anybody. */
export async function prepareChromium(machine = thisInstallingMachine()): Promise<string> {
  const named = machine.env["CHROME_PATH"] ?? "";
  if (named !== "" && !machine.isProgram(named)) {
    throw new HostTrouble(`CHROME_PATH names ${named}, which is no program. Correct or unset it.`);
  }
  const found = findChromium(machine);
  if (found !== undefined) return found;
  if (!machine.hasAptGet || !machine.isRoot) throw new HostTrouble(howToGetOne(machine));
  say("No Chromium found. Installing it with apt-get (once) ...");
  await machine.run("apt-get", ["update", "-qq"]);
  const packages = ["chromium", "fonts-dejavu-core"];
  await machine.run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", ...packages]);
  const installed = findChromium(machine);
  if (installed === undefined) throw new HostTrouble(howToGetOne(machine));
  say(`Chromium is ready (${installed}).`);
  return installed;
}

function howToGetOne(machine: InstallingMachine): string {
  const ways: Partial<Record<NodeJS.Platform, string>> = {
    darwin: "Install Google Chrome, for example with: brew install --cask google-chrome",
    win32:
      "Install Google Chrome or Microsoft Edge, for example with: winget install Google.Chrome",
  };
  const onLinux = machine.hasAptGet
    ? "Install it with: sudo apt-get install chromium fonts-dejavu-core"
    : "Install chromium, google-chrome or microsoft-edge with your package manager.";
  return [
    "The tests need Chromium, Chrome or Edge, and none was found.",
    ways[machine.platform] ?? onLinux,
    "If one is installed elsewhere, set CHROME_PATH to its program file.",
  ].join("\n");
}

function thisInstallingMachine(): InstallingMachine {
  return {
    ...thisMachine,
    isRoot: process.getuid?.() === 0,
    hasAptGet: existsSync("/usr/bin/apt-get"),
    run: (program, args) =>
      runCommand(program, args, {
        purpose: `${program} ${args.join(" ")}`,
        env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
        advice: "Install Chromium by hand, or set CHROME_PATH to one that is installed.",
      }),
  };
}
