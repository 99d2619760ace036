import assert from "node:assert/strict";
import { applySplices } from "../../../src/core/kernel/splice.ts";
import { parseSpec } from "../../../src/core/spec/parse-spec.ts";
import { removeCriterion } from "../../../src/core/spec/remove-criterion.ts";

const SPEC = `# A

## 1. Keys
<!-- canon:system:keys status:todo -->

### Acceptance Criteria

- [ ] one
- [x] two
  with a second line
  <!-- canon:realized-in:PR#4 src/a.ts -->
- [ ] three

More text.
`;

function without(text: string, criterion: string): string {
  const edit = removeCriterion(parseSpec(text), 0, criterion);
  assert.ok(edit.ok, edit.ok ? "" : edit.error.message);
  return applySplices(text, edit.value);
}

suite("a criterion that is taken out", () => {
  test("goes with its lines and its evidence, and nothing else", () => {
    const cut = SPEC.slice(0, SPEC.indexOf("- [x] two")) + SPEC.slice(SPEC.indexOf("- [ ] three"));
    const [two = ""] =
      parseSpec(SPEC)
        .sections[0]?.criteria.slice(1)
        .map(({ text }) => text) ?? [];
    assert.equal(without(SPEC, two), cut);
  });

  test("keeps the line endings of the file", () =>
    assert.equal(
      without(SPEC.replaceAll("\n", "\r\n"), "one"),
      SPEC.replace("- [ ] one\n", "").replaceAll("\n", "\r\n"),
    ));

  test("may be the last one, also at the end of the file", () => {
    const text = "# A\n\n## B\n\n- [ ] only";
    assert.equal(without(text, "only"), "# A\n\n## B\n\n");
  });

  test("that is gone already needs no edit", () => assert.equal(without(SPEC, "four"), SPEC));

  test("is refused where others stand in it", () => {
    const nested = "# A\n\n## B\n\n- [ ] outer\n  - [ ] inner\n";
    const edit = removeCriterion(parseSpec(nested), 0, "outer");
    assert.ok(!edit.ok);
    assert.equal(edit.error.code, "spec/no-safe-place");
  });
});
