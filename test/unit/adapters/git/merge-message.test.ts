import assert from "node:assert/strict";
import * as fc from "fast-check";
import { readMergeMessage } from "../../../../src/adapters/git/merge-message.ts";

const CASES: Readonly<Record<string, [message: string, number: number | null, title: string, branch: string | null]>> = {
  "GitHub, merged": ["Merge pull request #412 from acme/feature/PAY-142\n\nMake a key\n\nWhy.", 412, "Make a key", "feature/PAY-142"],
  "GitHub, squashed": ["Make a key (#412)\n\nCloses PAY-142", 412, "Make a key (#412)", null],
  "GitHub, squashed after another": ["Make a key (#31) (#412)", 412, "Make a key (#31) (#412)", null],
  "GitLab, merged": ["Merge branch 'PAY-142' into 'main'\n\nMake a key\n\nSee merge request acme/shop!412", 412, "Make a key", "PAY-142"],
  "GitLab, squashed": ["Make a key (!412)", 412, "Make a key (!412)", null],
  "Bitbucket, merged": ["Merged in feature/PAY-142 (pull request #412)\n\nMake a key", 412, "Make a key", "feature/PAY-142"],
  "Bitbucket Server, merged": ["Pull request #412: Make a key\n\nMerge in PAY/shop from feature/PAY-142 to main", 412, "Make a key", "feature/PAY-142"],
  "Azure Repos, merged": ["Merged PR 412: Make a key\n\nRelated work items: #71", 412, "Make a key", null],
  "git, merged": ["Merge branch 'PAY-142' into main", null, "Merge branch 'PAY-142' into main", "PAY-142"],
  "lines of Windows": ["Merge pull request #412 from acme/x\r\n\r\nMake a key\r\n", 412, "Make a key", "x"],
}; // prettier-ignore

suite("the message of a merged commit", () => {
  for (const [name, [message, number, title, branch]] of Object.entries(CASES)) {
    test(`${name}: names the pull request, its title and branch`, () => {
      const read = readMergeMessage(message);
      assert.deepEqual(
        [read.number, read.title, read.branch, read.isMerge],
        [number, title, branch, true],
      );
    });
  }

  for (const message of ["Make a key", "Fix #412", "Undo (#412) of yesterday", "Make a key (#0)", "", "(412)", "Merge pull request #x from a/b"]) {
    test(`${JSON.stringify(message)} names none`, () => {
      const read = readMergeMessage(message);
      assert.deepEqual([read.number, read.isMerge], [null, false]);
    });
  } // prettier-ignore

  test("any message has a title in its first line", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (message) => {
        assert.doesNotMatch(readMergeMessage(message).title, /\n/);
      }),
    );
  });
});
