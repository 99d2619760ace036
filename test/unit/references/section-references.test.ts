import assert from "node:assert/strict";
import { sectionReferences } from "../../../src/core/references/section-references.ts";
import { parseSpec } from "../../../src/core/spec/parse-spec.ts";

const PAYMENTS = `# Payments

## 1. Keys
<!-- canon:ticket:jira:PAY-1 -->
<!-- canon:system:keys status:done -->
<!-- canon:realized-in:PR#4 src/keys.ts:2-3 src/all.ts -->

Words. After PAY-12 and before XPAY-1.

- [x] the same request gives the same key
  <!-- canon:realized-in:PR#4 test/keys.test.ts:7 -->

## 2. Store
<!-- canon:ticket:github:31 -->
<!-- canon:system:store status:blocked:PAY-1 -->

See docs/specs/payments.md#keys, and 31 other places.
`;
const PORTAL = "# Portal\r\n\r\n## Login\r\n\r\nNeeds PAY-1 first (#31, not #310).\r\n";
const SPECS = Object.entries({
  "docs/specs/payments.md": PAYMENTS,
  "docs/specs/portal.md": PORTAL,
}).map(([file, text]) => ({ file, document: parseSpec(text, file) }));

function places(line: number, file = "docs/specs/payments.md"): readonly string[] | undefined {
  return sectionReferences(SPECS, file, line)?.map(({ path, startLine, endLine, columns }) => {
    const lines = SPECS.find((one) => one.file === path)?.document.text.split(/\r?\n/);
    const text = columns === null ? "" : lines?.[(startLine ?? 0) - 1]?.slice(...columns);
    return `${path}:${String(startLine)}-${String(endLine)} ${text ?? ""}`.trim();
  });
}

const CODE = ["src/keys.ts:2-3", "src/all.ts:null-null", "test/keys.test.ts:7-7"];
const MENTIONS = [
  "docs/specs/payments.md:4-4 PAY-1",
  "docs/specs/payments.md:15-15 PAY-1",
  "docs/specs/portal.md:5-5 PAY-1",
];

suite("what refers to a section", () => {
  test("its heading and its status lead to its code, its key and its address", () => {
    const [first = "", ...rest] = MENTIONS;
    const more = [
      first,
      rest[0],
      "docs/specs/payments.md:17-17 docs/specs/payments.md#keys",
      rest[1],
    ];
    for (const line of [3, 5]) assert.deepEqual(places(line), [...CODE, ...more]);
  });

  test("a link leads to its code and to its key alone", () => {
    assert.deepEqual(places(4), [...CODE, ...MENTIONS]);
  });

  test("a number alone is no key", () => {
    assert.deepEqual(places(14), [
      "docs/specs/payments.md:14-14 github:31",
      "docs/specs/portal.md:5-5 #31",
    ]);
  });

  test("words, evidence and other files lead nowhere", () => {
    for (const line of [1, 2, 6, 8, 10, 17]) assert.equal(places(line), undefined, String(line));
    assert.equal(places(3, "docs/specs/none.md"), undefined);
    assert.deepEqual(places(3, "docs/specs/portal.md"), []);
  });
});
