import assert from "node:assert/strict";
import { readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Metafile } from "esbuild";
import { filesLoadedAtStart, LOADED_TOGETHER } from "../../esbuild.mjs";
import { VSIX } from "../run/package.ts";
import { project } from "../run/run-command.ts";
import { listZip } from "./read-zip.ts";

const WHOLE_BUDGET = 900_000;
const START_BUDGET = 150_000;

const TRACKERS = [
  "jira/cloud",
  "jira/data-center",
  "linear",
  "github",
  "azure-devops",
  "canon-proxy",
];

const ALLOWED = [
  /^\[Content_Types\]\.xml$/,
  /^extension\.vsixmanifest$/,
  /^extension\/package(\.nls(\.[a-z]{2})?)?\.json$/,
  /^extension\/(readme|changelog)\.md$/,
  /^extension\/docs\/troubleshooting\.md$/,
  /^extension\/LICENSE(\.txt)?$/,
  /^extension\/dist\/extension\.js$/,
  /^extension\/dist\/mcp\.js$/,
  /^extension\/dist\/chunks\/[\w.-]+\.js$/,
  /^extension\/dist\/webview\/(digest|progress)\.(js|css)$/,
  /^extension\/media\/[\w./-]+\.(png|svg|css|json)$/,
  /^extension\/media\/sample\/[\w./-]+\.(md|ts|yaml)$/,
  /^extension\/media\/walkthrough\/[\w-]+\.svg$/,
];

suite("the packaged extension", () => {
  test("holds the bundle, the manifest, the texts and the pictures, and nothing else", () => {
    const names = listZip(VSIX).map(({ name }) => name);
    assert.deepEqual(
      names.filter((name) => !ALLOWED.some((pattern) => pattern.test(name))),
      [],
    );
  });

  test("holds what the editor and the store need", () => {
    const names = new Set(listZip(VSIX).map(({ name }) => name));
    const pages = ["digest", "progress"].flatMap((page) => [
      `dist/webview/${page}.js`,
      `dist/webview/${page}.css`,
    ]);
    const needed = ["package.json", "dist/extension.js", "media/icon.png", "readme.md", ...pages];
    assert.deepEqual(
      needed.filter((name) => !names.has(`extension/${name}`)),
      [],
    );
  });

  test(`is at most ${WHOLE_BUDGET / 1000} kB`, () => {
    assert.ok(statSync(VSIX).size <= WHOLE_BUDGET, `${statSync(VSIX).size} bytes`);
  });

  test(`loads at most ${START_BUDGET / 1000} kB when it is activated`, () => {
    const files = filesLoadedAtStart(readMetafile(), "dist/extension.js");
    const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
    const list = files.map((file) => `${file.bytes} ${file.path}`).join("\n");
    assert.ok(bytes <= START_BUDGET, `${bytes} bytes:\n${list}`);
  });

  test("holds a server for other programs that knows no editor, not even where it loads more", () => {
    const { outputs } = readMetafile();
    const seen = new Set<string>();
    const visit = (path: string): void => {
      const output = outputs[path];
      if (output === undefined || seen.has(path)) return;
      seen.add(path);
      assert.deepEqual(
        output.imports.filter((one) => one.path === "vscode"),
        [],
        path,
      );
      for (const one of output.imports) visit(one.path);
    };
    visit("dist/mcp.js");
    const inputs = [...seen].flatMap((path) => Object.keys(outputs[path]?.inputs ?? {}));
    assert.ok(inputs.includes("src/agent-tools/call-tool.ts"));
    assert.ok(!inputs.some((input) => input.startsWith("src/vscode/")));
  });

  test("loads no tracker and no package of one when it is activated", () => {
    const { outputs } = readMetafile();
    const inputs = filesLoadedAtStart(readMetafile(), "dist/extension.js").flatMap(({ path }) =>
      Object.keys(outputs[path]?.inputs ?? {}),
    );
    const early = /node_modules|src\/adapters\/(jira|linear|github|azure-devops|canon-proxy)\//;
    assert.deepEqual(
      inputs.filter((input) => early.test(input)),
      [],
    );
  });

  test("holds each tracker in a chunk of its own, loaded on first use", () => {
    const { outputs } = readMetafile();
    const chunkOf = (entry: string): string | undefined =>
      Object.keys(outputs).find((path) => outputs[path]?.entryPoint === entry);
    const chunks = TRACKERS.map((folder) => chunkOf(`src/adapters/${folder}/tracker.ts`));
    assert.ok(!chunks.includes(undefined), JSON.stringify(chunks));
    assert.equal(new Set(chunks).size, TRACKERS.length);
    for (const [index, chunk = ""] of chunks.entries()) {
      const others = TRACKERS.filter((_, other) => other !== index);
      const foreign = filesLoadedAtStart(readMetafile(), chunk)
        .flatMap(({ path }) => Object.keys(outputs[path]?.inputs ?? {}))
        .filter((input) => others.some((folder) => input.includes(`adapters/${folder}/`)));
      assert.deepEqual(foreign, [], chunk);
    }
  });

  // Of two exports with one name, neither would be there, and nothing would say so before somebody needs it.
  for (const [group, modules] of Object.entries(LOADED_TOGETHER)) {
    test(`lets everything be found that is loaded together (${group})`, () => {
      const chunk = Object.values(readMetafile().outputs).find(
        ({ entryPoint }) => entryPoint === `loaded-together:${group}`,
      );
      const meant = modules.flatMap((module) =>
        exportsOf(readFileSync(join(project, module), "utf8")),
      );
      assert.deepEqual(chunk?.exports.toSorted(), meant.toSorted());
    });
  }

  test("leaves out what the client of Linear knows and Canon does not ask", () => {
    const chunk = Object.values(readMetafile().outputs).find(
      ({ entryPoint }) => entryPoint === "src/adapters/linear/tracker.ts",
    );
    assert.ok(chunk !== undefined && chunk.bytes <= 60_000, `${chunk?.bytes} bytes`);
  });

  for (const name of ["digest", "progress"]) {
    test(`holds a page (${name}) that makes no elements of texts, runs none and asks nobody`, () => {
      const page = read(`webview/${name}.js`);
      assert.ok(page.length <= 20_000, `${page.length} bytes`);
      assert.doesNotMatch(page, /(inner|outer)HTML|insertAdjacentHTML|DOMParser|document\.write/);
      assert.doesNotMatch(
        page,
        /\beval\b|new Function|\bfetch\b|XMLHttpRequest|\bimport\(|location/,
      );
    });
  }

  test("carries no source map", () => {
    for (const file of ["extension.js", ...inFolder("chunks")]) {
      assert.doesNotMatch(read(file), /sourceMappingURL/, file);
    }
  });
});

/** The values that a module gives away; types are gone by the time that anything is loaded. */
function exportsOf(source: string): string[] {
  const named = /^export (?:async )?(?:function|class|const) (\w+)/gm;
  return [...source.matchAll(named)].map(([, name = ""]) => name);
}

function readMetafile(): Metafile {
  return JSON.parse(readFileSync(join(project, "out/meta/extension.json"), "utf8")) as Metafile;
}

function inFolder(folder: string): string[] {
  return readdirSync(join(project, "dist", folder)).map((name) => `${folder}/${name}`);
}

function read(file: string): string {
  return readFileSync(join(project, "dist", file), "utf8");
}
