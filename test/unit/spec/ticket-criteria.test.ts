import assert from "node:assert/strict";
import { suite, test } from "mocha";
import { liftCriteria, readTicketCriteria } from "../../../src/core/spec/ticket-criteria.ts";

/** Texts with the sign of their box: `x`, a blank, or `-` for an item without one. */
function check(markdown: string, ...wanted: string[]): void {
  const found = readTicketCriteria(markdown).map(
    ({ text, checked }) => `${checked === null ? "-" : checked ? "x" : " "} ${text}`,
  );
  assert.deepEqual(found, wanted);
}

suite("criteria in what people wrote into a ticket", () => {
  test("are boxes wherever they stand", () => {
    check(
      "Text\n\n- [ ] one\n* [X] two\n  more of it\n\n1. [x] three\n",
      "  one",
      "x two more of it",
      "x three",
    );
    check("- group\n  - [ ] one\n    - [x] two\n", "  one", "x two");
  });

  test("are items below a heading of that name, however it is written", () => {
    for (const heading of [
      "# acceptance criteria",
      "###### ACCEPTANCE CRITERIA:",
      "Acceptance Criteria\n---",
      "**Acceptance criteria**",
      "__Acceptance Criteria:__",
      "Acceptance Criteria:",
      "Some text.\n**Acceptance Criteria**",
    ]) {
      check(`${heading}\n\n- one\n- [x] two\n\n* three\n`, "- one", "x two", "- three");
    }
    check("## Acceptance Criteria\n1. one\n2. two\n   - a detail\n", "- one", "- two");
    check("## Acceptance Criteria\n- group\n  - [ ] one\n", "  one");
  });

  test("end with the next heading, or with a paragraph where a line named them", () => {
    check(
      "## Acceptance Criteria\n- one\n\nText\n\n### Part\n- two\n\n## Notes\n- three",
      "- one",
      "- two",
    );
    check("**Acceptance Criteria**\n\nIn short:\n\n- one\n\nNotes:\n- two", "- one");
    check("- one\n- two\n");
  });

  test("are no code, quotes, comments, references or empty items", () => {
    check("```\n- [ ] one\n```\n\n> - [ ] two\n\n<!--\n- [ ] three\n-->\n");
    check(
      "- [ ] #12\n- [ ] acme/shop#7\n- [ ] https://example.com/x\n- [ ] see #12\n",
      "  see #12",
    );
    check("## Acceptance Criteria\n- \n- <!-- hidden -->\n- a <!-- x --> b\n", "- a   b");
  });

  test("are five hundred at most, and any text can be read", () => {
    assert.equal(readTicketCriteria("- [ ] a\n".repeat(9_000)).length, 500);
    assert.deepEqual(readTicketCriteria(`Acceptance Criteria\n${"<!--".repeat(9_000)}`), []);
  });

  test("can be taken out of a prose, heading and all", () => {
    assert.deepEqual(liftCriteria("Text\n\n## Acceptance Criteria\n- one\n\n## More\n- two"), {
      prose: "Text\n\n## More\n- two",
      criteria: [{ text: "one", checked: null }],
    });
    assert.deepEqual(liftCriteria("Text\n\nAcceptance Criteria:"), { prose: "Text", criteria: [] });
    assert.equal(liftCriteria("These are no acceptance criteria at all."), null);
  });
});
