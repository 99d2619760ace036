import assert from "node:assert/strict";
import { safe } from "../../support/builders.ts";
import type { Check } from "../tracker-contract.ts";
import { ABORTED, codeOf, create, markerOf, read, uuid } from "./steps.ts";

/** A run that a person stopped sends nothing more. */
export function describeCancelling(check: Check): void {
  check("sends nothing once cancelled, and says so", async (bench) => {
    const { tracker, words } = bench;
    const before = await create(bench);
    const { key } = before.ref;
    const sent = bench.sent?.();
    const comment = { marker: uuid(7), text: safe("x") };
    const pullRequest = { url: "https://github.com/acme/pay/pull/1", title: safe("x") };
    const closing = { status: words.statuses.done, comment, pullRequest };
    const { revision } = before;
    const outcomes = [
      await tracker.newestKey(ABORTED),
      await tracker.findByMarker(markerOf(bench, uuid(1)), ABORTED),
      await tracker.updateTicket(key, { status: words.statuses.done }, revision, ABORTED),
      await tracker.linkPullRequest(key, pullRequest, ABORTED),
      await tracker.closeTicket(key, closing, revision, ABORTED),
      await tracker.checkAccess(ABORTED),
      await tracker.describeWorkflow(ABORTED),
      ...(tracker.capabilities.comments
        ? [
            await tracker.readComments(key, ABORTED),
            await tracker.postComment(key, comment, ABORTED),
          ]
        : []),
      ...(tracker.capabilities.changes
        ? [await tracker.changedSince(before.createdAt ?? "", ABORTED)]
        : []),
      ...(tracker.removeTicket === undefined
        ? []
        : [await tracker.removeTicket(key, revision, ABORTED)]),
    ];
    for (const outcome of outcomes) assert.equal(codeOf(outcome), "tracker/cancelled");
    const reachable = await tracker.reachableStatuses([key], ABORTED);
    assert.equal(reachable.get(key) ?? null, null);
    assert.equal(bench.sent?.(), sent);
    assert.deepEqual(await read(tracker, key), before);
  });
}
