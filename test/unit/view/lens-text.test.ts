import assert from "node:assert/strict";
import type { SpecSection } from "../../../src/core/model/spec.ts";
import { actionLens, statusLens, type LiveTicket } from "../../../src/core/view/lens-text.ts";
import { aSection } from "../../support/a-section.ts";
import { aTicket } from "../../support/builders.ts";

suite("the lens of a heading", () => {
  const check = (section: Partial<SpecSection>, live: LiveTicket | undefined, title: string) =>
    assert.equal(statusLens(aSection(section), live).title, title);
  const found = (name: string, agrees: boolean | null): LiveTicket => ({
    reading: { kind: "found", ticket: aTicket({ status: { name, category: null } }) },
    agrees,
  });

  test("says that nothing is linked", () =>
    check({ tickets: [], status: null }, undefined, "Draft · not linked"));
  test("shows the key alone while the ticket is unread", () =>
    check({}, undefined, "In progress · LOCAL-3"));
  test("marks a ticket that agrees", () =>
    check({}, found("in_progress", true), "In progress · LOCAL-3 In progress ✓"));
  test("marks a ticket that says something else", () =>
    check({}, found("done", false), "In progress · LOCAL-3 Done ≠ differs"));
  test("marks nothing where no connection tells what the status means", () =>
    check({}, found("Shipped", null), "In progress · LOCAL-3 Shipped"));
  test("says that a ticket is missing", () =>
    check({}, { reading: { kind: "missing" }, agrees: null }, "In progress · LOCAL-3 not found"));
  test("does not call an unread ticket missing", () => {
    const error = { code: "tracker/unreachable", message: "No answer." } as const;
    const reading = { kind: "unreadable", error } as const;
    check({}, { reading, agrees: null }, "In progress · LOCAL-3 not readable");
  });
  test("says how to read a ticket for which there is no good credential", () => {
    const error = { code: "tracker/unauthorized", message: "Not accepted." } as const;
    const reading = { kind: "unreadable", error } as const;
    check({}, { reading, agrees: null }, "In progress · LOCAL-3 not readable: sign in");
  });
  const gone = { code: "tracker/unreachable", message: "No answer." } as const;
  const refused = { code: "tracker/unauthorized", message: "Not accepted." } as const;
  const lastSeen = { status: "In Review", title: "Keys", age: "3 h ago" };
  test("shows a ticket that does not answer as it was last seen, with its age", () => {
    const live = { reading: { kind: "unreadable", error: gone }, agrees: null, lastSeen } as const;
    check({}, live, "In progress · LOCAL-3 In Review, 3 h ago, offline");
    const reading = { kind: "unreadable", error: refused } as const;
    check(
      {},
      { ...live, reading },
      "In progress · LOCAL-3 In Review, 3 h ago, not readable: sign in",
    );
  });
  test("tells a broken link from one that failed once, and from a dismissed one", () => {
    const reading = { kind: "missing" } as const;
    const at = "2026-01-05T10:00:00.000Z";
    const health = { refusal: "missing", since: at, checkedAt: at, dismissedAt: null } as const;
    const live = (failures: number, dismissedAt: string | null = null): LiveTicket => ({
      ...{ reading, agrees: null },
      health: { ...health, failures, dismissedAt },
    });
    check({}, live(2), "In progress · LOCAL-3 not found");
    check({}, live(3), "In progress · LOCAL-3 broken link");
    check({}, live(1, at), "In progress · LOCAL-3 broken link, dismissed");
    assert.match(statusLens(aSection(), live(3)).tooltip, /no such ticket since 2026-01-05/);
    check(
      {},
      { ...found("done", true), health: { ...health, failures: 3 } },
      "In progress · LOCAL-3 Done ✓",
    );
  });
  test("counts further tickets", () => {
    const link = { ref: { system: "jira", key: "PAY-1" }, url: null, line: 7 } as const;
    check({ shadows: [link] }, undefined, "In progress · LOCAL-3 +1");
  });
  test("marks a copy that strayed, and says in the tooltip which and how", () => {
    const link = { ref: { system: "local", key: "LOCAL-1" }, url: null, line: 7 } as const;
    const section = aSection({ shadows: [link] });
    const { title, tooltip } = statusLens(section, undefined, [found("done", false)]);
    assert.equal(title, "In progress · LOCAL-3 +1 ≠");
    assert.match(tooltip, /Its copy LOCAL-1 is "Done"; the next sync brings it back\./);
    const agreeing = statusLens(section, undefined, [found("in_progress", true)]);
    assert.equal(agreeing.title, "In progress · LOCAL-3 +1");
  });
  test("shows a hostile status name as text on one line", () =>
    check({}, found("$(trash)\n\u202eDone", null), "In progress · LOCAL-3 $ (trash) Done"));
  test("tells in the tooltip how many criteria are met", () => {
    const box = { details: "", line: 8, evidence: [] };
    const criteria = [
      { ...box, text: "a", checked: true },
      { ...box, text: "b", checked: false },
    ];
    assert.match(statusLens(aSection({ criteria }), undefined).tooltip, /1 of 2 criteria/);
  });
});

suite("the second lens of a heading", () => {
  test("opens the ticket of a linked section", () =>
    assert.equal(actionLens(aSection()).title, "Open LOCAL-3"));
  test("creates a ticket for an unlinked one", () =>
    assert.equal(actionLens(aSection({ tickets: [] })).title, "Create ticket"));
});
