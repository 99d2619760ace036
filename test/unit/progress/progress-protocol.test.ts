import assert from "node:assert/strict";
import fc from "fast-check";
import { progressPage } from "../../../src/core/progress/progress-page.ts";
import {
  parseProgressMessage,
  parseProgressPage,
  parseProgressPlace,
  type ProgressPage,
} from "../../../src/core/progress/progress-protocol.ts";
import { ENGLISH_WORDS } from "../../../src/core/progress/progress-words.ts";
import { progressReport } from "../../../src/core/progress/report.ts";
import { createRedactor } from "../../../src/core/redact/redact.ts";
import { parseSpec } from "../../../src/core/spec/parse-spec.ts";

suite("what the page of progress and the editor say to each other", () => {
  test("a page is taken as it was sent, and refused with any part of another kind", () => {
    const page = aPage();
    assert.deepEqual(parseProgressPage(structuredClone(page)), page);
    for (const key of Object.keys(page).filter((one) => one !== "message" && one !== "picture")) {
      assert.equal(parseProgressPage({ ...page, [key]: null }), undefined, key);
      assert.equal(parseProgressPage({ ...page, [key]: [1] }), undefined, key);
    }
  });

  test("lines of a picture are lines and nothing that could be loaded", () => {
    const page = aPage();
    for (const path of ["url(https://evil.example)", "M0,0<b>", 7]) {
      const wide = { ...page.picture?.wide, scope: path };
      assert.equal(parseProgressPage({ ...page, picture: { ...page.picture, wide } }), undefined);
    }
  });

  test("the page asks by number and by names from a list, and for nothing else", () => {
    assert.deepEqual(parseProgressMessage({ type: "ready", more: 1 }), { type: "ready" });
    assert.deepEqual(parseProgressMessage({ type: "open", page: 3, target: 0 }), {
      ...{ type: "open", page: 3, target: 0 },
    });
    for (const wrong of [
      { type: "open", page: 3, target: "docs/specs/a.md" },
      { type: "open", page: -1, target: 0 },
      { type: "act", action: "workbench.action.quit" },
      { type: "act", action: "toString" },
      null,
    ]) {
      assert.equal(parseProgressMessage(wrong), undefined);
    }
    fc.assert(fc.property(fc.anything(), (value) => void parseProgressMessage(value)));
    fc.assert(fc.property(fc.anything(), (value) => parseProgressPage(value) === undefined));
  });

  test("a place that was kept is a folder and perhaps a file", () => {
    assert.deepEqual(parseProgressPlace({ folder: "f", file: null }), { folder: "f", file: null });
    assert.equal(parseProgressPlace({ folder: "f" }), undefined);
    assert.equal(parseProgressPlace({ folder: "f".repeat(5000), file: null }), undefined);
  });

  test("every cell that opens something has its own target", () => {
    const { shown, targets } = shownPage();
    const named = shown.tables
      .flatMap(({ rows }) => rows.flat())
      .flatMap(({ target }) => target ?? []);
    assert.deepEqual(
      named.toSorted((a, b) => a - b),
      [...targets.keys()],
    );
  });
});

function shownPage() {
  const text = "# S\n\n## A\n<!-- canon:system:a status:blocked -->\n\n- [x] one\n";
  const report = progressReport({
    name: "shop",
    takenAt: "2026-05-05T10:00:00.000Z",
    specs: [{ file: "docs/specs/a.md", document: parseSpec(text) }],
    past: { kind: "known", counted: [], gaps: [] },
    redact: createRedactor([]),
  });
  return progressPage(report, ENGLISH_WORDS, { isOneSpec: false });
}

function aPage(): ProgressPage {
  const { shown } = shownPage();
  const actions = [{ action: "refresh" as const, label: "Refresh" }];
  return { ...shown, id: 1, isBusy: false, actions, place: { folder: "file:///f", file: null } };
}
