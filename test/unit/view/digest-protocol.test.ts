import assert from "node:assert/strict";
import fc from "fast-check";
import {
  parseDigestPage,
  parsePageMessage,
  type DigestPage,
} from "../../../src/core/view/digest-protocol.ts";

const PAGE: DigestPage = {
  cycle: "cycle-7",
  isBusy: false,
  note: { text: "Odd.", action: "openState" },
  tickets: [
    {
      ...{
        system: "linear",
        tracker: "Linear",
        key: "DSN-1",
        title: null,
        status: null,
        host: null,
      },
      note: null,
      comments: [{ id: "1", author: "A", at: "", excerpt: "x", text: null, isNew: true }],
      hidden: [{ kind: "jwt", count: 1 }],
    },
  ],
};

suite("messages of the digest page", () => {
  test("are taken as they are meant", () => {
    assert.deepEqual(parsePageMessage({ type: "ready" }), { type: "ready" });
    const open = { type: "openTicket", system: "jira" };
    assert.deepEqual(parsePageMessage(open), open);
    const act = { type: "act", action: "refresh", system: null };
    assert.deepEqual(parsePageMessage(act), act);
  });

  test("C7, say nothing that is not on the list", () => {
    const hostile: unknown[] = [
      null,
      "ready",
      [],
      { type: "openTicket", system: "https://evil.example" },
      { type: "openTicket", url: "https://evil.example" },
      { type: "act", action: "workbench.action.quit", system: null },
      { type: "act", action: "constructor", system: null },
      { type: "act", action: "__proto__", system: null },
      { type: "act", action: "toString", system: "jira" },
      { type: "act", action: "refresh", system: "github" },
      { type: "act", action: ["refresh"], system: null },
      { type: "command", command: "workbench.action.quit" },
    ];
    for (const message of hostile) assert.equal(parsePageMessage(message), undefined);
    fc.assert(
      fc.property(fc.anything(), (value) => {
        const message = parsePageMessage(value);
        assert.ok(message === undefined || ["ready", "openTicket", "act"].includes(message.type));
      }),
    );
  });

  test("carry nothing along that was added to them", () => {
    const message = parsePageMessage({ type: "openTicket", system: "jira", url: "file:///etc" });
    assert.deepEqual(message, { type: "openTicket", system: "jira" });
  });
});

suite("pages for the digest page", () => {
  test("are taken whole or not at all", () => {
    assert.equal(parseDigestPage(PAGE), PAGE);
    assert.equal(parseDigestPage({ ...PAGE, tickets: "none" }), undefined);
    assert.equal(parseDigestPage({ ...PAGE, note: { text: "x", action: "eval" } }), undefined);
    const [ticket] = PAGE.tickets;
    const spoiled = [
      { system: "github" },
      { key: 4 },
      { comments: [{ ...ticket?.comments[0], text: {} }] },
      { comments: null },
      { hidden: [{ kind: "jwt" }] },
      { note: "note" },
    ];
    for (const change of spoiled) {
      assert.equal(parseDigestPage({ ...PAGE, tickets: [{ ...ticket, ...change }] }), undefined);
    }
  });

  test("never come of other messages", () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        assert.equal(parseDigestPage(value), undefined);
      }),
    );
  });
});
