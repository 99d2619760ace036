import assert from "node:assert/strict";
import { applySplices } from "../../../src/core/kernel/splice.ts";
import type { TicketId } from "../../../src/core/model/ticket-ref.ts";
import { parseSpec } from "../../../src/core/spec/parse-spec.ts";
import { linkFixes } from "../../../src/core/view/link-fixes.ts";

const ticket = (key: string): string => `<!-- canon:ticket:jira:${key} -->`;

/** Each fix by its title, with the text that it leaves. */
function fixes(
  text: string,
  code: string,
  line: number,
  tickets: readonly TicketId[] = [],
): Map<string, string> {
  const found = linkFixes(parseSpec(text), { code, line, tickets });
  return new Map(found.map(({ title, splices }) => [title, applySplices(text, splices)]));
}

const lines = (...rows: string[]): string => `${rows.join("\n")}\n`;

suite("quick fixes of links", () => {
  test("of several tickets in one section make one a copy, or take it away", () => {
    const text = lines("## A", ticket("PAY-1"), ticket("PAY-2"), ticket("PAY-3"), "", "Text.");
    assert.deepEqual(
      fixes(text, "spec/several-tickets", 3),
      new Map([
        [
          "Keep PAY-2 as a copy (canon:shadow)",
          text.replace("ticket:jira:PAY-2", "shadow:jira:PAY-2"),
        ],
        ["Remove the link to PAY-2", text.replace(`${ticket("PAY-2")}\n`, "")],
        ["Keep PAY-1 only and remove the other links", lines("## A", ticket("PAY-1"), "", "Text.")],
      ]),
    );
  });

  test("of one ticket on two sections take either link away", () => {
    const text = lines("## A", ticket("PAY-1"), "", "## B", ticket("PAY-1"), "", "Text.");
    const expected = new Map([
      ["Remove this link to PAY-1", lines("## A", ticket("PAY-1"), "", "## B", "", "Text.")],
      ['Remove the link of "A" instead', lines("## A", "", "## B", ticket("PAY-1"), "", "Text.")],
    ]);
    assert.deepEqual(fixes(text, "spec/duplicate-ticket", 5), expected);
    assert.deepEqual(fixes(text, "sync/ticket-linked-twice", 5), expected);
  });

  test("of a lost link write it again, one for each ticket that may be the one", () => {
    const text = lines("## A", "<!-- canon:system:a status:todo -->", "", "Text.");
    assert.deepEqual(
      fixes(text, "link/lost", 1, ["jira:PAY-1", "local:LOCAL-2"]),
      new Map([
        ["Link to PAY-1 again", text.replace("## A\n", `## A\n${ticket("PAY-1")}\n`)],
        [
          "Link to LOCAL-2 again",
          text.replace("## A\n", "## A\n<!-- canon:ticket:local:LOCAL-2 -->\n"),
        ],
      ]),
    );
  });

  test("offer nothing where the link is not on that line, or the spec cannot be edited", () => {
    const text = lines("## A", ticket("PAY-1"), ticket("PAY-1"), "", "Text.");
    assert.deepEqual(fixes(text, "spec/duplicate-ticket", 3), new Map());
    assert.deepEqual(fixes(`---\n${text}`, "link/lost", 2, ["jira:PAY-9"]), new Map());
    assert.deepEqual(fixes(text, "spec/unknown-status", 2), new Map());
  });
});
