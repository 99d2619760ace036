import assert from "node:assert/strict";
import { hashText } from "../../../src/core/kernel/hash.ts";
import { parseSpec } from "../../../src/core/spec/parse-spec.ts";
import { triageRows } from "../../../src/core/view/triage-rows.ts";
import { aTicket } from "../../support/builders.ts";

const TEXT = "# Pay\n\n## 3. Retry $(flame)\n";
const document = parseSpec(TEXT);
const spec = { file: "docs/specs/pay.md", hash: hashText(TEXT), document, isUnsaved: false };
const [section] = document.sections;
const ref = { system: "jira" as const, key: "PAY-9" };

suite("the rows of triage", () => {
  test("say what a ticket is and where it may belong, as plain text", () => {
    assert.ok(section !== undefined);
    const ticket = aTicket({
      title: "Pay $(zap)\n\u202Eback",
      status: { name: "in_progress", category: "started" },
    });
    const place = { spec, after: section, score: 0 };
    const links = [{ spec, section, score: 0.5 }];
    const [one, other] = triageRows([
      { ref, ticket, suggestions: { links, place } },
      { ref, ticket, suggestions: { links: [], place } },
    ]);
    assert.deepEqual(one, {
      id: "jira:PAY-9",
      key: "PAY-9",
      title: "Pay $ (zap) back",
      status: "In progress",
      hint: "Perhaps 3 Retry $ (flame) in pay.md",
    });
    assert.equal(other?.hint, "A new section behind 3 Retry $ (flame) in pay.md");
  });

  test("say that a section would stand at the end of a spec without any", () => {
    const suggestions = { links: [], place: { spec, after: null, score: 0 } };
    const [row] = triageRows([{ ref, ticket: aTicket(), suggestions }]);
    assert.equal(row?.hint, "A new section at the end of pay.md");
  });
});
