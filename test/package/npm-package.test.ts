import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { project } from "../run/run-command.ts";

const ALLOWED = [
  /^(package\.json|README\.md|LICENSE)$/,
  /^dist\/cli\.js$/,
  /^dist\/cli-chunks\/[\w.-]+\.js$/,
  // npm takes the file that `main` names, whatever it was told to leave out.
  /^dist\/extension\.js$/,
];

suite("the npm package of the command line", () => {
  test("holds the built command line and its texts, and nothing else", () => {
    const names = packedFiles();
    assert.deepEqual(
      names.filter((name) => !ALLOWED.some((pattern) => pattern.test(name))),
      [],
    );
    assert.ok(names.includes("dist/cli.js"));
  });

  test("needs no other package, because everything is in the bundle", () => {
    const manifest = JSON.parse(readFileSync(join(project, "package.json"), "utf8")) as {
      dependencies?: object;
    };
    assert.deepEqual(manifest.dependencies ?? {}, {});
  });

  test("has a program that a shell can start", () => {
    const program = join(project, "dist/cli.js");
    assert.match(readFileSync(program, "utf8"), /^#!\/usr\/bin\/env node\n/);
    assert.equal(statSync(program).mode & 0o111, 0o111);
  });

  test("does not know the editor", () => {
    const files = readdirSync(join(project, "dist/cli-chunks")).map((name) => `cli-chunks/${name}`);
    for (const file of ["cli.js", ...files]) {
      const text = readFileSync(join(project, "dist", file), "utf8");
      assert.doesNotMatch(text, /(from|import\(?)\s*["']vscode["']/, file);
    }
  });
});

function packedFiles(): string[] {
  const output = execFileSync("npm", ["pack", "--dry-run", "--json", "--ignore-scripts"], {
    cwd: project,
    encoding: "utf8",
    shell: process.platform === "win32",
    stdio: ["ignore", "pipe", "pipe"],
  });
  // Newer versions of npm answer with an object by package name instead of a list.
  const [packed] = Object.values(JSON.parse(output) as Record<string, Packed>);
  return packed?.files.map(({ path }) => path) ?? [];
}

interface Packed {
  readonly files: readonly { readonly path: string }[];
}
