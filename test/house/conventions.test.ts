import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { project } from "../run/run-command.ts";

const page = readFileSync(join(project, "docs/conventions.md"), "utf8");
const rows = [...page.matchAll(/^\| (\d+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$/gm)];

suite("the page of conventions", () => {
  test("goes through every point once, in order", () => {
    const numbers = rows.map(([, number]) => Number(number));
    assert.deepEqual(
      numbers,
      Array.from({ length: 113 }, (_, index) => index + 1),
    );
  });

  test("says of each point where it stands", () => {
    const odd = rows.filter(([, , , state]) => !/^(?:holds|partly|open)$/.test(state ?? ""));
    assert.deepEqual(odd, []);
  });

  test("names files that are there", () => {
    const paths = [...page.matchAll(/`((?:src|test|media)\/[\w./-]+)`/g)].map(([, path]) => path);
    assert.ok(paths.length > 40);
    assert.deepEqual(
      paths.filter((path) => !existsSync(join(project, path ?? ""))),
      [],
    );
  });
});
