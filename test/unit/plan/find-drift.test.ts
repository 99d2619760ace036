import assert from "node:assert/strict";
import { suite, test } from "mocha";
import { findDrift } from "../../../src/core/plan/find-drift.ts";
import { isConflict, type SectionDrift } from "../../../src/core/plan/drift.ts";
import { UNATTENDED } from "../../../src/sync/apply-plan.ts";
import { WHOLE_WORKSPACE } from "../../../src/sync/engine.ts";
import { withShadows, type ShadowWorkspace } from "../../support/two-trackers.ts";
import { SPEC } from "../../support/workspace.ts";

const SECTION = `# Payments

## 1. Retry
<!-- canon:system:retry status:todo -->

Try three times.

### Acceptance Criteria

- [ ] gives up after three attempts
- [x] waits longer each time
`;

interface Change {
  readonly spec?: readonly [from: string, to: string];
  readonly jira?: Parameters<ShadowWorkspace["jira"]["edit"]>[1];
  readonly github?: Parameters<ShadowWorkspace["github"]["edit"]>[1];
}

async function driftAfter(change: Change): Promise<SectionDrift[]> {
  const workspace = withShadows(SECTION);
  await workspace.sync();
  if (change.spec !== undefined) workspace.edit(SPEC, ...change.spec);
  if (change.jira !== undefined) workspace.jira.edit("PAY-1", change.jira);
  if (change.github !== undefined) workspace.github.edit("1", change.github);
  return driftOf(workspace);
}

async function driftOf(workspace: ShadowWorkspace): Promise<SectionDrift[]> {
  const taken = await workspace.engine.snapshot(WHOLE_WORKSPACE, UNATTENDED);
  assert.ok(taken.ok, JSON.stringify(taken));
  return findDrift(taken.value);
}

type Expected = readonly [
  field: string,
  moved: readonly string[],
  spec: string | null,
  tracker: string | null,
  base: string | null,
  shadow: string | null | undefined,
];

async function check(change: Change, expected: readonly Expected[]): Promise<void> {
  const [section, ...more] = await driftAfter(change);
  assert.deepEqual(more, []);
  assert.deepEqual(
    (section?.drift ?? []).map(({ field, moved, spec, tracker, base, shadows }) => [
      field,
      moved,
      spec,
      tracker,
      base,
      shadows[0]?.value,
    ]),
    expected,
  );
}

const COPY = "shadow:github:1";

suite("the drift of a section", () => {
  test("is nothing after a sync", async () => assert.deepEqual(await driftAfter({}), []));

  test("names section, ticket and copies", async () => {
    const [section] = await driftAfter({ spec: ["status:todo", "status:done"] });
    const { file, sectionId, ticket, shadows, unread } = section ?? assert.fail("no drift");
    assert.deepEqual(
      [file, sectionId, ticket, shadows, unread],
      [SPEC, "retry", "jira:PAY-1", ["github:1"], []],
    );
  });

  test("says that the spec moved, away from ticket and copy", () =>
    check({ spec: ["status:todo", "status:done"] }, [
      ["status", ["spec"], "done", "To Do", "todo", "open|canon:todo"],
    ]));

  test("says that the ticket moved, while the copy still says what the spec says", () =>
    check({ jira: (ticket) => (ticket.status = "Done") }, [
      ["status", ["tracker"], "todo", "Done", "todo", undefined],
    ]));

  test("says that the copy moved, while the ticket still says what the spec says", () =>
    check({ github: (copy) => (copy.status = "closed|canon:done") }, [
      ["status", [COPY], "todo", "todo", "todo", "closed|canon:done"],
    ]));

  test("names everybody who moved", () =>
    check(
      {
        spec: ["status:todo", "status:blocked"],
        jira: (ticket) => (ticket.status = "In Progress"),
        github: (copy) => (copy.status = "closed|canon:done"),
      },
      [
        [
          "status",
          ["spec", "tracker", COPY],
          "blocked",
          "In Progress",
          "todo",
          "closed|canon:done",
        ],
      ],
    ));

  test("compares titles", () =>
    check({ jira: (ticket) => (ticket.title = "Once more") }, [
      ["title", ["tracker"], "Retry", "Once more", "Retry", undefined],
    ]));

  test("knows the agreed title from the side that did not move", () =>
    check({ spec: ["## 1. Retry", "## 1. Once more"] }, [
      ["title", ["spec"], "Once more", "Retry", "Retry", "Retry"],
    ]));

  test("compares texts without the line that says what is a copy", () =>
    check(
      { github: (copy) => (copy.description = copy.description.replace("three times", "often")) },
      [["text", [COPY], "Try three times.", "Try three times.", "Try three times.", "Try often."]],
    ));

  test("compares criteria, and names those that differ", () =>
    check({ spec: ["- [ ] gives up", "- [x] gives up"] }, [
      [
        "criteria",
        ["spec"],
        "[x] gives up after three attempts",
        "[ ] gives up after three attempts",
        "[ ] gives up after three attempts",
        "[ ] gives up after three attempts",
      ],
    ]));

  test("does not guess who moved where nothing was ever agreed", async () => {
    const workspace = withShadows(SECTION);
    await workspace.sync();
    workspace.store.files.delete(".canon/links.json");
    workspace.edit(SPEC, "status:todo", "status:done");
    const [section] = await driftOf(workspace);
    assert.deepEqual(
      section?.drift.map(({ field, moved, base }) => [field, moved, base]),
      [["status", [], null]],
    );
  });

  test("tells a ticket that is gone from one that differs", async () => {
    const workspace = withShadows(SECTION);
    await workspace.sync();
    workspace.github.tickets.delete("1");
    const [section] = await driftOf(workspace);
    assert.deepEqual(section?.drift, []);
    assert.deepEqual(section.unread, [{ ticket: "github:1", state: "missing", message: null }]);
  });

  test("masks what looks like a credential in a ticket", async () => {
    const token = `ghp_${"a1B2".repeat(9)}`;
    const [section] = await driftAfter({ jira: (ticket) => (ticket.title = `Use ${token}`) });
    assert.doesNotMatch(JSON.stringify(section), /ghp_a1B2/);
  });
});

suite("a conflict", () => {
  const isOne = async (change: Change): Promise<boolean> =>
    (await driftAfter(change)).some(isConflict);

  test("is a field that moved in spec and ticket", async () => {
    const spec = ["status:todo", "status:blocked"] as const;
    assert.ok(await isOne({ spec, jira: (ticket) => (ticket.status = "Done") }));
    assert.ok(!(await isOne({ spec })));
    assert.ok(!(await isOne({ jira: (ticket) => (ticket.status = "Done") })));
  });

  test("is no difference between fields that each moved on one side", async () => {
    const spec = ["status:todo", "status:blocked"] as const;
    assert.ok(!(await isOne({ spec, jira: (ticket) => (ticket.title = "Try again") })));
  });
});
