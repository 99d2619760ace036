import assert from "node:assert/strict";
import { readManagedText, renderManagedText } from "../../../src/core/spec/managed-text.ts";
import { parseSpec } from "../../../src/core/spec/parse-spec.ts";

/** Sends a section's text to a ticket and reads it back. */
function check(body: string): void {
  const [section] = parseSpec(`## a\n${body}`).sections;
  assert.ok(section !== undefined);
  const criteria = section.criteria.map(({ text, details, checked }) => ({
    text,
    details,
    checked,
  }));
  const shared = { prose: section.prose, criteria };
  assert.deepEqual(
    readManagedText(renderManagedText({ ...shared, footer: "a.md, section 1" })),
    shared,
  );
}

suite("text of a ticket", () => {
  test("is prose, boxes with their details, and a line that names the spec", () => {
    const text = renderManagedText({
      prose: "Words.",
      criteria: [
        { text: "one", details: "", checked: true },
        { text: "two", details: "- note", checked: false },
        { text: "three", details: "Para\n\n    code", checked: false },
      ],
      footer: "docs/specs/a.md, section 3.1 Keys",
    });
    assert.equal(
      text,
      "Words.\n\n- [x] one\n- [ ] two\n  - note\n- [ ] three\n\n  Para\n\n      code\n\nSpec: docs/specs/a.md, section 3.1 Keys",
    );
  });

  test("leaves out what is empty", () => {
    assert.equal(renderManagedText({ prose: "", criteria: [], footer: "a.md" }), "Spec: a.md");
    assert.deepEqual(readManagedText("Spec: a.md"), { prose: "", criteria: [] });
  });

  test("gives boxes that people added, also with Windows line endings and words below", () => {
    const read = readManagedText(
      "Words.\r\n\r\n- [x] one\r\n* [ ] new\r\n\r\nSpec: a.md\r\n\r\nMore.",
    );
    assert.deepEqual(read, {
      prose: "Words.\n\nMore.",
      criteria: [
        { text: "one", details: "", checked: true },
        { text: "new", details: "", checked: false },
      ],
    });
  });

  test("reads back as it was sent, however odd the spec is", () => {
    for (const body of [
      "",
      "plain words",
      "- list\n- [ ] box\n\ntail",
      "    - [ ] code, not a box\n",
      "text\n\n```\nnever closed\n- [ ] not a box",
      "- keep\n- [ ] a\n<!-- canon:delta:added -->\n    - [ ] perhaps code",
      "<!-- canon:delta:added -->- [ ] joined",
      "<!-- canon:delta:added -->```\nwords",
      "<div>\n<!-- canon:delta:added -->\n```\n</div>\n\n- [ ] a",
      "Spec: not a footer\n\n- [ ] a",
      "- [ ] a\n\n  <pre>\n  open\n- [ ] b",
      "- [ ] `a <!-- canon:delta:added --> b`",
      "- - [ ] a box in a box\n  ~~~~\nwords",
      "* [X] a\n  ```\n  one\n    \n  two\n- [ ] b\n    ```\n",
      "- [ ] a <!<!-- canon:delta:added -->-- canon:delta:removed -->",
    ]) {
      check(body);
    }
  });

  test("closes what a spec left open", () => {
    const [section] = parseSpec("## a\n~~~~\ncode\n").sections;
    assert.equal(section?.prose, "~~~~\ncode\n~~~~");
  });
});
