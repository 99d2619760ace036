import assert from "node:assert/strict";
import { suite, test } from "mocha";
import { NEVER_CANCELLED } from "../../../src/core/kernel/cancel.ts";
import { redact } from "../../../src/core/redact/redact.ts";
import type { CycleBench, WithCycleBench } from "./cycle-bench.ts";

const MARKER = "6f1c5a52-8d0a-4a57-9c35-52f1f8f1a001";
const OPENING = redact("GDD cycle cycle-7: verification passed.").text;
const TEXT = redact(`${OPENING} Gaps: 0 blockers, 2 minors. Audit: 24/28. "Good" (so far).`).text;
const COMMENT = { marker: MARKER, opening: OPENING, text: TEXT };

/** What a design cycle relies on, whichever way leads to its ticket. */
export function describeCycleConnection(name: string, withBench: WithCycleBench): void {
  const check = (title: string, task: (bench: CycleBench) => Promise<void>): void => {
    test(title, () => withBench(task));
  };
  suite(`a design cycle's ticket: ${name}`, () => {
    check("reads title and status", async ({ connection, key, title, statuses }) => {
      const ticket = await connection.readTicket(key, NEVER_CANCELLED);
      assert.ok(ticket.ok, ticket.ok ? "" : ticket.error.message);
      const { title: read, status, key: own } = ticket.value;
      assert.deepEqual([own, read, status], [key, title, statuses.first]);
    });

    check("says so where there is no such ticket", async ({ connection, missingKey }) => {
      const ticket = await connection.readTicket(missingKey, NEVER_CANCELLED);
      assert.equal(ticket.ok ? "" : ticket.error.code, "tracker/not-found");
      const comments = await connection.readComments(missingKey, NEVER_CANCELLED);
      assert.equal(comments.ok, false);
    });

    check("gives comments with author and time, the newest first", async (bench) => {
      for (let index = 1; index <= 130; index++) bench.say(`remark ${index}`);
      const comments = await bench.connection.readComments(bench.key, NEVER_CANCELLED);
      assert.ok(comments.ok, comments.ok ? "" : comments.error.message);
      const texts = comments.value.map(({ text }) => text.trim());
      assert.deepEqual(texts.slice(0, 2), ["remark 130", "remark 129"]);
      assert.equal(new Set(texts).size, 130);
      assert.equal(comments.value[0]?.author, "Ada Lovelace");
      assert.match(comments.value[0].at, /^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
    });

    check("names the states that the ticket can be moved to", async (bench) => {
      const statuses = await bench.connection.readStatuses(bench.key, NEVER_CANCELLED);
      assert.ok(statuses.ok);
      assert.ok(statuses.value.includes(bench.statuses.first), statuses.value.join());
      assert.ok(statuses.value.includes(bench.statuses.next), statuses.value.join());
    });

    check("moves the ticket, and says where it is then", async (bench) => {
      const { connection, key, statuses } = bench;
      const moved = await connection.move(key, statuses.first, statuses.next, NEVER_CANCELLED);
      assert.deepEqual(moved, { ok: true, value: statuses.next });
      assert.equal(bench.status(), statuses.next);
    });

    check("leaves a ticket alone that was moved meanwhile", async (bench) => {
      const { connection, key, statuses } = bench;
      bench.moveTo("In Progress");
      const moved = await connection.move(key, statuses.first, statuses.next, NEVER_CANCELLED);
      assert.equal(moved.ok ? "" : moved.error.code, "tracker/rejected");
      assert.equal(bench.status(), "In Progress");
    });

    check("posts a comment once", async (bench) => {
      const { connection, key } = bench;
      const first = await connection.postComment(key, COMMENT, NEVER_CANCELLED);
      assert.equal(first.kind, "posted", JSON.stringify(first));
      const again = await connection.postComment(key, COMMENT, NEVER_CANCELLED);
      assert.equal(again.kind, "already");
      assert.equal(bench.comments().length, 1);
      const read = await connection.readComments(key, NEVER_CANCELLED);
      assert.ok(read.ok);
      assert.equal(read.value[0]?.text.trim().replaceAll("\\", ""), TEXT);
    });

    check("posts beside what people and other cycles wrote", async (bench) => {
      bench.say("GDD cycle cycle-6: verification passed.");
      bench.say("What about GDD cycle cycle-7: verification passed.");
      const posted = await bench.connection.postComment(bench.key, COMMENT, NEVER_CANCELLED);
      assert.equal(posted.kind, "posted");
      assert.equal(bench.comments().length, 3);
    });

    check("does nothing once it is cancelled", async (bench) => {
      const { connection, key, statuses } = bench;
      const signal = AbortSignal.abort();
      const moved = await connection.move(key, statuses.first, statuses.next, signal);
      const posted = await connection.postComment(key, COMMENT, signal);
      assert.equal(moved.ok, false);
      assert.equal(posted.kind, "failed");
      assert.deepEqual([bench.status(), bench.comments().length], [statuses.first, 0]);
    });
  });
}
