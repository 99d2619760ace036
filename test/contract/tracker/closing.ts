import assert from "node:assert/strict";
import { NEVER_CANCELLED } from "../../../src/core/kernel/cancel.ts";
import type { Ticket, TicketClosing } from "../../../src/core/model/ticket.ts";
import { safe } from "../../support/builders.ts";
import type { Bench, Check } from "../tracker-contract.ts";
import { codeOf, comments, create, done, read, update, uuid } from "./steps.ts";

const PULL_REQUEST = {
  url: "https://github.com/acme/pay/pull/412",
  title: safe("Make keys from the request"),
};

/** Pull requests on tickets, and closing them with a reason. */
export function describeClosing(check: Check): void {
  check("shows a pull request on a ticket once", async (bench) => {
    const { tracker, other } = bench;
    const { ref } = await create(bench);
    const linked = done(await tracker.linkPullRequest(ref.key, PULL_REQUEST, NEVER_CANCELLED));
    assert.deepEqual(await read(other, ref.key), linked);
    assert.equal(await countLinks(bench, linked), 1);
    if (bench.seesLinks === false) return;
    const again = done(await other.linkPullRequest(ref.key, PULL_REQUEST, NEVER_CANCELLED));
    assert.equal(await countLinks(bench, again), 1);
    const second = { ...PULL_REQUEST, url: "https://github.com/acme/pay/pull/41" };
    const both = done(await tracker.linkPullRequest(ref.key, second, NEVER_CANCELLED));
    assert.equal(await countLinks(bench, both), 1);
    assert.equal(await countLinks(bench, both, second.url), 1);
  });

  check("says that a ticket to show a pull request on is not there", async (bench) => {
    const { missingKey } = bench.words;
    const linked = await bench.tracker.linkPullRequest(missingKey, PULL_REQUEST, NEVER_CANCELLED);
    assert.notEqual(linked.kind, "done");
    if (bench.tellsMissing !== false) assert.equal(codeOf(linked), "tracker/not-found");
  });

  check("closes a ticket, and says why on it", async (bench) => {
    const { tracker, other, words } = bench;
    const before = await create(bench);
    const closed = done(await close(bench, before));
    assert.equal(closed.status.name, words.statuses.done);
    assert.deepEqual(await read(other, before.ref.key), closed);
    assert.equal(await countLinks(bench, closed), 1);
    if (!tracker.capabilities.comments) return;
    assert.equal((await reasons(bench, closed)).length, 1);
  });

  check("closes a ticket without a pull request", async (bench) => {
    const before = await create(bench);
    const closed = done(await close(bench, before, { pullRequest: null }));
    assert.equal(closed.status.name, bench.words.statuses.done);
    assert.equal(await countLinks(bench, closed), 0);
  });

  check("says the reason once when a ticket is closed twice", async (bench) => {
    const { tracker } = bench;
    const closed = done(await close(bench, await create(bench)));
    const again = done(await close(bench, closed));
    assert.equal(again.status.name, closed.status.name);
    assert.equal(await countLinks(bench, again), 1);
    if (tracker.capabilities.comments) assert.equal((await reasons(bench, again)).length, 1);
  });

  check("leaves a ticket to close that moved since it was read", async (bench) => {
    const { tracker, other, words } = bench;
    const before = await create(bench);
    const moved = await update(other, before, { status: words.statuses.started });
    assert.deepEqual(await close(bench, before), { kind: "stale", current: moved });
    assert.deepEqual(await read(tracker, before.ref.key), moved);
    if (tracker.capabilities.comments) assert.deepEqual(await reasons(bench, moved), []);
  });

  check("refuses to close a ticket into a status that is not there", async (bench) => {
    const { tracker } = bench;
    const before = await create(bench);
    const outcome = await close(bench, before, { status: "shipped" });
    assert.equal(codeOf(outcome), "tracker/no-transition");
    assert.deepEqual(await read(tracker, before.ref.key), before);
    if (tracker.capabilities.comments) assert.deepEqual(await reasons(bench, before), []);
  });
}

function close(bench: Bench, ticket: Ticket, parts: Partial<TicketClosing> = {}) {
  const closing = {
    status: bench.words.statuses.done,
    comment: { marker: uuid(70), text: safe("Done in **PR 412**.") },
    pullRequest: PULL_REQUEST,
    ...parts,
  };
  return bench.tracker.closeTicket(ticket.ref.key, closing, ticket.revision, NEVER_CANCELLED);
}

async function reasons({ other }: Bench, { ref }: Ticket) {
  const all = await comments(other, ref.key);
  return all.filter(({ text }) => text.includes("PR 412"));
}

async function countLinks(bench: Bench, ticket: Ticket, url = PULL_REQUEST.url): Promise<number> {
  return (
    (await bench.countLinks?.(ticket.ref.key, url)) ??
    ticket.pullRequests.filter((one) => one.url === url).length
  );
}
