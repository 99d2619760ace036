import assert from "node:assert/strict";
import {
  counted,
  englishOf,
  inEnglish,
  t,
  textsBy,
  useTranslations,
} from "../../../src/core/kernel/texts.ts";

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

  test("stand in tables that follow a later choice of the language", () => {
    const words = textsBy({ open: "Open {0}", close: "Close" });
    useTranslations({ "Open {0}": "{0} öffnen" });
    assert.equal(words("open", "PAY-1"), "PAY-1 öffnen");
    assert.equal(words("close"), "Close");
  });

  test("are English where they are sent, also after making one failed", () => {
    useTranslations({ "Open {0}": "{0} öffnen" });
    assert.equal(
      inEnglish(() => t("Open {0}", "PAY-1")),
      "Open PAY-1",
    );
    assert.throws(() => inEnglish(() => assert.fail("no text")));
    assert.equal(t("Open {0}", "PAY-1"), "PAY-1 öffnen");
  });

  test("are known by their English, with the texts inside of them", () => {
    useTranslations({ "{0} more": "{0} weitere", "Not read: {0}": "Nicht gelesen: {0}" });
    const text = t("Not read: {0}", t("{0} more", 3));
    assert.equal(text, "Nicht gelesen: 3 weitere");
    assert.equal(englishOf(text), "Not read: 3 more");
    const around = t("Look: {0}", text);
    assert.equal(around, "Look: Nicht gelesen: 3 weitere");
    assert.equal(englishOf(around), "Look: Not read: 3 more");
    assert.equal(englishOf("never shown"), "never shown");
  });

  test("of which there are many keep the English of the newest", () => {
    useTranslations({ "Section {0}": "Abschnitt {0}" });
    for (let at = 0; at < 20_000; at++) t("Section {0}", at);
    assert.equal(englishOf("Abschnitt 19999"), "Section 19999");
    assert.equal(englishOf("Abschnitt 0"), "Abschnitt 0");
  });
});
