import assert from "node:assert/strict";
import { suite, test } from "mocha";
import { SYSTEMS, type TrackedSystem } from "../support/remote/systems.ts";
import { onTracker, type RemoteWorkspace } from "../support/remote/remote-workspace.ts";

const PAYMENTS = `---
title: Payments Overhaul
status: in_progress
owner: dana
team: payments
tags: [payments, api]
review_status: approved
---

# Payments Overhaul

## 3. Idempotency Layer
<!-- canon:system:idempotency status:in_progress -->

Requests carry a *key*; a second request with the same key has **no** effect.

1. The key is stored for \`24 h\`.
2. The answer is stored beside it.

### 3.1 Key Generation
<!-- canon:system:key-gen status:todo -->

Keys come from the client, see [the RFC](https://example.com/rfc?x=1&y=2).

\`\`\`ts
const key = \`\${merchant}-\${order}\`; // <!-- not a comment -->
\`\`\`

| field | bytes |
| ----- | ----: |
| key   |    16 |

#### Acceptance Criteria

- [ ] the same request gives the same key
- [x] keys are at most 64 characters

### 3.2 Old Gateway
<!-- canon:system:old-gateway status:draft -->

Nobody has decided.
`;

const LINK = /<!-- canon:ticket:([a-z-]+):(\S+) -->/g;

suite("the documented payments example, synced", () => {
  for (const system of SYSTEMS) {
    test(`to ${system.name}: type, parent, status and body are right, and a second sync writes nothing`, () =>
      onTracker(system, PAYMENTS, async (workspace) => {
        const first = await workspace.sync();
        assert.deepEqual(
          first.results.map(({ outcome, error }) => [outcome, error]),
          first.results.map(() => ["done", null]),
        );
        checkTickets(system, workspace);
        checkLinks(system, workspace);

        const text = workspace.text();
        const second = await workspace.sync();
        assert.deepEqual(second.results, []);
        assert.deepEqual(second.held, []);
        assert.equal(workspace.cost().writes, 0);
        assert.equal(workspace.text(), text);
      }));

    test(`a ticket moved in ${system.name} moves its section, and the other way round`, () =>
      onTracker(system, PAYMENTS, async (workspace) => {
        await workspace.sync();
        const [, child] = workspace.double.tickets();
        assert.ok(child);
        workspace.double.move(child.key, system.statuses.done);
        await workspace.sync();
        assert.match(workspace.text(), /canon:system:key-gen status:done/);

        const edited = workspace
          .text()
          .replace("key-gen status:done", "key-gen status:in_progress");
        workspace.store.files.set("docs/specs/payments.md", edited);
        await workspace.sync();
        const moved = workspace.double.tickets().find((one) => one.key === child.key);
        assert.equal(moved?.status, system.statuses.in_progress);
        assert.equal(workspace.text(), edited);
        assert.deepEqual((await workspace.plan()).items, []);
      }));
  }
});

function checkTickets(system: TrackedSystem, { double }: RemoteWorkspace): void {
  const [parent, child, ...others] = double.tickets();
  assert.ok(parent && child);
  assert.equal(others.length, 0, "a draft section gets no ticket");
  assert.equal(parent.title, "Idempotency Layer");
  assert.equal(child.title, "Key Generation");
  assert.equal(parent.status, system.statuses.in_progress);
  assert.equal(child.status, system.statuses.todo);
  assert.deepEqual([parent.type, child.type], system.types);
  assert.equal(parent.parentKey, null);
  assert.equal(child.parentKey, system.isDirect ? parent.key : null);
  for (const part of ["has", "24 h", "The answer is stored beside it."]) {
    assert.ok(parent.description.includes(part), parent.description);
  }
  for (const part of [
    "the same request gives the same key",
    "Keys come from the client",
    "docs/specs/payments.md",
  ]) {
    assert.ok(child.description.includes(part), child.description);
  }
  assert.ok(!parent.description.includes("Keys come from the client"), "child sections stay out");
}

function checkLinks({ system }: TrackedSystem, { double, text }: RemoteWorkspace): void {
  const links = [...text().matchAll(LINK)].map(([, word, key]) => [word, key]);
  assert.deepEqual(
    links,
    double.tickets().map(({ key }) => [system, key]),
  );
  assert.ok(
    text().includes(
      `## 3. Idempotency Layer\n<!-- canon:ticket:${system}:${String(links[0]?.[1])} -->\n<!-- canon:system:idempotency status:in_progress -->\n`,
    ),
    text(),
  );
}
