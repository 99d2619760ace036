import assert from "node:assert/strict";
import { NEVER_CANCELLED } from "../../../src/core/kernel/cancel.ts";
import { safe } from "../../support/builders.ts";
import type { Check } from "../tracker-contract.ts";
import {
  assertSameText,
  childOf,
  codeOf,
  create,
  KEYS_TEXT,
  managed,
  read,
  send,
  update,
  uuid,
} from "./steps.ts";

export function describeUpdating(check: Check): void {
  describeFields(check);
  describeDescription(check);
}

function describeFields(check: Check): void {
  check("changes the named fields and leaves the others", async (bench) => {
    const { tracker, other } = bench;
    if (!tracker.capabilities.texts) return;
    const before = await create(bench, { labels: [safe("canon")] });
    const after = await update(tracker, before, { title: safe("Key derivation") });
    assert.equal(after.title, "Key derivation");
    assert.notEqual(after.revision, before.revision);
    assert.ok((after.updatedAt ?? "") >= (before.updatedAt ?? ""));
    const { title, revision, updatedAt } = after;
    assert.deepEqual(await read(other, before.ref.key), { ...before, title, revision, updatedAt });
  });

  check("moves a ticket by the name of the status, however it is written", async (bench) => {
    const { tracker, other, words } = bench;
    const before = await create(bench);
    const started = await update(tracker, before, { status: words.statuses.started });
    assert.equal(started.status.name, words.statuses.started);
    assert.deepEqual(await read(other, before.ref.key), started);
    const after = await update(tracker, started, { status: words.statuses.done.toUpperCase() });
    assert.equal(after.status.name.toLowerCase(), words.statuses.done.toLowerCase());
    assert.deepEqual(await read(other, before.ref.key), after);
  });

  check("opens a ticket again that was done", async (bench) => {
    const { tracker, words } = bench;
    const before = await create(bench, { status: words.statuses.done });
    assert.equal(before.status.name, words.statuses.done);
    const after = await update(tracker, before, { status: words.statuses.fresh });
    assert.equal(after.status.name, words.statuses.fresh);
  });

  check("refuses to move a ticket to an unknown status", async (bench) => {
    const { tracker } = bench;
    const before = await create(bench);
    const outcome = await send(tracker, before, { status: "shipped" });
    assert.equal(codeOf(outcome), "tracker/no-transition");
    assert.deepEqual(await read(tracker, before.ref.key), before);
  });

  check("sets and clears the parent", async (bench) => {
    const { tracker, other, words } = bench;
    if (!tracker.capabilities.parents) return;
    const parent = await create(bench, { marker: uuid(1) });
    const elder = await create(bench, { marker: uuid(2) });
    const born = await create(bench, { ...childOf(bench, elder), marker: uuid(3) });
    const linked = await update(tracker, born, { parentKey: parent.ref.key });
    assert.equal(linked.parentKey, parent.ref.key);
    assert.deepEqual(await read(other, born.ref.key), linked);
    if (words.childType !== words.type) return;
    assert.equal((await update(tracker, linked, { parentKey: null })).parentKey, null);
  });

  check("refuses a ticket as its own parent", async (bench) => {
    if (!bench.tracker.capabilities.parents) return;
    const ticket = await create(bench);
    const outcome = await send(bench.tracker, ticket, { parentKey: ticket.ref.key });
    assert.equal(codeOf(outcome), "tracker/rejected");
  });

  check("leaves a ticket that moved since it was read", async (bench) => {
    const { tracker, other, words } = bench;
    const before = await create(bench);
    const moved = await update(other, before, { status: words.statuses.started });
    const outcome = await send(tracker, before, { status: words.statuses.done });
    assert.deepEqual(outcome, { kind: "stale", current: moved });
    assert.deepEqual(await read(tracker, before.ref.key), moved);
  });

  check("writes nothing when nothing changes", async (bench) => {
    const { tracker } = bench;
    const before = await create(bench);
    const { title, managedText, status, parentKey } = before;
    const texts = { title: safe(title), managedText: safe(managedText ?? "") };
    const change = {
      status: status.name,
      ...(tracker.capabilities.texts ? texts : {}),
      ...(tracker.capabilities.parents ? { parentKey } : {}),
    };
    assert.deepEqual(await update(tracker, before, change), before);
    assert.deepEqual(await read(tracker, before.ref.key), before);
  });

  check("says that a ticket to change is not there", async (bench) => {
    const { tracker, words } = bench;
    const change = { status: words.statuses.done };
    const outcome = await tracker.updateTicket(words.missingKey, change, "1", NEVER_CANCELLED);
    assert.equal(outcome.kind, "failed");
    if (bench.tellsMissing !== false) assert.equal(codeOf(outcome), "tracker/not-found");
  });
}

function describeDescription(check: Check): void {
  check("replaces its own block and keeps what people wrote below it", async (bench) => {
    const { tracker } = bench;
    if (!tracker.capabilities.texts) return;
    const { ref } = await create(bench);
    await bench.editDescription(ref.key, (text) => `${text}\n\nBob was here.`);
    const before = await read(tracker, ref.key);
    assertSameText(bench, before.managedText, KEYS_TEXT);
    const after = await update(tracker, before, { managedText: managed("New $& text.") });
    assertSameText(bench, after.managedText, managed("New $& text."));
    assert.deepEqual(await read(bench.other, ref.key), after);
    const description = await bench.description(ref.key);
    assert.match(description, /Bob was here\./);
    assert.doesNotMatch(description, /Keys are made/);
  });

  check("reads what people wrote around its block, and not its own marks", async (bench) => {
    const { tracker, other } = bench;
    if (!tracker.capabilities.texts) return;
    const made = await create(bench);
    assert.equal(made.otherText, "");
    assert.equal((await read(tracker, made.ref.key)).otherText, "");
    await bench.editDescription(made.ref.key, (text) => `${text}\n\nBob was here.`);
    const before = await read(tracker, made.ref.key);
    assert.equal(before.otherText, "Bob was here.");
    assert.equal((await read(other, made.ref.key)).otherText, before.otherText);
    const after = await update(tracker, before, { managedText: managed("New $& text.") });
    assert.equal(after.otherText, "Bob was here.");
    await bench.editDescription(made.ref.key, () => "Only people wrote here.");
    const alone = await read(tracker, made.ref.key);
    assert.deepEqual([alone.managedText, alone.otherText], [null, "Only people wrote here."]);
  });

  check("reads lists that people wrote on both sides of its block", async (bench) => {
    if (bench.keepsBytes === false || !bench.tracker.capabilities.texts) return;
    const { ref } = await create(bench);
    await bench.editDescription(
      ref.key,
      (text) => `Acceptance Criteria:\n\n- One\n\n${text}\n\n- [x] Two\n- [ ] Three\n`,
    );
    const { managedText, otherText } = await read(bench.tracker, ref.key);
    assert.equal(managedText, KEYS_TEXT);
    assert.equal(otherText, "Acceptance Criteria:\n\n- One\n\n- [x] Two\n- [ ] Three");
  });

  check("gives no text of people where it gives no texts", async (bench) => {
    if (bench.tracker.capabilities.texts) return;
    assert.equal((await create(bench)).otherText, null);
  });

  check("keeps each byte that people wrote around its block", async (bench) => {
    if (bench.keepsBytes === false || !bench.tracker.capabilities.texts) return;
    const { ref } = await create(bench);
    await bench.editDescription(ref.key, (text) => `From **Ada**.  \n\n${text}\n* and Bob\t\n`);
    const before = await read(bench.tracker, ref.key);
    assert.equal(before.managedText, KEYS_TEXT);
    const old = await bench.description(ref.key);
    const after = await update(bench.tracker, before, { managedText: managed("New $& text.") });
    assert.equal(after.managedText, managed("New $& text."));
    assert.equal(
      await bench.description(ref.key),
      old.replace("Keys are made from the request.", () => "New $& text."),
    );
  });

  check("reads and keeps a description with Windows line endings", async (bench) => {
    if (bench.keepsBytes === false || !bench.tracker.capabilities.texts) return;
    const { ref } = await create(bench, { managedText: managed("One.\n\nTwo.") });
    await bench.editDescription(ref.key, (text) =>
      `By hand.\n\n${text}`.replaceAll("\r\n", "\n").replaceAll("\n", "\r\n"),
    );
    const before = await read(bench.tracker, ref.key);
    assert.equal(before.managedText, managed("One.\n\nTwo."));
    const same = await update(bench.tracker, before, { managedText: managed("One.\n\nTwo.") });
    assert.equal(same.revision, before.revision);
    const after = await update(bench.tracker, before, { managedText: managed("One.\n\nThree.") });
    assert.equal(after.managedText, managed("One.\n\nThree."));
    assert.ok((await bench.description(ref.key)).includes("By hand.\r\n"));
  });

  check("adds its block below a description that has none", async (bench) => {
    if (!bench.tracker.capabilities.texts) return;
    const { ref } = await create(bench);
    await bench.editDescription(ref.key, () => "Only people wrote here.\n");
    const before = await read(bench.tracker, ref.key);
    assert.equal(before.managedText, null);
    const after = await update(bench.tracker, before, { managedText: managed("Canon's part.") });
    assert.ok(after.managedText?.includes("Canon's part."), JSON.stringify(after.managedText));
    assert.match(await bench.description(ref.key), /Only people wrote here\.[^]*Canon's part\./);
  });
}
