import assert from "node:assert/strict";
import { suite, test } from "mocha";
import { onTracker, type RemoteWorkspace } from "../support/remote/remote-workspace.ts";
import { rewriteDescription } from "../support/remote/rewrite-description.ts";
import { DIRECT_SYSTEMS } from "../support/remote/systems.ts";

const SPEC_TEXT = `# Payments

## 1. Retry
<!-- canon:system:retry status:todo -->

Try again.

### Acceptance Criteria

- [ ] gives up after three attempts
- [x] waits longer each time

## 2. Refunds
<!-- canon:system:refunds status:draft -->
`;

/** How a person ticks the first criterion, adds a third, and writes one outside the block. */
interface Pen {
  tick(stored: string): string;
  add(stored: string): string;
  addOutside(stored: string): string;
}

const TEXT_PEN: Pen = {
  tick: (text) => text.replace("[ ] gives up", "[x] gives up"),
  add: (text) => text.replace(/^(.*)\[x\](.*)longer each time$/m, "$&\n$1[ ] tells the user"),
  addOutside: (text) => `${text}\n\nAcceptance Criteria:\n\n- has a switch\n`,
};

const PENS: Readonly<Record<string, Pen>> = {
  "Jira Cloud": {
    tick: (json) =>
      json.replace('"state":"TODO"},"content":[{"type":"text","text":"gives', (part) =>
        part.replace("TODO", "DONE"),
      ),
    add: (json) =>
      json.replace(
        'longer each time"}]}',
        '$&,{"type":"taskItem","attrs":{"localId":"by-hand","state":"TODO"},"content":[{"type":"text","text":"tells the user"}]}',
      ),
    addOutside: (json) =>
      json.replace(
        /\]\}$/,
        ',{"type":"heading","attrs":{"level":3},"content":[{"type":"text","text":"Acceptance criteria"}]},{"type":"bulletList","content":[{"type":"listItem","content":[{"type":"paragraph","content":[{"type":"text","text":"has a switch"}]}]}]}]}',
      ),
  },
};

function criteriaOf({ text }: RemoteWorkspace): string[] {
  return text().match(/^- \[.*$/gm) ?? [];
}

suite("criteria that somebody changed in the ticket", () => {
  for (const system of DIRECT_SYSTEMS) {
    const pen = PENS[system.name] ?? TEXT_PEN;

    test(`of ${system.name} are ticked, added and reworded in the spec, once`, () =>
      onTracker(system, SPEC_TEXT, async (workspace) => {
        await workspace.sync();
        rewriteDescription(system, workspace, (stored) => {
          const ticked = pen.tick(stored);
          const reworded = ticked.replace("waits longer", "waits a little longer");
          const added = pen.add(reworded);
          const written = pen.addOutside(added);
          assert.equal(new Set([stored, ticked, reworded, added, written]).size, 5, written);
          return written;
        });
        const report = await workspace.sync();
        assert.deepEqual(
          report.results.map(({ item, outcome, error }) => [item.kind, outcome, error]),
          [
            ["update-ticket", "done", null],
            ["check-criterion", "done", null],
            ["add-criterion", "done", null],
            ["add-criterion", "done", null],
            ["reword-criterion", "done", null],
          ],
        );
        assert.deepEqual(criteriaOf(workspace), [
          "- [x] gives up after three attempts",
          "- [x] waits a little longer each time",
          "- [ ] tells the user",
          "- [ ] has a switch",
        ]);

        const files = new Map(workspace.store.files);
        const second = await workspace.sync();
        assert.deepEqual([second.results, second.held], [[], []]);
        assert.equal(workspace.cost().writes, 0);
        assert.deepEqual(new Map(workspace.store.files), files);
      }));

    test(`outside the block of ${system.name} stay there, and stay away once deleted in the spec`, () =>
      onTracker(system, SPEC_TEXT, async (workspace) => {
        await workspace.sync();
        rewriteDescription(system, workspace, (stored) => pen.addOutside(stored));
        await workspace.sync();
        assert.equal(criteriaOf(workspace)[2], "- [ ] has a switch");
        const spec = workspace.text().replace("- [ ] has a switch\n", "");
        workspace.store.files.set("docs/specs/payments.md", spec);
        await workspace.sync();
        const [ticket] = workspace.double.tickets();
        assert.match(ticket?.description ?? "", /has a switch/);
        assert.equal(workspace.text(), spec);
        assert.deepEqual((await workspace.sync()).results, []);
      }));
  }
});
