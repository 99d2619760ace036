import assert from "node:assert/strict";
import { suite, test } from "mocha";
import {
  readDescription,
  writeDescription,
} from "../../../../src/adapters/azure-devops/description.ts";
import { encodeEntities } from "../../../../src/adapters/azure-devops/entities.ts";

const TEXT = 'Keys & <locks>, "quoted".\n\n- [ ] one\n- [x] two\n\nSpec: docs/a.md, section 3 A';
const OTHER = "New $& text.\n\nSpec: docs/a.md, section 3 A";

suite("descriptions of Azure DevOps", () => {
  test("a new description reads as it was written, in both forms", () => {
    for (const form of ["markdown", "html"] as const) {
      const written = writeDescription("", TEXT, form);
      assert.equal(written.form, form);
      assert.equal(readDescription(written.value), TEXT);
    }
  });

  test("a text with entities in place of special characters is read and written back whole", () => {
    const around = `Tom & Jerry\n\n${writeDescription("", TEXT, "markdown").value}\n<!-- mine -->`;
    const stored = encodeEntities(around);
    assert.equal(readDescription(stored), TEXT);
    const { value } = writeDescription(stored, OTHER, "markdown");
    assert.ok(value.startsWith("Tom & Jerry\n\n<!-- canon:begin -->\nNew $& text."), value);
    assert.ok(value.endsWith("<!-- canon:end -->\n\n<!-- mine -->"), value);
  });

  test("a server that leaves & alone is not decoded twice", () => {
    const text = "Write &amp; or &lt; & so on < here";
    const block = writeDescription("", text, "markdown").value;
    const stored = block.replaceAll("<", "&lt;").replaceAll(">", "&gt;");
    assert.equal(readDescription(stored)?.startsWith("Write &amp; or"), true);
  });

  test("a text whose markers were removed is found by the line that names the spec", () => {
    const { value } = writeDescription("", TEXT, "markdown");
    const stored = `${value.replace(/<!--[^]*?-->/g, "")}\nBob was here.`;
    assert.equal(readDescription(stored), TEXT);
    const after = writeDescription(stored, OTHER, "markdown").value;
    assert.equal(readDescription(after), OTHER);
    assert.ok(after.endsWith("Bob was here."), after);
  });

  test("words of people alone hold no block, and stay byte for byte", () => {
    for (const theirs of ["Only <b>people</b>.  \n", "a &lt; b &amp; c", "<div>One</div>\r\n"]) {
      assert.equal(readDescription(theirs), null);
      const { value } = writeDescription(theirs, TEXT, "markdown");
      assert.ok(value.startsWith(theirs.trimEnd()), value);
      assert.equal(readDescription(value), TEXT);
      const html = writeDescription(theirs, TEXT, "html").value;
      assert.ok(html.startsWith(theirs), html);
      assert.equal(readDescription(html), TEXT);
    }
  });

  test("HTML around Canon's element stays, whatever is inside it", () => {
    const { value } = writeDescription("<p>Ada</p>", TEXT, "html");
    const stored = `${value}<div>Bob <div>and</div> Eve</div>`;
    const after = writeDescription(stored, OTHER, "markdown");
    assert.equal(after.form, "html");
    assert.ok(after.value.startsWith("<p>Ada</p><div title="), after.value);
    assert.ok(after.value.endsWith("<div>Bob <div>and</div> Eve</div>"), after.value);
    assert.equal(readDescription(after.value), OTHER);
  });

  test("what somebody edits in the shown HTML counts, not the hidden source", () => {
    const { value } = writeDescription("", TEXT, "html");
    const ticked = value.replace("\u2610 one", "\u2611 one");
    assert.match(readDescription(ticked) ?? "", /- \[x\] one\n- \[x\] two/);
  });

  test("HTML that lost its titles is found by the line that names the spec", () => {
    const { value } = writeDescription("", TEXT, "html");
    const stored = `${value.replace(/ title="[^"]*"/, "")}<p>Bob</p>`;
    assert.match(readDescription(stored) ?? "", /^Keys & <locks>[^]*Spec: docs\/a\.md/);
    const after = writeDescription(stored, OTHER, "html").value;
    assert.equal(readDescription(after), OTHER);
    assert.ok(after.endsWith("<p>Bob</p>"), after);
  });

  test("a block of Markdown becomes one of HTML where the server refuses the former", () => {
    const { value } = writeDescription("Ada\n", TEXT, "markdown");
    const after = writeDescription(value, OTHER, "html");
    assert.equal(after.form, "html");
    assert.equal(readDescription(after.value), OTHER);
    assert.doesNotMatch(after.value, /canon:begin --/);
  });

  test("no unfinished block is taken for one", () => {
    for (const odd of [
      '<div title="canon:begin',
      '<div title="canon:begin">',
      ' title="canon:begin"><p>x</p></div>',
      "&lt;!-- canon:begin --&gt; and no end",
    ]) {
      assert.equal(readDescription(odd), null, odd);
    }
  });
});
