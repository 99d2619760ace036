import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { project } from "../run/run-command.ts";
import { explainNpmFailure, installIsStale } from "../run/setup.mjs";

const LOCKED = { version: "1.0.0", integrity: "sha512-a" };

suite("setup compares what is installed with what is locked", () => {
  test("a clone without installed packages needs an install", () => {
    assert.equal(installIsStale({ "node_modules/a": LOCKED }, undefined), true);
  });

  test("the locked packages, and packages beside them, are fine", () => {
    const installed = { "node_modules/a": LOCKED, "node_modules/extra": LOCKED };
    assert.equal(installIsStale({ "": {}, "node_modules/a": LOCKED }, installed), false);
  });

  test("another version, or a package that is not there, needs an install", () => {
    const wanted = { "node_modules/a": LOCKED };
    assert.equal(
      installIsStale(wanted, { "node_modules/a": { ...LOCKED, version: "0.9.0" } }),
      true,
    );
    assert.equal(installIsStale(wanted, {}), true);
  });

  test("a package for another platform may be absent", () => {
    assert.equal(installIsStale({ "node_modules/a": { ...LOCKED, optional: true } }, {}), false);
  });
});

suite("setup explains a failed install", () => {
  const cases = [
    ["npm error code ENOTFOUND", "could not be reached"],
    ["npm error code ENOSPC", "The disk is full"],
    ["npm error code E403", "refused a package"],
    ["npm error code EUSAGE", "disagree"],
    ["npm error code EACCES", "could not be written"],
    ["something new", "npm's own account"],
  ] as const;
  for (const [output, advice] of cases) {
    test(`${output}: ${advice}`, () => {
      assert.ok(explainNpmFailure(1, output).includes(advice));
    });
  }
});

suite("setup in a fresh clone", () => {
  let clone = "";

  setup(() => {
    clone = mkdtempSync(join(tmpdir(), "canon-setup-"));
    mkdirSync(join(clone, "test/run"), { recursive: true });
    cpSync(join(project, "test/run/setup.mjs"), join(clone, "test/run/setup.mjs"));
  });

  teardown(() => {
    rmSync(clone, { recursive: true, force: true });
  });

  test("says what to do when there is no npm", () => {
    write("package-lock.json", { packages: { "node_modules/a": LOCKED } });
    const { status, stderr } = runSetup({ PATH: clone, npm_execpath: undefined });
    assert.equal(status, 1);
    assert.match(stderr, /npm was not found\. Install Node\.js/);
  });

  test("says what to do when the lock file is missing", () => {
    const { status, stderr } = runSetup({});
    assert.equal(status, 1);
    assert.match(stderr, /Restore it from git/);
  });

  test("runs the named script and ends with its code", () => {
    write("package-lock.json", { packages: {} });
    write("node_modules/.package-lock.json", { packages: {} });
    writeFileSync(join(clone, "script.mjs"), "process.exitCode = Number(process.argv[2]);\n");
    assert.equal(runSetup({}, "script.mjs", "7").status, 7);
  });

  test("installs the locked packages once, and not again", () => {
    mkdirSync(join(clone, "local"));
    write("local/package.json", { name: "local-package", version: "1.0.0" });
    execFileSync("npm", ["pack", "--silent"], { cwd: join(clone, "local"), shell: onWindows });
    write("package.json", {
      name: "clone",
      dependencies: { "local-package": "file:local/local-package-1.0.0.tgz" },
    });
    execFileSync("npm", ["install", "--package-lock-only", "--offline", "--silent"], {
      cwd: clone,
      shell: onWindows,
    });
    assert.match(runSetup({}).stderr, /are installed/);
    assert.equal(runSetup({}).stderr, "");
  });

  function write(path: string, value: object): void {
    mkdirSync(join(clone, path, ".."), { recursive: true });
    writeFileSync(join(clone, path), JSON.stringify(value));
  }

  function runSetup(
    env: Readonly<Record<string, string | undefined>>,
    ...args: readonly string[]
  ): { status: number | null; stderr: string } {
    return spawnSync(process.execPath, ["test/run/setup.mjs", ...args], {
      cwd: clone,
      encoding: "utf8",
      env: { ...process.env, ...env },
    });
  }
});

const onWindows = process.platform === "win32";
