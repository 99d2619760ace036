import assert from "node:assert/strict";
import type { Criterion, Evidence } from "../../../src/core/model/spec.ts";
import { parseSpec } from "../../../src/core/spec/parse-spec.ts";

function criteria(body: string): readonly Criterion[] {
  return parseSpec(`## a\n${body}`).sections[0]?.criteria ?? [];
}

function texts(body: string): string[] {
  return criteria(body).map(({ checked, text }) => `${checked ? "x" : "-"} ${text}`);
}

function sources(evidence: readonly Evidence[]): string[] {
  return evidence.map(({ source }) => source);
}

suite("criteria", () => {
  test("are boxes in bullet lists, flat and in the order of the file", () => {
    assert.deepEqual(
      texts("- [ ] one\n  - [x] two\n* [X] three\n+ [ ] four\n- note\n  - [ ] five"),
      ["- one", "x two", "x three", "- four", "- five"],
    );
  });

  test("need a mark, a blank and a text", () => {
    assert.deepEqual(
      texts(
        "- []\n- [ ]text\n- [-] text\n- [ x] text\n1. [ ] text\n- [ ]\n- [ ] <!-- canon:delta:added -->",
      ),
      [],
    );
  });

  test("have one line of text, without Canon comments", () => {
    assert.deepEqual(texts("- [ ] one\n  two   \nlazy\n- [ ] a <!-- canon:delta:added --> b"), [
      "- one two lazy",
      "- a b",
    ]);
  });

  test("keep what else belongs to their item as details", () => {
    const body =
      "- [ ] one\n\n  More.\n  <!-- canon:delta:added -->\n  - note\n  - [ ] nested\n    deep\n\n      code\n";
    assert.deepEqual(
      criteria(body).map(({ text, details, line }) => [text, details, line]),
      [
        ["one", "More.\n\n- note", 2],
        ["nested deep", "  code", 7],
      ],
    );
  });

  test("are not found in code and quotes", () => {
    assert.deepEqual(texts("```\n- [ ] a\n```\n\n    - [ ] b\n\n> - [ ] c"), []);
  });
});

suite("evidence", () => {
  const OWN = "<!-- canon:realized-in:PR#1 src/a.ts -->";
  const AUDIT = "<!-- canon:realized-in:audit file:src/b.ts -->";

  test("is read in every documented form", () => {
    const files = (rest: string): unknown =>
      parseSpec(`## a\n<!-- canon:realized-in:${rest} -->`).sections[0]?.evidence[0]?.files;
    const at = (path: string, startLine: number | null, endLine: number | null): object => ({
      path,
      startLine,
      endLine,
    });
    assert.deepEqual(files("PR#412 src/a.ts:42-60 src/b.ts"), [
      at("src/a.ts", 42, 60),
      at("src/b.ts", null, null),
    ]);
    assert.deepEqual(files("PR#412 file:src/a.ts:L10-L20 file:src/b.ts:7"), [
      at("src/a.ts", 10, 20),
      at("src/b.ts", 7, 7),
    ]);
    assert.deepEqual(files("audit file:a.ts:264,313"), [
      at("a.ts", 264, 264),
      at("a.ts", 313, 313),
    ]);
    assert.deepEqual(files("phase-2 file:a.ts:deleted"), [at("a.ts", null, null)]);
    assert.deepEqual(files("audit src/a:b.ts"), [at("src/a:b.ts", null, null)]);
    assert.deepEqual(files("PR#412"), []);
    assert.equal(files("PR#x a.ts"), undefined);
  });

  test("belongs to the section above the first box", () => {
    const [section] = parseSpec(`## a\n${OWN}\n- [ ] one\n`).sections;
    assert.deepEqual(sources(section?.evidence ?? []), ["PR#1"]);
  });

  test("directly below a box belongs to it, indented or not, over blanks and comments", () => {
    for (const between of ["", "\n", "<!-- canon:delta:added -->\n", "\n  <!-- canon:x -->\n"]) {
      for (const indent of ["", "  "]) {
        const [one, two] = criteria(`- [ ] one\n${between}${indent}${OWN}\n${AUDIT}\n- [ ] two\n`);
        assert.deepEqual(sources(one?.evidence ?? []), ["PR#1", "audit"]);
        assert.deepEqual(two?.evidence, []);
      }
    }
  });

  test("on the line of a box, or further down in its item, belongs to it as well", () => {
    const [one] = criteria(`- [ ] one ${OWN}\n  - a note\n\n  ${AUDIT}\n`);
    assert.deepEqual(sources(one?.evidence ?? []), ["PR#1", "audit"]);
    assert.equal(one?.details, "- a note");
  });

  test("behind other words belongs to the section", () => {
    const [section] = parseSpec(`## a\n- [ ] one\n\nwords\n${OWN}\n`).sections;
    assert.deepEqual(sources(section?.evidence ?? []), ["PR#1"]);
    assert.deepEqual(section?.criteria[0]?.evidence, []);
  });
});
