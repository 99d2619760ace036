import assert from "node:assert/strict";
import { execFileSync, type ExecFileSyncOptionsWithStringEncoding } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Metafile } from "esbuild";
import { filesLoadedAtStart } from "../../esbuild.mjs";
import { project } from "../run/run-command.ts";

const ALLOWED = [/^(package\.json|README\.md|LICENSE)$/, /^dist\/(cli|cli-chunks\/[\w.-]+)\.js$/];

/** What packing reads; the copy leaves the checkout alone while others work in it. */
const SOURCES = [
  ..."esbuild.mjs LICENSE README.md package.json package-lock.json src tsconfig.json test/run".split(" "),
]; // prettier-ignore

/** Besides the Node of this process: the oldest that the manifest names, and the newest release line. */
const OLDEST_NODE = "22.12.0";
const NEWEST_NODE = "26.10.0";

const SPEC = "# Payments\n\n## 1. Retry\n<!-- canon:system:retry status:todo -->\n\nTry again.\n";
const CONFIG = "sync:\n  system: local\n";

suite("the npm package of the command line", () => {
  let folder = "";
  let packed: readonly string[] = [];
  const installed = (): string => join(folder, "elsewhere/node_modules/canon");

  suiteSetup(function () {
    this.timeout(120_000);
    folder = realpathSync(mkdtempSync(join(tmpdir(), "canon-npm-")));
    const [checkout, elsewhere] = [join(folder, "checkout"), join(folder, "elsewhere")];
    for (const source of SOURCES) {
      cpSync(join(project, source), join(checkout, source), { recursive: true });
    }
    symlinkSync(join(project, "node_modules"), join(checkout, "node_modules"));
    const manifest = readFileSync(join(checkout, "package.json"), "utf8");
    const answer = npm(["pack", "--json", "--pack-destination", folder], checkout);
    const { filename, files } = packedIn(answer);
    packed = files.map(({ path }) => path);
    assert.equal(readFileSync(join(checkout, "package.json"), "utf8"), manifest, "put back");
    mkdirSync(elsewhere);
    writeFileSync(join(elsewhere, "package.json"), "{}");
    npm(["install", "--offline", "--no-audit", "--no-fund", join(folder, filename)], elsewhere);
  });

  suiteTeardown(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  test("holds the command line, its licence and its manual, and nothing else", () => {
    const others = packed.filter((name) => !ALLOWED.some((pattern) => pattern.test(name)));
    assert.deepEqual(others, []);
    assert.ok(packed.some((name) => name.startsWith("dist/cli-chunks/")));
  });

  test("has a manifest without the editor, that asks for no other package", () => {
    const manifest = JSON.parse(readFileSync(join(installed(), "package.json"), "utf8")) as object;
    for (const key of "main contributes activationEvents dependencies devDependencies scripts".split(" ")) {
      assert.ok(!(key in manifest), key);
    } // prettier-ignore
    assert.deepEqual((manifest as { engines?: unknown }).engines, { node: `>=${OLDEST_NODE}` });
  });

  test("does not know the editor", () => {
    for (const file of readdirSync(join(installed(), "dist/cli-chunks"))) {
      const text = readFileSync(join(installed(), "dist/cli-chunks", file), "utf8");
      assert.doesNotMatch(text, /(from|import\(?)\s*["']vscode["']/, file);
    }
  });

  test("loads next to nothing to say its version", () => {
    const file = join(folder, "checkout/out/meta/cli.json");
    const metafile = JSON.parse(readFileSync(file, "utf8")) as Metafile;
    const bytes = filesLoadedAtStart(metafile, "dist/cli.js").map((loaded) => loaded.bytes);
    assert.ok(
      bytes.reduce((sum, one) => sum + one) < 4000,
      `${bytes.join(" + ")} bytes`,
    );
  }); // prettier-ignore

  for (const version of [process.versions.node, OLDEST_NODE, NEWEST_NODE]) {
    test(`does a first sync in an empty folder, on Node ${version}`, () => {
      const workspace = join(folder, `workspace-${version}`);
      mkdirSync(join(workspace, "docs/specs"), { recursive: true });
      writeFileSync(join(workspace, "CANON.yaml"), CONFIG);
      writeFileSync(join(workspace, "docs/specs/payments.md"), SPEC);
      const canon = (...args: string[]): string =>
        version === process.versions.node
          ? run(program(), args, workspace)
          : npm(["exec", "--yes", `--package=node@${version}`, "--", "node", script(), ...args], workspace);
      assert.match(canon("--version"), /^\d+\.\d+\.\d+\n$/);
      canon("sync");
      const synced = readFileSync(join(workspace, "docs/specs/payments.md"), "utf8");
      assert.match(synced, /<!-- canon:ticket:local:LOCAL-1 -->/);
    }).timeout(120_000); // prettier-ignore
  }

  const script = (): string => join(installed(), "dist/cli.js");
  const program = (): string => {
    const ending = process.platform === "win32" ? "canon.cmd" : "canon";
    return join(folder, "elsewhere/node_modules/.bin", ending);
  };
});

interface Packed {
  readonly filename: string;
  readonly files: readonly { readonly path: string }[];
}

/** npm says what it runs before it answers; newer versions answer with an object by package name. */
function packedIn(output: string): Packed {
  const answer = output.slice(output.search(/^[[{]/m));
  const [packed] = Object.values(JSON.parse(answer) as Record<string, Packed>);
  assert.ok(packed);
  return packed;
}

function npm(args: readonly string[], cwd: string): string {
  return run("npm", args, cwd);
}

function run(program: string, args: readonly string[], cwd: string): string {
  const options: ExecFileSyncOptionsWithStringEncoding = {
    cwd,
    encoding: "utf8",
    shell: process.platform === "win32",
    stdio: ["ignore", "pipe", "pipe"],
  };
  return execFileSync(program, args, options);
}
