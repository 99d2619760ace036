import assert from "node:assert/strict";
import { parseSpec } from "../../../src/core/spec/parse-spec.ts";
import { KeptBySection } from "../../../src/core/view/kept-by-section.ts";

suite("what is kept by section", () => {
  const [one, other] = parseSpec("## 1 One\n\n## 2 Other\n").sections;
  assert.ok(one && other);

  test("is worked out once, as long as it follows from the same", () => {
    const kept = new KeptBySection<object>();
    const live = {};
    const first = kept.of(one, [live, "docs/a.md"], () => ({}));
    assert.equal(
      kept.of(one, [live, "docs/a.md"], () => ({})),
      first,
    );
    assert.notEqual(
      kept.of(other, [live, "docs/a.md"], () => ({})),
      first,
    );
  });

  test("is worked out again when something that it follows from is another", () => {
    const kept = new KeptBySection<string>();
    const basis = { at: 1 };
    assert.equal(
      kept.of(one, [basis], () => "first"),
      "first",
    );
    assert.equal(
      kept.of(one, [{ at: 1 }], () => "second"),
      "second",
    );
    assert.equal(
      kept.of(one, [basis], () => "third"),
      "third",
    );
    assert.equal(
      kept.of(one, [basis, 2], () => "fourth"),
      "fourth",
    );
  });
});
