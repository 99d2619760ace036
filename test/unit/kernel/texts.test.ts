import assert from "node:assert/strict";
import { counted, t, useTranslations } from "../../../src/core/kernel/texts.ts";

suite("texts that people read", () => {
  teardown(() => {
    useTranslations({});
  });

  test("are English until a language is chosen", () => {
    assert.equal(t("Open {0}", "PAY-1"), "Open PAY-1");
    assert.equal(counted(1, "1 day ago", "{0} days ago"), "1 day ago");
    assert.equal(counted(0, "1 day ago", "{0} days ago"), "0 days ago");
  });

  test("are put in the order of their language, and what is missing there stays English", () => {
    useTranslations({ "Move {0} to {1}": "Nach {1}: {0}" });
    assert.equal(t("Move {0} to {1}", "PAY-1", "Done"), "Nach Done: PAY-1");
    assert.equal(t("Open {0}", "PAY-1"), "Open PAY-1");
  });

  test("take a value as it is, whatever stands in it", () => {
    assert.equal(t("{0} and {1}", "{1}", "$&"), "{1} and $&");
    assert.equal(t("{0} {1}", "a"), "a {1}");
  });
});
