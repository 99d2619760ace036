import assert from "node:assert/strict";
import { suite, test } from "mocha";
import { withRemoteShadows, type RemoteShadows } from "../support/remote/shadow-workspace.ts";
import { SYSTEMS, type TrackedSystem } from "../support/remote/systems.ts";

const SPEC_TEXT = `# Payments

## 1. Retry
<!-- canon:system:retry status:todo -->

Try _three_ times, see https://example.com/retry_policy and \`a_b\`:

* at once
* after a second

| Attempt | Pause |
|-|-|
| 1 | 0 s |

\`\`\`ts
const pause = 2 ** attempt;
\`\`\`

### Acceptance Criteria

- [ ] gives up after *three* attempts
- [x] waits \`longer_each\` time

## 2. Replay
<!-- canon:system:replay status:in_progress -->

Again.
`;

async function assertUnchanged(workspace: RemoteShadows): Promise<void> {
  const before = new Map(workspace.store.files);
  const report = await workspace.sync();
  assert.deepEqual([report.results, report.held], [[], []]);
  assert.equal(workspace.cost().writes, 0);
  assert.deepEqual(workspace.store.files, before);
}

function named(name: string): TrackedSystem {
  const system = SYSTEMS.find((one) => one.name === name);
  assert.ok(system !== undefined, name);
  return system;
}

suite("copies in every tracker", () => {
  for (const shadow of SYSTEMS) {
    test(`${shadow.name}: each section has one copy, which follows the spec and then costs no write`, () =>
      withRemoteShadows(null, shadow, SPEC_TEXT, async (workspace) => {
        const report = await workspace.sync();
        assert.deepEqual(
          report.results.map(({ outcome, error }) => [outcome, error]),
          report.results.map(() => ["done", null]),
        );
        assert.equal(workspace.copies.tickets().length, 2);
        assert.equal(workspace.text().match(/<!-- canon:shadow:/g)?.length, 2);
        await assertUnchanged(workspace);

        workspace.edit("## 1. Retry", "## 1. Retry and wait");
        workspace.edit("retry status:todo", "retry status:done");
        workspace.edit("at once", "right away");
        await workspace.sync();
        const copies = workspace.copies.tickets();
        assert.equal(copies.length, 2);
        const copy = copies.find(({ status }) => isSame(status, shadow.statuses.done));
        assert.ok(copy !== undefined, JSON.stringify(copies));
        if (shadow.isDirect) {
          assert.equal(copy.title, "Retry and wait");
          assert.match(copy.description, /copy of local:LOCAL-1[^]*right away/);
        }
        await workspace.sync();
        await assertUnchanged(workspace);
      })).timeout(60_000);

    test(`${shadow.name}: a copy whose answer was lost is never made twice`, () =>
      withRemoteShadows(null, shadow, SPEC_TEXT, async (workspace) => {
        let isCut = false;
        workspace.copies.faultFor = ({ isWrite }) => {
          if (!isWrite || isCut) return undefined;
          isCut = true;
          return { kind: "cut" };
        };
        await workspace.sync();
        workspace.copies.faultFor = () => undefined;
        await workspace.sync();
        await workspace.sync();
        const perSection = new Set(workspace.copies.tickets().map(({ title }) => title));
        assert.equal(workspace.copies.tickets().length, perSection.size);
      })).timeout(60_000);
  }
});

suite("tickets in Jira with copies on GitHub", () => {
  test("tickets and copies go their ways over the wire, and edits of the copy are overwritten", () =>
    withRemoteShadows(named("Jira Cloud"), named("GitHub"), SPEC_TEXT, async (workspace) => {
      await workspace.sync();
      const [tickets, { copies }] = [workspace.tickets, workspace];
      assert.equal(tickets?.tickets().length, 2);
      assert.equal(copies.tickets().length, 2);
      assert.match(
        copies.tickets()[0]?.description ?? "",
        /copy of jira:[A-Z]+-\d+ that Canon keeps/,
      );
      await assertUnchanged(workspace);

      const [copy] = copies.tickets();
      const [ticket] = tickets.tickets();
      copies.move(copy?.key ?? "", "closed|canon:done");
      tickets.move(ticket?.key ?? "", "In Progress");
      await workspace.sync();
      assert.match(workspace.text(), /canon:system:retry status:in_progress/);
      assert.equal(copies.tickets()[0]?.status, "open|canon:in-progress");
      await assertUnchanged(workspace);
    })).timeout(60_000);
});

function isSame(a: string, b: string): boolean {
  return a.toLowerCase().startsWith(b.toLowerCase().split("|")[0] ?? b);
}
