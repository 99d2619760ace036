import assert from "node:assert/strict";
import { readFileSync, readdirSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { openSpecIndex } from "../../src/cli/host/spec-index.ts";
import { parseSpec } from "../../src/core/spec/parse-spec.ts";
import { specText } from "../fuzz/spec-text.ts";
import { inTemporaryFolder } from "../support/temporary-folder.ts";

/** More than an index is kept for, in specs that differ. */
const MANY = Array.from({ length: 50 }, (_, index) => {
  const head = `# Spec ${index}\n\n## 1. Retry\n<!-- canon:system:retry-${index} status:todo -->\n\n`;
  return head + `A *second* attempt “gives” the first answer again. 🙂 ${index}\n`.repeat(1500);
});

suite("the index of specs that is kept between runs", () => {
  test("reads what it kept as the parser reads it", async () => {
    await inTemporaryFolder((folder) => {
      kept(folder, MANY);
      const index = openSpecIndex(folder, "/w");
      for (const text of [...MANY].reverse()) assert.deepEqual(index.parse(text), parseSpec(text));
      return Promise.resolve();
    });
  });

  test("keeps any spec whole", async () => {
    await inTemporaryFolder((folder) => {
      fc.assert(
        fc.property(fc.array(specText, { maxLength: 5 }), (texts) => {
          kept(folder, [...MANY, ...texts]);
          const index = openSpecIndex(folder, "/w");
          for (const text of texts) assert.deepEqual(index.parse(text), parseSpec(text));
        }),
        { numRuns: 10 },
      );
      return Promise.resolve();
    });
  });

  test("takes what it knows from there, and does not read it again", async () => {
    await inTemporaryFolder((folder) => {
      const file = kept(folder, MANY);
      writeFileSync(file, readFileSync(file, "utf8").replaceAll('"title":"Spec 7"', '"title":"?"'));
      assert.equal(openSpecIndex(folder, "/w").parse(MANY[7] ?? "").title, "?");
      return Promise.resolve();
    });
  });

  test("does without a line that is damaged, and mends it", async () => {
    await inTemporaryFolder((folder) => {
      const file = kept(folder, MANY);
      const whole = readFileSync(file, "utf8");
      writeFileSync(file, whole.replace('{"text"', "{").replace(/^[0-9a-f]{64}/, "no hash"));
      truncateSync(file, statSync(file).size - 1000);
      kept(folder, MANY);
      assert.deepEqual(linesOf(file), linesOf(file, whole));
      return Promise.resolve();
    });
  });

  test("is not kept for a workspace that is read in a moment", async () => {
    await inTemporaryFolder((folder) => {
      const index = openSpecIndex(folder, "/w");
      index.parse("# A\n\n## 1. B\n");
      index.save();
      assert.deepEqual(readdirSync(folder), []);
      return Promise.resolve();
    });
  });

  test("is written only when something has changed, without what is gone", async () => {
    await inTemporaryFolder((folder) => {
      const file = kept(folder, MANY);
      const before = statSync(file).mtimeMs;
      kept(folder, MANY);
      assert.equal(statSync(file).mtimeMs, before);
      kept(folder, MANY.slice(1));
      assert.equal(linesOf(file).length, MANY.length - 1);
      return Promise.resolve();
    });
  });

  test("belongs to one workspace and one build; that of a former build goes", async () => {
    await inTemporaryFolder((folder) => {
      const file = kept(folder, MANY);
      const other = kept(folder, MANY, "/other");
      const former = file.replace(/[0-9a-f]{16}\.jsonl$/, "0000000000000000.jsonl");
      writeFileSync(former, "");
      kept(folder, MANY.slice(1));
      assert.deepEqual(readdirSync(folder).map((name) => join(folder, name)).sort(), [file, other].sort());
      return Promise.resolve();
    });
  }); // prettier-ignore

  test("can be read by its owner alone", async function () {
    if (process.platform === "win32") return;
    await inTemporaryFolder((folder) => {
      assert.equal(statSync(kept(join(folder, "new"), MANY)).mode & 0o777, 0o600);
      assert.equal(statSync(join(folder, "new")).mode & 0o777, 0o700);
      return Promise.resolve();
    });
  });

  test("is done without where it cannot be written", async () => {
    await inTemporaryFolder((folder) => {
      const file = join(folder, "file");
      writeFileSync(file, "");
      const index = openSpecIndex(join(file, "below"), "/w");
      for (const text of MANY) index.parse(text);
      index.save();
      assert.deepEqual(readdirSync(folder), ["file"]);
      return Promise.resolve();
    });
  });
});

/** Runs once over some specs; gives the file that the index is in. */
function kept(folder: string, texts: readonly string[], root = "/w"): string {
  const index = openSpecIndex(folder, root);
  const before = new Set(existing(folder));
  for (const text of texts) index.parse(text);
  index.save();
  const names = existing(folder);
  const name = names.find((one) => !before.has(one)) ?? names.find((one) => /jsonl$/.test(one));
  assert.ok(name);
  return join(folder, name);
}

function existing(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function linesOf(file: string, text = readFileSync(file, "utf8")): string[] {
  return text.trimEnd().split("\n").sort();
}
