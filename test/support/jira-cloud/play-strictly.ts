// Started with AUDIT_SCHEMAS=true, which makes the models of jira.js refuse every key that they do
// not know: the requests of the tracker and the answers of the double are both held against them.
// Prints what the client found, as JSON.
import assert from "node:assert/strict";
import { NEVER_CANCELLED } from "../../../src/core/kernel/cancel.ts";
import { create, done, draftFor, update, uuid, value } from "../../contract/tracker/steps.ts";
import { safe } from "../builders.ts";
import { playWithClient } from "./foreign-client.ts";
import { type JiraCloudBench, withJiraCloudBench } from "./jira-cloud-bench.ts";

await withJiraCloudBench(async (bench) => {
  await playWithClient(bench.double);
  await playWithTracker(bench);
});
const drift = (globalThis as Record<symbol, unknown>)[Symbol.for("apis-code-gen.schemaAudit")];
process.stdout.write(`${JSON.stringify(drift ?? [])}\n`);

async function playWithTracker(bench: JiraCloudBench): Promise<void> {
  const { tracker } = bench;
  const epic = await create(bench, { marker: uuid(1), status: "Done", labels: [safe("canon")] });
  const { key } = epic.ref;
  const child = await create(bench, { marker: uuid(2), type: "Story", parentKey: key });
  const changed = await update(tracker, child, {
    title: safe("Anew"),
    managedText: safe("- [ ] a\n\nSpec: b"),
    status: "In Progress",
    parentKey: null,
  });
  const closing = {
    status: "Done",
    comment: { marker: uuid(3), text: safe("Done.") },
    pullRequest: { url: "https://github.com/acme/pay/pull/1", title: safe("Keys") },
  };
  done(await tracker.closeTicket(changed.ref.key, closing, changed.revision, NEVER_CANCELLED));
  assert.equal(value(await tracker.readComments(changed.ref.key, NEVER_CANCELLED)).length, 1);
  await tracker.reachableStatuses([key], NEVER_CANCELLED);
  await tracker.changedSince(epic.createdAt ?? "", NEVER_CANCELLED);
  await tracker.newestKey(NEVER_CANCELLED);
  value(await tracker.describeWorkflow(NEVER_CANCELLED));
  value(await tracker.checkAccess(NEVER_CANCELLED));
  await tracker.createTickets([draftFor(bench, { title: safe("x".repeat(256)) })], NEVER_CANCELLED);
}
