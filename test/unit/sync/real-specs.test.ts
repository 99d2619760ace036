import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseSpec } from "../../../src/core/spec/parse-spec.ts";
import { createMemoryFileStore } from "../../support/memory-file-store.ts";
import { LOCAL_CONFIG, onStore, type Workspace } from "../../support/workspace.ts";

const FIXTURES = join(import.meta.dirname, "../../fixtures");
const LONG_SPECS = ["payments.md", "auth-migration.md", "infrastructure-rollout.md"];
const LOCAL_LINK = /<!-- canon:ticket:local:[A-Z]+-\d+ -->(?:\r\n|\n)/g;
const ANY_LINK = /^<!-- (?:canon|specwright):ticket:\S+(?: url:\S+)? -->(?:\r\n|\n)/gm;

function read(path: string): string {
  const text = readFileSync(join(FIXTURES, path), "utf8");
  // The embedded tracker has no project of that name.
  return text.replace(/^ticket_project:.*\r?\n/m, "");
}

function aWorkspaceWith(name: string, text: string): Workspace {
  const files = { "CANON.yaml": LOCAL_CONFIG, [`docs/specs/${name}`]: text };
  return onStore(createMemoryFileStore(files));
}

async function checkMainJob(name: string, text: string): Promise<void> {
  const path = `docs/specs/${name}`;
  const workspace = aWorkspaceWith(name, text);
  const before = parseSpec(text);
  const open = before.sections.filter(
    ({ status, tickets }) =>
      tickets.length === 0 && (status?.state === "todo" || status?.state === "in_progress"),
  );
  const report = await workspace.sync();
  assert.deepEqual(
    report.results.map(({ item, outcome }) => [item.kind, item.sectionIndex, outcome]),
    open.map(({ index }) => ["create-ticket", index, "done"]),
  );
  assert.equal(workspace.text(path).replace(LOCAL_LINK, ""), text);
  const writes = workspace.store.writes;
  assert.deepEqual((await workspace.sync()).results, []);
  assert.equal(workspace.store.writes, writes);

  const [first] = open;
  if (first === undefined) return;
  const links = parseSpec(workspace.text(path)).sections[first.index]?.tickets;
  const ticket = `.canon/tickets/${links?.[0]?.ref.key}.md`;
  workspace.store.files.set(
    ticket,
    workspace.text(ticket).replace(/^status: .*$/m, "status: done"),
  );
  await workspace.sync();
  assert.equal(parseSpec(workspace.text(path)).sections[first.index]?.status?.state, "done");
  assert.deepEqual((await workspace.plan()).items, []);
}

suite("long specs written by a team", () => {
  for (const name of LONG_SPECS) {
    test(`${name} as it stands, with tickets of another tracker`, () =>
      checkMainJob(name, read(`specs/${name}`)));
    test(`${name} without any ticket yet`, () =>
      checkMainJob(name, read(`specs/${name}`).replace(ANY_LINK, "")));
  }
});

suite("the documented examples", () => {
  for (const name of ["idempotency.md", "criteria.md", "samples.md"]) {
    test(`survive a sync unchanged outside their comments (${name})`, () =>
      checkMainJob(name, read(`documented/${name}`)));
  }
});
