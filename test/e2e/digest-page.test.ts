import assert from "node:assert/strict";
import type { DigestPage, DigestTicket } from "../../src/core/view/digest-protocol.ts";
import { createRedactor } from "../../src/core/redact/redact.ts";
import { digestPage } from "../../src/design-cycle/digest-page.ts";
import { EVIL_HOST, HOSTILE_TEXTS, UNSEEN_TEXTS } from "../support/hostile-texts.ts";
import { MemoryCycle, MemoryTicket } from "../support/memory-cycle.ts";
import { hasNoAccessibilityTrouble } from "./support/axe.ts";
import { eventually } from "./support/eventually.ts";
import { PageInBrowser, NO_MISDEEDS } from "./support/page-in-browser.ts";
import { sharedHost } from "./support/shared-host.ts";

const ELEMENTS = ["BDI", "BUTTON", "DIV", "H1", "H2", "LI", "OL", "P", "SECTION", "SPAN", "TIME"];
const ATTRIBUTES = [
  ...["aria-controls", "aria-expanded", "aria-label", "aria-labelledby", "class", "data-focus"],
  ...["datetime", "dir", "id", "role", "title", "type"],
];

suite("the page of the digest, in a browser", () => {
  let digest: PageInBrowser;

  const open = async (width?: number): Promise<void> => {
    digest = await PageInBrowser.open((await sharedHost()).browser, "digest", width);
  };
  teardown(() => digest.close());

  test("C3, C5, runs, loads and opens nothing that a ticket says, in any of its texts", async () => {
    await open();
    for (const text of HOSTILE_TEXTS) await digest.show(pageOf(hostileTicket(text), text));
    await digest.show({
      ...pageOf(hostileTicket("last")),
      tickets: HOSTILE_TEXTS.map(hostileTicket),
    });
    const expanders = digest.page.locator("button[aria-expanded=false]");
    while ((await expanders.count()) > 0) await expanders.first().click();
    assert.deepEqual(await digest.misdeeds(), NO_MISDEEDS);
    const { elements, attributes } = await digest.names();
    assert.deepEqual(namesBeside(elements, ELEMENTS), []);
    assert.deepEqual(namesBeside(attributes, ATTRIBUTES), []);
    const shown = await digest.page.locator(".body.whole").allTextContents();
    assert.deepEqual(
      shown,
      HOSTILE_TEXTS.map((text) => `${text}\nwhole`),
    );
  });

  test("C4, has a policy that stops what would get in all the same, and this test sees it", async () => {
    await open();
    await digest.breakIn(EVIL_HOST);
    await eventually(async () => {
      assert.ok((await digest.misdeeds()).violations.length >= 9);
    });
    const { requests, violations, hasRun } = await digest.misdeeds();
    assert.deepEqual([requests, hasRun], [[], false]);
    assert.deepEqual([...new Set(violations)].sort(), [
      ...["connect-src", "frame-src", "img-src", "script-src-attr", "script-src-elem"],
      ...["style-src-attr", "style-src-elem"],
    ]);
  });

  test("C10, C13, shows texts of a megabyte and unseen letters as plain, short text", async () => {
    await open();
    const megabyte = "wide ".repeat(220_000);
    const cycle = new MemoryCycle();
    cycle.files.set(
      "STATE.md",
      "---\ncycle: c\n---\n<ticket_links>\ncycle: c\nlinear: A-1\n</ticket_links>\n",
    );
    const ticket = new MemoryTicket("Todo", []);
    cycle.tickets.set("linear", ticket);
    for (const text of [megabyte, ...UNSEEN_TEXTS.slice(0, 4)]) ticket.say(text);
    await digest.show(shownOf(await cycle.digest()));
    await digest.page.getByRole("button", { name: /Show all/ }).click();
    const text = await digest.page.locator("main").innerText();
    assert.ok(text.length < 25_000, `${text.length} characters`);
    assert.doesNotMatch(
      text,
      /[\u202a-\u202e\u2066-\u2069\u200b\u2060\ufeff]|[\u{e0000}-\u{e007f}]/u,
    );
    assert.match(text, /Open the ticket to read all of it/);
    assert.deepEqual(await digest.misdeeds(), NO_MISDEEDS);
  });

  test("expands to the redacted text, which is all that the page was ever given", async () => {
    await open();
    const token = ["gh", "p_", "a1b2".repeat(9)].join("");
    const cycle = new MemoryCycle();
    cycle.files.set(
      "STATE.md",
      "---\ncycle: c\n---\n<ticket_links>\ncycle: c\nlinear: A-1\n</ticket_links>\n",
    );
    const ticket = new MemoryTicket("Todo", []);
    ticket.say(`First line.\n\nUse ${token} for now.\n\n${"More. ".repeat(80)}`, token);
    cycle.tickets.set("linear", ticket);
    await digest.show(shownOf(await cycle.digest()));
    await digest.page.getByRole("button", { name: /Show all/ }).click();
    const body = await digest.page.locator(".body").textContent();
    assert.match(body ?? "", /^First line\.\n\nUse \[REDACTED:github_pat\] for now\.\n\nMore/);
    assert.ok(!(await digest.page.content()).includes(token));
    await digest.page.getByText("2 credentials hidden: github_pat (2)").waitFor();
  });

  test("takes no message that is not a page, and keeps what it shows", async () => {
    await open();
    await digest.show(pageOf(aTicket()));
    await digest.post("<b>x</b>", { type: "eval" }, { tickets: [{}] }, null, [[]]);
    await digest.show(pageOf({ ...aTicket(), title: "Second" }));
    assert.equal(await digest.page.locator("section").count(), 1);
    assert.deepEqual(await digest.misdeeds(), NO_MISDEEDS);
    assert.deepEqual(await digest.sent(), [{ type: "ready" }]);
  });

  test("is used by keyboard alone, and keeps the focus when it is drawn anew", async () => {
    await open();
    await digest.show(pageOf(aTicket()));
    const { keyboard } = digest.page;
    await keyboard.press("Tab");
    await keyboard.press("Enter");
    assert.deepEqual((await digest.sent()).at(-1), { type: "openTicket", system: "linear" });
    await keyboard.press("Tab");
    await keyboard.press("Enter");
    const expander = digest.page.getByRole("button", { name: "Show less of the comment by Ada" });
    assert.equal(await expander.getAttribute("aria-expanded"), "true");
    await digest.show(pageOf({ ...aTicket(), status: "Done" }));
    assert.equal(await expander.and(digest.page.locator(":focus")).count(), 1);
    assert.equal(await expander.getAttribute("aria-expanded"), "true");
    await keyboard.press("Tab");
    await keyboard.press("Enter");
    const act = { type: "act", action: "refresh", system: null };
    await digest.show({ ...pageOf(aTicket()), note: { text: "Odd.", action: "refresh" } });
    await digest.page.getByRole("button", { name: "Try Again" }).click();
    assert.deepEqual((await digest.sent()).at(-1), act);
  });

  test("tells a screen reader its parts, and once what it shows", async () => {
    await open();
    await digest.show({ ...pageOf(), isBusy: true });
    await digest.page.getByRole("status").getByText("Reading the tickets.").waitFor();
    await digest.show(pageOf(aTicket()));
    await digest.page.getByRole("status").getByText("Linear DSN-204: 1 comment.").waitFor();
    const tree = await digest.page.locator("main").ariaSnapshot();
    assert.match(tree, /heading "Ticket digest of cycle-7" \[level=1\]/);
    assert.match(tree, /region "Linear DSN-204"/);
    assert.match(tree, /heading "Linear DSN-204" \[level=2\]/);
    assert.match(tree, /list "Newest comments in Linear"/);
    assert.match(tree, /link "DSN-204"/);
    assert.match(tree, /Status: In Review/);
    await hasNoAccessibilityTrouble(digest.page);
  });

  test("needs no more than 200 pixels, however long the words are", async () => {
    await open(200);
    const word = "w".repeat(120);
    await digest.show(
      pageOf({ ...aTicket(), title: word, status: word, hidden: [{ kind: word, count: 2 }] }),
    );
    const [wanted, given] = await digest.widths();
    assert.equal(wanted, given);
  });
});

function pageOf(ticket?: DigestTicket, text?: string): DigestPage {
  return {
    cycle: text ?? "cycle-7",
    isBusy: false,
    note: text === undefined ? null : { text, action: null },
    tickets: ticket === undefined ? [] : [ticket],
  };
}

function aTicket(): DigestTicket {
  return {
    ...{ system: "linear", tracker: "Linear", key: "DSN-204", title: "Checkout" },
    ...{ status: "In Review", host: "linear.app", note: null, hidden: [] },
    comments: [
      {
        ...{ id: "1", author: "Ada", at: "2026-01-05T10:00:00.000Z", excerpt: "One two…" },
        ...{ text: "One\ntwo\nthree", isNew: true },
      },
    ],
  };
}

function hostileTicket(text: string): DigestTicket {
  return {
    ...{ system: "jira", tracker: text, key: text, title: text, status: text, host: text },
    note: { text, action: null },
    comments: [
      { id: text, author: text, at: text, excerpt: text, text: `${text}\nwhole`, isNew: true },
    ],
    hidden: [{ kind: text, count: 2 }],
  };
}

function shownOf(digest: Parameters<typeof digestPage>[0]): DigestPage {
  return digestPage(digest, {
    redact: createRedactor([]),
    hasState: true,
    disabled: new Set(),
    hostOf: () => null,
    lastSeen: () => undefined,
  });
}

function namesBeside(names: readonly string[], allowed: readonly string[]): string[] {
  return [...new Set(names)].filter((name) => !allowed.includes(name));
}
