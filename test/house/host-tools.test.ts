import assert from "node:assert/strict";
import { findChromium, type Machine } from "../host/find-chromium.ts";
import { findDesktopCode } from "../host/find-desktop-code.ts";
import { HostTrouble } from "../host/host-trouble.ts";
import { prepareChromium, type InstallingMachine } from "../host/prepare-chromium.ts";

interface Played extends InstallingMachine {
  readonly commands: string[];
}

/** A machine with these programs; apt-get adds the last argument's. */
function aMachine(
  programs: readonly string[],
  more: Partial<InstallingMachine> = {},
  installs: readonly string[] = [],
): Played {
  const present = new Set(programs);
  const commands: string[] = [];
  return {
    platform: "linux",
    env: { PATH: "/usr/local/bin:/usr/bin" },
    isProgram: (path) => present.has(path),
    isRoot: false,
    hasAptGet: false,
    commands,
    run: (program, args) => {
      commands.push([program, ...args].join(" "));
      if (args[0] === "install") for (const path of installs) present.add(path);
      return Promise.resolve();
    },
    ...more,
  };
}

suite("finding a browser", () => {
  const finds = (machine: Machine, path: string | undefined): void => {
    assert.equal(findChromium(machine), path);
  };

  test("takes the one that CHROME_PATH names before any other", () =>
    finds(
      aMachine(["/usr/bin/chromium", "/opt/mine"], { env: { CHROME_PATH: "/opt/mine" } }),
      "/opt/mine",
    ));

  test("finds Chromium, Chrome and Edge on the search path", () => {
    finds(aMachine(["/usr/bin/chromium"]), "/usr/bin/chromium");
    finds(aMachine(["/usr/local/bin/google-chrome"]), "/usr/local/bin/google-chrome");
    finds(aMachine(["/usr/bin/microsoft-edge"]), "/usr/bin/microsoft-edge");
  });

  test("finds the apps of a Mac and the programs of Windows", () => {
    const chrome = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";
    finds(aMachine([chrome], { platform: "darwin", env: { HOME: "/Users/a" } }), chrome);
    const edge = "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe";
    const env = { "PROGRAMFILES(X86)": "C:\\Program Files (x86)" };
    finds(aMachine([edge], { platform: "win32", env }), edge);
  });

  test("says which file CHROME_PATH names when it is no program", async () => {
    const machine = aMachine(["/usr/bin/chromium"], { env: { CHROME_PATH: "/gone" } });
    await assert.rejects(prepareChromium(machine), /CHROME_PATH names \/gone/);
  });

  test("installs Chromium and a font by itself as root on a Debian-like system", async () => {
    const root = { isRoot: true, hasAptGet: true };
    const machine = aMachine([], root, ["/usr/bin/chromium"]);
    assert.equal(await prepareChromium(machine), "/usr/bin/chromium");
    assert.deepEqual(machine.commands, [
      "apt-get update -qq",
      "apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core",
    ]);
  });

  test("installs nothing without being root and says how to get one", async () => {
    const machine = aMachine([], { hasAptGet: true });
    await assert.rejects(prepareChromium(machine), (error) => {
      assert.ok(error instanceof HostTrouble);
      assert.match(error.message, /sudo apt-get install chromium/);
      return true;
    });
    assert.deepEqual(machine.commands, []);
  });
});

suite("finding a desktop VS Code for the demo", () => {
  const display = { PATH: "/usr/bin", DISPLAY: ":0" };

  test("takes the command on the search path where there is a display", () =>
    assert.equal(findDesktopCode(aMachine(["/usr/bin/code"], { env: display })), "/usr/bin/code"));

  test("finds none without a display", () =>
    assert.equal(findDesktopCode(aMachine(["/usr/bin/code"])), undefined));

  test("finds none in the terminal of a remote window", () => {
    const env = { ...display, VSCODE_IPC_HOOK_CLI: "/tmp/vscode-ipc.sock" };
    assert.equal(findDesktopCode(aMachine(["/usr/bin/code"], { env })), undefined);
  });
});
