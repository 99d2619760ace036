import assert from "node:assert/strict";
import type { CitationVerdict } from "../../../src/core/claims/check-citation.ts";
import { checkSection, isBorneOut } from "../../../src/core/claims/check-claims.ts";
import { parseSpec } from "../../../src/core/spec/parse-spec.ts";

const EVIDENCE = "<!-- canon:realized-in:PR#412 src/keys.ts:2-4 -->";

suite("what a section claims", () => {
  test("done, with evidence that is true", () => {
    check(["## 1. Keys", "<!-- canon:system:keys status:done -->", EVIDENCE], []);
  });

  test("done without evidence", () => {
    check(["## 1. Keys", "<!-- canon:system:keys status:done -->"], ["no-evidence@1"]);
  });

  test("done while a criterion is open", () => {
    check(
      ["## 1. Keys", "<!-- canon:system:keys status:done -->", EVIDENCE, "", "- [x] a", "- [ ] b"],
      ["open-criterion@6"],
    );
  });

  test("a criterion that is met, with evidence of its own or the section's", () => {
    const head = ["## 1. Keys", "<!-- canon:system:keys status:in_progress -->"];
    check([...head, EVIDENCE, "", "- [x] a", "- [ ] b"], []);
    check([...head, "", "- [x] a", `  ${EVIDENCE}`, "- [ ] b"], []);
    check([...head, "", "- [x] a", "- [ ] b"], ["no-evidence@4"]);
  });

  test("evidence of one criterion does not show another", () => {
    check(
      [
        "## 1. Keys",
        "<!-- canon:system:keys status:done -->",
        "",
        "- [x] a",
        `  ${EVIDENCE}`,
        "- [x] b",
      ],
      ["no-evidence@6"],
    );
  });

  test("a section above others needs no evidence of its own, but has to wait for them", () => {
    const head = ["## 1. Keys", "<!-- canon:system:keys status:done -->", "", "### 1.1 Format"];
    check([...head, "<!-- canon:system:format status:todo -->"], ["open-section@4"]);
    check([...head, "<!-- canon:system:format status:deprecated -->"], []);
    check([...head, "Only words."], ["no-evidence@1"]);
  });

  test("no claim, nothing to show", () => {
    check(["## 1. Keys", "<!-- canon:system:keys status:todo -->", "", "- [ ] a"], []);
    check(["## 1. Keys", "Words."], []);
  });

  test("evidence that is not true any more does not bear a claim out; what moved does", () => {
    const text = ["## 1. Keys", "<!-- canon:system:keys status:done -->", EVIDENCE];
    const verdicts: [CitationVerdict, boolean][] = [
      [{ kind: "holds" }, true],
      [{ kind: "moved", to: { path: "src/keys.ts", startLine: 9, endLine: 11 } }, true],
      [{ kind: "unchecked", why: "no-history" }, true],
      [{ kind: "stale", why: "changed-lines", otherPath: null }, false],
    ];
    for (const [verdict, expected] of verdicts) {
      const { sections } = parseSpec(text.join("\n"));
      const [section] = sections;
      assert.ok(section);
      const claims = checkSection({ sections }, section, () => verdict);
      assert.equal(isBorneOut(claims), expected, verdict.kind);
    }
  });
});

function check(lines: readonly string[], gaps: readonly string[]): void {
  const { sections } = parseSpec(`${lines.join("\n")}\n`);
  const [section] = sections;
  assert.ok(section);
  const claims = checkSection({ sections }, section, () => ({ kind: "holds" }));
  const found = claims.gaps.map((gap) => {
    const child = gap.kind === "open-section" ? sections[gap.childIndex] : undefined;
    return `${gap.kind}@${child?.line ?? gap.line}`;
  });
  assert.deepEqual(found, gaps);
}
