import assert from "node:assert/strict";
import { suite, test } from "mocha";
import { ensureIgnoreFile } from "../../../src/sync/ignore-file.ts";
import { createMemoryFileStore } from "../../support/memory-file-store.ts";

const FILE = ".canon/.gitignore";
const HEADING = "# Written by Canon: what belongs to this machine only.\n";

suite("what git is told of Canon's files", () => {
  async function check(before: string | null, after: string): Promise<void> {
    const store = createMemoryFileStore(before === null ? {} : { [FILE]: before });
    for (let run = 0; run < 2; run++) {
      const result = await ensureIgnoreFile(store);
      assert.ok(result.ok);
      assert.equal(store.files.get(FILE), after);
    }
    assert.ok(store.writes <= 1);
  }

  test("journal and cache stay on this machine", () =>
    check(null, `${HEADING}/journal/\n/cache/\n/tickets/.lock*\n*.canon-tmp\n`));

  test("a file of an earlier version gets the line for the cache, once", () =>
    check(`${HEADING}/journal/`, `${HEADING}/journal/\n/cache/\n`));

  test("a file that somebody wrote stays as it is", () => check("/journal/\n", "/journal/\n"));
});
