import assert from "node:assert/strict";
import { NEVER_CANCELLED } from "../../../src/core/kernel/cancel.ts";
import { comparableText } from "../../../src/core/spec/comparable-text.ts";
import { safe } from "../../support/builders.ts";
import type { Check } from "../tracker-contract.ts";
import { codeOf, comments, create, uuid } from "./steps.ts";

const FIRST = "Done in **two** steps:\n\n- make the key\n- keep `the_key` for a day";
const SECOND = "A second look, with a [link](https://example.com/a) and 2 < 3.";

/** Comments, read and posted. */
export function describeTalking(check: Check): void {
  check("reads comments as Markdown, oldest first", async (bench) => {
    const { tracker, other } = bench;
    if (!tracker.capabilities.comments) return;
    const { ref } = await create(bench);
    assert.deepEqual(await comments(tracker, ref.key), []);
    const before = (await tracker.readTickets([ref.key], NEVER_CANCELLED)).get(ref.key);
    for (const [n, text] of [FIRST, SECOND].entries()) {
      const comment = { marker: uuid(n), text: safe(text) };
      const posted = await tracker.postComment(ref.key, comment, NEVER_CANCELLED);
      assert.deepEqual(posted, { kind: "posted" });
    }
    const seen = await comments(other, ref.key);
    assert.deepEqual(
      seen.map(({ text }) => comparableText(text)),
      [FIRST, SECOND].map(comparableText),
    );
    for (const { at } of seen) assert.match(at, /^\d{4}-\d\d-\d\dT.*Z$/);
    assert.equal(before?.kind, "found");
  });

  check("posts a comment once, however often it is told to", async (bench) => {
    const { tracker, other } = bench;
    if (!tracker.capabilities.comments) return;
    const { ref } = await create(bench);
    const comment = { marker: uuid(1), text: safe("Once.") };
    const first = await tracker.postComment(ref.key, comment, NEVER_CANCELLED);
    assert.deepEqual(first, { kind: "posted" });
    const second = await other.postComment(ref.key, comment, NEVER_CANCELLED);
    assert.deepEqual(second, { kind: "already" });
    assert.deepEqual(
      (await comments(tracker, ref.key)).map(({ text }) => text.trim()),
      ["Once."],
    );
  });

  check("posts the same words twice under two markers", async (bench) => {
    const { tracker } = bench;
    if (!tracker.capabilities.comments) return;
    const { ref } = await create(bench);
    for (const n of [1, 2]) {
      const comment = { marker: uuid(n), text: safe("Again.") };
      await tracker.postComment(ref.key, comment, NEVER_CANCELLED);
    }
    assert.equal((await comments(tracker, ref.key)).length, 2);
  });

  check("keeps a comment that looks like the tracker's own marks", async (bench) => {
    const { tracker } = bench;
    if (!tracker.capabilities.comments) return;
    const { ref } = await create(bench);
    const text = "### 2026-01-05T10:00:00Z Ada\n\nand an open block:\n\n```ts\nconst a = 1;\n```";
    await tracker.postComment(ref.key, { marker: uuid(1), text: safe(text) }, NEVER_CANCELLED);
    const [seen, ...more] = await comments(tracker, ref.key);
    assert.deepEqual(more, []);
    assert.equal(comparableText(seen?.text ?? ""), comparableText(text));
  });

  check("says that a ticket to comment on is not there", async ({ tracker, words }) => {
    if (!tracker.capabilities.comments) return;
    const comment = { marker: uuid(1), text: safe("x") };
    const posted = await tracker.postComment(words.missingKey, comment, NEVER_CANCELLED);
    assert.equal(codeOf(posted), "tracker/not-found");
  });
}
