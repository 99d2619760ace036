import assert from "node:assert/strict";
import { explainCode } from "../../../src/core/view/explain-code.ts";
import { commentRuns } from "../../../src/core/view/comment-runs.ts";
import { sectionMarks } from "../../../src/core/view/section-marks.ts";
import { sectionTree, type SectionNode } from "../../../src/core/view/section-tree.ts";
import { parseSpec } from "../../../src/core/spec/parse-spec.ts";

const SPEC = parseSpec(`# T

## 1. A
<!-- canon:ticket:jira:PAY-1 -->
<!-- canon:system:a status:in_progress -->
Words <!-- canon:delta:added -->

### B
<!-- canon:system:b
status:done -->

\`\`\`
<!-- canon:system:x status:done -->
<!-- canon:system:y status:done -->
\`\`\`

## C
<!-- canon:system:c status:done -->
`);

suite("what is drawn in a spec", () => {
  test("a mark beside each heading, and one beside the link that is in trouble", () => {
    const { byState, byTrouble } = sectionMarks(SPEC, ({ id }) => (id === "a" ? "drift" : null));
    assert.deepEqual(Object.fromEntries(byState), { in_progress: [3], draft: [8], done: [17] });
    assert.deepEqual(Object.fromEntries(byTrouble), { drift: [4] });
  });

  test("the mark of a link on a line that stays when comments are folded", () => {
    const spec = parseSpec(`# T

## A
<!-- canon:system:a status:done -->
<!-- canon:ticket:jira:PAY-1 -->

## B
<!-- canon:system:b status:done -->

<!-- canon:ticket:jira:PAY-2 -->
`);
    const { byTrouble } = sectionMarks(spec, ({ id }) => (id === "a" ? "conflict" : "broken"));
    assert.deepEqual(Object.fromEntries(byTrouble), { conflict: [4], broken: [10] });
  });

  test("Canon comments with their places, and none of those in code", () => {
    const rows = SPEC.text.split("\n");
    assert.deepEqual(
      SPEC.comments.map(({ line, lastLine, column, endColumn }) => [
        line,
        (rows[line - 1] ?? "").slice(column, line === lastLine ? endColumn : undefined),
      ]),
      [
        [4, "<!-- canon:ticket:jira:PAY-1 -->"],
        [5, "<!-- canon:system:a status:in_progress -->"],
        [6, "<!-- canon:delta:added -->"],
        [9, "<!-- canon:system:b"],
        [18, "<!-- canon:system:c status:done -->"],
      ],
    );
  });

  test("runs of comments that can be folded", () =>
    assert.deepEqual(commentRuns(SPEC.comments), [
      { first: 4, last: 6 },
      { first: 9, last: 10 },
    ]));

  test("an outline with status and ticket", () => {
    const shown = (nodes: readonly SectionNode[]): unknown[] =>
      nodes.map(({ name, detail, lastLine, children }) => [
        name,
        detail,
        lastLine,
        shown(children),
      ]);
    assert.deepEqual(shown(sectionTree(SPEC)), [
      ["1 A", "In progress · PAY-1", 16, [["B", "Draft", 16, []]]],
      ["C", "Done", 19, []],
    ]);
  });

  test("the explanation of a code, from its row in the page", () => {
    const page = "| `a/b` | it broke | see [here](x.md#y) |\n| `a/c` | Other | Nothing |\n";
    assert.equal(explainCode(page, "a/b"), "# a/b\n\nIt broke.\n\n## What to do\n\nSee here.\n");
    assert.equal(explainCode(page, "a/d"), undefined);
  });
});
