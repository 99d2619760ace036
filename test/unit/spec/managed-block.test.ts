import assert from "node:assert/strict";
import {
  readManagedBlock,
  readUnmarkedBlock,
  writeManagedBlock,
  writeUnmarkedBlock,
} from "../../../src/core/model/managed-block.ts";

const TEXT = "Two lines.\n\n- [ ] one\n\nSpec: docs/specs/a.md, section 1 A";

suite("Canon's block between its markers", () => {
  test("goes below what people wrote, and is replaced in its place", () => {
    const written = writeManagedBlock("Why.\n", TEXT);
    assert.equal(readManagedBlock(written), TEXT);
    const around = `${written}\nBelow.`;
    const changed = writeManagedBlock(around, "New.");
    assert.equal(readManagedBlock(changed), "New.");
    assert.equal(changed, around.replace(TEXT, "New."));
  });

  test("holds text that shows the markers", () => {
    const text = "<!-- canon:begin -->\na\n<!-- canon:end -->\n<!-- \\canon:end -->";
    assert.equal(readManagedBlock(writeManagedBlock("", text)), text);
  });

  test("is not there without both markers", () => {
    assert.equal(readManagedBlock("<!-- canon:begin -->\na"), null);
    assert.equal(readManagedBlock("<!-- canon:end -->\n<!-- canon:begin -->"), null);
  });
});

suite("Canon's block without markers", () => {
  test("is the whole description where people wrote nothing", () => {
    assert.equal(writeUnmarkedBlock("", TEXT), TEXT);
    assert.equal(readUnmarkedBlock(TEXT), TEXT);
  });

  test("begins below what people wrote", () => {
    const written = writeUnmarkedBlock("Why.\n\n", TEXT);
    assert.equal(written, `Why.\n\nFrom the spec:\n\n${TEXT}`);
    assert.equal(readUnmarkedBlock(written), TEXT);
  });

  test("is replaced in its place, with nothing lost around it", () => {
    const around = `Why.\n\nFrom the spec:\n\n${TEXT}\n\nBelow, as a person wrote it.`;
    const changed = writeUnmarkedBlock(around, "New.\n\nSpec: b.md, section B");
    const expected = "New.\n\nSpec: b.md, section B";
    assert.equal(changed, `Why.\n\nFrom the spec:\n\n${expected}\n\nBelow, as a person wrote it.`);
    assert.equal(readUnmarkedBlock(changed), expected);
  });

  test("is found when the tracker sets its opening line or line ends in another way", () => {
    const written = `Why.\n\n**From the spec:**\n\n${TEXT}`.replace(/\n/g, "\r\n");
    assert.equal(readUnmarkedBlock(written), TEXT);
  });

  test("may speak of specs itself", () => {
    const text = `Spec: of the pump\n\n${TEXT}`;
    assert.equal(readUnmarkedBlock(writeUnmarkedBlock("Why.", text)), text);
  });

  test("is not there without the line that names the spec", () => {
    assert.equal(readUnmarkedBlock("From the spec:\n\nTwo lines."), null);
    assert.equal(readUnmarkedBlock(""), null);
  });
});
