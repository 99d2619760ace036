import assert from "node:assert/strict";
import { applySplices } from "../../../src/core/kernel/splice.ts";
import { specStatus } from "../../../src/core/model/status.ts";
import { parseSpec } from "../../../src/core/spec/parse-spec.ts";
import { insertSection, type SectionDraft } from "../../../src/core/spec/write-section.ts";

const LINK = "<!-- canon:ticket:jira:PAY-9 -->";

function draft(parts: Partial<SectionDraft> = {}): SectionDraft {
  const link = { system: "jira" as const, key: "PAY-9" };
  return {
    ...{ title: "Refund a payment", prose: "", criteria: [], link },
    ...{ status: specStatus("todo"), ...parts },
  };
}

function add(text: string, after: number | null, parts?: Partial<SectionDraft>): string {
  const edit = insertSection(parseSpec(text), after, draft(parts));
  assert.ok(edit.ok, JSON.stringify(edit));
  return applySplices(text, edit.value);
}

function refusal(text: string, after: number | null, parts?: Partial<SectionDraft>): string {
  const edit = insertSection(parseSpec(text), after, draft(parts));
  return edit.ok ? "made" : edit.error.code;
}

suite("adding a section", () => {
  test("puts heading, link, status, text and boxes behind a section and its children", () =>
    assert.equal(
      add("# Pay\n\n## Keys\n\nText.\n\n### Length\n\n## Retry\n", 0, {
        prose: "Money goes back.",
        criteria: [{ text: "within a day", checked: true }],
      }),
      `# Pay\n\n## Keys\n\nText.\n\n### Length\n\n## Refund a payment\n${LINK}\n<!-- canon:system:refund-a-payment status:todo -->\n\nMoney goes back.\n\n- [x] within a day\n\n## Retry\n`,
    ));

  test("keeps the line endings and the end of the file as they are", () => {
    const status = "<!-- canon:system:refund-a-payment status:todo -->";
    assert.equal(
      add("# Pay\r\n\r\n## Keys", null),
      `# Pay\r\n\r\n## Keys\r\n\r\n## Refund a payment\r\n${LINK}\r\n${status}`,
    );
    assert.equal(
      add("# Pay\n\n## Keys\n", null),
      `# Pay\n\n## Keys\n\n## Refund a payment\n${LINK}\n${status}\n`,
    );
  });

  test("goes on counting behind numbered sections, and only there", () => {
    const text = "# Pay\n\n## 1. Keys\n\n### 1.1 Length\n\n## 2. Retry\n";
    assert.match(
      add(text, 2),
      /\n## 3\. Refund a payment\n.*\n<!-- canon:system:3 status:todo -->/,
    );
    assert.match(add(text, 1), /\n### 1\.2 Refund a payment\n/);
    assert.match(add(text, 0), /\n## Refund a payment\n/);
  });

  test("gives the section an id that no other one has", () =>
    assert.match(add("## Refund a payment\n", 0), /canon:system:refund-a-payment-2 status/));

  test("names a ticket whose title would be a heading of criteria by its key as well", () =>
    assert.match(
      add("## Keys\n", 0, { title: "Acceptance criteria" }),
      /## Acceptance criteria \(PAY-9\)/,
    ));

  test("names a ticket without a title by its key", () =>
    assert.match(add("## Keys\n", 0, { title: " \n " }), /## PAY-9\n/));

  test("lets no text of the ticket become structure", () => {
    const prose = [
      "# Title",
      "Sub\n---",
      "```js\n<!-- canon:ticket:jira:EVIL-1 -->\n## code\n```",
      "<!-- canon:system:x status:done -->",
      "<img src=x onerror=alert(1)> ![pixel](https://tracker.example/p.png)",
      "[ref]: https://example.com",
      "- [ ] a box",
    ].join("\n\n");
    const text = add("## Keys\n\n[ref]\n", 0, {
      prose,
      title: "a <!-- canon:delta:added --> b ##",
    });
    assert.equal(
      text.slice(text.indexOf("## a")),
      [
        "## a &lt;!-- canon:delta:added --> b \\#\\#\n" + LINK,
        "<!-- canon:system:a-lt-canon-delta-added-b status:todo -->\n",
        "**Title**\n",
        "Sub\n\\---\n",
        "    &lt;!-- canon:ticket:jira:EVIL-1 -->\n    ## code\n",
        "&lt;!-- canon:system:x status:done -->\n",
        "&lt;img src=x onerror=alert(1)> \\![pixel](https://tracker.example/p.png)\n",
        "\\[ref]: https://example.com\n",
        "- \\[ ] a box\n",
      ].join("\n"),
    );
  });

  test("cuts a very long description and says so", () => {
    const text = add("## Keys\n", 0, { prose: "word ".repeat(10_000) });
    assert.ok(text.length < 21_000);
    assert.match(text, /\n\n\\?\(The description in the ticket goes on\.\)\n$/);
  });

  test("is refused where it cannot be done safely", () => {
    assert.equal(refusal("## A\n<!-- never closed\n", 0), "spec/not-writable");
    assert.equal(refusal("## A\n```\nnever closed\n", 0), "spec/no-safe-place");
    assert.equal(refusal("## A\n", 4), "spec/no-such-section");
    assert.equal(
      refusal("## A\n", 0, { prose: "it is [REDACTED:github_pat]" }),
      "spec/redacted-text",
    );
    const link = { system: "jira" as const, key: "1 --> x" };
    assert.equal(refusal("## A\n", 0, { link }), "spec/invalid-key");
  });
});
