import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { project } from "../run/run-command.ts";

interface Manifest {
  readonly engines: { readonly vscode: string };
  readonly icon: string;
  readonly scripts: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

const manifest = JSON.parse(readFileSync(join(project, "package.json"), "utf8")) as Manifest;

suite("the manifest", () => {
  test("asks for the editor whose interface it is compiled against", () => {
    assert.equal(manifest.engines.vscode, `^${manifest.devDependencies["@types/vscode"] ?? ""}`);
  });

  test("names every version exactly, so that two installs are the same", () => {
    const loose = Object.entries(manifest.devDependencies).filter(
      ([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version),
    );
    assert.deepEqual(loose, []);
  });

  test("names no place of a menu twice, of which only the last would count", () => {
    const source = readFileSync(join(project, "package.json"), "utf8");
    const menus = source.slice(source.indexOf('"menus": {'), source.indexOf('"viewsContainers"'));
    const places = [...menus.matchAll(/^ {6}"([\w/]+)": \[/gm)].map((match) => match[1]);
    assert.ok(places.length > 3, places.join());
    assert.equal(new Set(places).size, places.length, places.join());
  });

  test("starts every script by making a fresh clone ready", () => {
    const others = Object.entries(manifest.scripts).filter(
      ([, command]) => !command.startsWith("node test/run/setup.mjs "),
    );
    assert.deepEqual(others, []);
  });

  test("has an icon of 256 by 256 points", () => {
    const png = readFileSync(join(project, manifest.icon));
    assert.deepEqual([png.readUInt32BE(16), png.readUInt32BE(20)], [256, 256]);
  });
});

suite("the project's folders", () => {
  test("hold nothing at the top that is not named here", () => {
    const known = new Set([
      ...["CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "README.md"],
      ...["esbuild.mjs", "package-lock.json", "package.json", "package.nls.json", "tsconfig.json"],
      "package.nls.de.json",
      ...["docs", "media", "src", "test"],
    ]);
    const others = topLevel().filter((name) => !name.startsWith(".") && !known.has(name));
    assert.deepEqual(others, []);
  });

  test("have no file that only passes exports on", () => {
    const barrels = filesBelow("src").filter((path) => /(^|\/)index\.ts$/.test(path));
    assert.deepEqual(barrels, []);
  });

  test("name no folder of one person's machine", () => {
    const patterns = [/(?<![\w.~:/])\/(work|root|Users)\/\w/, /\b[A-Z]:\\Users\\/];
    const files = [...filesBelow("src"), ...filesBelow("docs"), ...topLevel()].filter((path) =>
      /\.(ts|mjs|cjs|json|md|svg|yaml)$/.test(path),
    );
    const found = files.filter((path) => {
      const text = readFileSync(join(project, path), "utf8");
      return patterns.some((pattern) => pattern.test(text));
    });
    assert.deepEqual(found, []);
  });
});

/** What git knows or would take up, so that build output does not count. */
function topLevel(): string[] {
  const output = execFileSync("git", ["ls-files", "-co", "--exclude-standard"], {
    cwd: project,
    encoding: "utf8",
  });
  return [...new Set(output.split("\n").map((path) => path.split("/")[0] ?? ""))].filter(Boolean);
}

function filesBelow(folder: string): string[] {
  return readdirSync(join(project, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(project.length).replaceAll("\\", "/"));
}
