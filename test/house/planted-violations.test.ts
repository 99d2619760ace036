import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { COMPILER_PLANTS } from "./compiler-plants.ts";
import { IMPORT_PLANTS, IMPORT_TARGETS } from "./import-plants.ts";
import { FINE, LINT_PLANTS } from "./lint-plants.ts";
import { makeScratch, type Scratch } from "./scratch.ts";

suite("the check names every planted violation", function () {
  this.timeout(900_000);
  let scratch: Scratch;
  let output = "";

  suiteSetup(async () => {
    scratch = makeScratch();
    const all = [...IMPORT_TARGETS, ...IMPORT_PLANTS, ...LINT_PLANTS, ...FINE, ...COMPILER_PLANTS];
    for (const { file, text } of all) {
      scratch.plant(file, text);
    }
    scratch.plant("src/core/kernel/planted-dead.ts", "export const dead = 1;\n");
    scratch.plant("src/core/kernel/planted-for-tests.ts", "export const kept = 1;\n");
    scratch.plant("src/core/kernel/planted-ugly.ts", "export const ugly = {a:1}\n");
    scratch.plant(
      "test/unit/planted-alive.test.ts",
      'import { kept } from "../../src/core/kernel/planted-for-tests.ts";\nimport assert from "node:assert/strict";\n\ntest("runs", () => { assert.equal(kept, 1); });\n',
    );
    output = await scratch.run("test/run/check.ts");
  });

  suiteTeardown(() => {
    scratch.remove();
  });

  for (const { rule, file } of IMPORT_PLANTS) {
    test(`rooms: ${rule} refuses ${file}`, () => {
      named(`error ${rule}: ${file} →`);
    });
  }

  test("rooms: every rule has a plant", () => {
    const { forbidden } = createRequire(import.meta.url)("../../.dependency-cruiser.cjs") as {
      forbidden: { name: string }[];
    };
    const planted = new Set(IMPORT_PLANTS.map(({ rule }) => rule));
    assert.deepEqual(
      forbidden.map(({ name }) => name).filter((name) => !planted.has(name)),
      [],
    );
  });

  for (const { file, says } of LINT_PLANTS) {
    test(`lint: ${file} is refused: ${says}`, () => {
      const complaints = lintOf(file);
      assert.ok(complaints.includes(says), complaints === "" ? tail() : complaints);
    });
  }

  for (const { file } of FINE) {
    test(`lint: ${file} is left alone`, () => {
      assert.equal(lintOf(file), "");
    });
  }

  for (const { file } of COMPILER_PLANTS) {
    test(`types: ${file} does not compile`, () => {
      assert.match(output, new RegExp(`${escape(file)}\\(\\d+,\\d+\\): error TS`), tail());
    });
  }

  test("dead code: a file that nothing imports is named", () => {
    named("src/core/kernel/planted-dead.ts");
  });

  test("dead code: a file that only a test imports is named", () => {
    named("src/core/kernel/planted-for-tests.ts");
  });

  test("format: a file that is not formatted is named", () => {
    named("[warn] src/core/kernel/planted-ugly.ts");
  });

  test("coverage: code that no test runs is under the threshold", () => {
    assert.match(output, /Coverage for lines \(.*\) does not meet global threshold/, tail());
  });

  test("the check as a whole fails, and says in which parts", () => {
    named("Failed: ");
    named("exit 1");
  });

  function named(text: string): void {
    assert.ok(output.includes(text), `"${text}" was not said.\n${tail()}`);
  }

  /** What the linter said about one file: the indented lines below its name. */
  function lintOf(file: string): string {
    const lines = output.split("\n").map((line) => line.trim());
    const start = lines.findIndex((line) => line.endsWith(`/${file}`) && line.startsWith("/"));
    return start < 0 ? "" : lines.slice(start + 1, lines.indexOf("", start)).join("\n");
  }

  function tail(): string {
    return output.slice(-4_000);
  }
});

suite("the bundler keeps the editor out of the command line", () => {
  test("an import of vscode behind the command line stops the build", async () => {
    const scratch = makeScratch();
    try {
      scratch.plant("src/cli/main.ts", 'import { Uri } from "vscode";\nconsole.log(Uri);\n');
      assert.match(
        await scratch.run("esbuild.mjs", "cli"),
        /Could not resolve "vscode"[^]*exit 1$/,
      );
    } finally {
      scratch.remove();
    }
  });

  test("a missing entry point stops the build", async () => {
    const scratch = makeScratch();
    try {
      rmSync(join(scratch.root, "src/vscode/extension.ts"), { force: true });
      assert.match(await scratch.run("esbuild.mjs", "extension"), /Could not resolve[^]*exit 1$/);
    } finally {
      scratch.remove();
    }
  });
});

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
}
