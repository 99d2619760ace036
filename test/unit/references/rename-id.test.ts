import assert from "node:assert/strict";
import { renameId } from "../../../src/core/references/rename-id.ts";
import { referencesToId } from "../../../src/core/references/id-references.ts";
import { parseSpec } from "../../../src/core/spec/parse-spec.ts";

const PAY = `# Pay

## 1. Keys
<!-- canon:ticket:jira:PAY-1 -->
<!-- canon:system:keys  status:todo -->

See docs/specs/pay.md#keys. Not docs/specs/pay.md#keys-2, other/docs/specs/pay.md#keys.

## 2. Retry
<!-- canon:system:retry status:blocked:keys -->
`;
const OTHER =
  "# Other\r\n\r\n## A\r\n<!-- canon:system:a status:blocked:docs/specs/pay.md#keys -->\r\n";
const FILE = "docs/specs/pay.md";

function renamed(wanted: string, pay = PAY) {
  const document = parseSpec(pay);
  const specs = [
    { file: "docs/specs/other.md", document: parseSpec(OTHER) },
    { file: FILE, document },
  ];
  const [section] = document.sections;
  assert.ok(section !== undefined);
  return renameId(specs, { file: FILE, document, section }, wanted);
}

/** A text with other words at some places. */
function withId(text: string, file: string, wanted: string): string {
  const places = renamed(wanted);
  assert.ok(places.ok);
  const rows = text.split("\n");
  for (const { line, columns } of places.value.filter((one) => one.file === file).reverse()) {
    const row = rows[line - 1] ?? "";
    rows[line - 1] = row.slice(0, columns[0]) + wanted + row.slice(columns[1]);
  }
  return rows.join("\n");
}

suite("renaming the id of a section", () => {
  test("changes its status comment and whoever names it, and no other byte", () => {
    assert.equal(
      withId(PAY, FILE, "tokens"),
      PAY.replace("system:keys", "system:tokens")
        .replace("See docs/specs/pay.md#keys", "See docs/specs/pay.md#tokens")
        .replace("blocked:keys", "blocked:tokens"),
    );
    assert.equal(
      withId(OTHER, "docs/specs/other.md", "tokens"),
      OTHER.replace("pay.md#keys", "pay.md#tokens"),
    );
  });

  test("keeps everything else that the section says, its ticket included", () => {
    const [before] = parseSpec(PAY).sections;
    const [after] = parseSpec(withId(PAY, FILE, "tokens")).sections;
    assert.deepEqual(after, { ...before, id: "tokens", prose: after?.prose });
  });

  test("refuses an id that no comment can hold, and one that is taken", () => {
    for (const wanted of ["", "two words", "a<b", "a#b", "x".repeat(201), "a-->b"]) {
      assert.deepEqual(renamed(wanted), { ok: false, error: { kind: "form" } }, wanted);
    }
    assert.deepEqual(renamed("retry"), {
      ok: false,
      error: { kind: "taken", title: "Retry", line: 9 },
    });
    assert.deepEqual(renamed("keys"), { ok: false, error: { kind: "same" } });
  });

  test("takes an id that looks like a ticket for the ticket where something waits for it", () => {
    const text =
      "# P\n\n## A\n<!-- canon:system:PAY-1 status:todo -->\n\n## B\n<!-- canon:system:b status:blocked:PAY-1 -->\n";
    const places = renamed("keys-2", text);
    assert.deepEqual(places.ok && places.value.map(({ file, line }) => [file, line]), [[FILE, 4]]);
  });

  test("knows a number from a longer one", () => {
    const document = parseSpec("# P\n\nSee a.md#3, a.md#3.1 and a.md#3.\n");
    const found = referencesToId([{ file: "b.md", document }], "a.md", "3");
    assert.deepEqual(
      found.map(({ columns }) => columns),
      [
        [9, 10],
        [30, 31],
      ],
    );
  });
});
