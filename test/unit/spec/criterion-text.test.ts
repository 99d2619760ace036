import assert from "node:assert/strict";
import { toCriterionText } from "../../../src/core/spec/criterion-text.ts";

suite("text of a criterion from elsewhere", () => {
  test("becomes one line without control and direction characters", () => {
    assert.equal(toCriterionText("  a\r\n\tb\u2028c\u0000 \u202Ed\u2066 "), "a b c d");
    assert.equal(toCriterionText("x\u200B \u200By"), "x y");
  });

  test("opens neither a comment nor a tag", () => {
    assert.equal(
      toCriterionText("<!-- canon:ticket:jira:A-1 -->"),
      "&lt;!-- canon:ticket:jira:A-1 -->",
    );
    assert.equal(toCriterionText("\\<!-- x"), "&lt;!-- x");
    assert.equal(toCriterionText("`<!-- x`"), "`&lt;!-- x`");
    assert.equal(toCriterionText("Map<String> </b> <?x"), "Map&lt;String> &lt;/b> &lt;?x");
  });

  test("keeps code, comparisons and arrows as they are", () => {
    const text = "`Map<String>` holds a < b --> c, 1 <2 and \\` done";
    assert.equal(toCriterionText(text), text);
  });
});
