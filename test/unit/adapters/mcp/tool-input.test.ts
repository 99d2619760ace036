import assert from "node:assert/strict";
import { suite, test } from "mocha";
import { buildInput, needed, optional } from "../../../../src/adapters/mcp/tool-input.ts";

suite("what is said to a tool", () => {
  const schema = (properties: readonly string[], required: readonly string[] = []): object => ({
    type: "object",
    properties: Object.fromEntries(properties.map((name) => [name, { type: "string" }])),
    required,
  });
  const given = [needed(["id", "WEB-3"], ["issueId", "WEB-3"]), optional(["limit", 100])];

  test("goes under the name that the tool has for it", () => {
    assert.deepEqual(buildInput(schema(["issueId"], ["issueId"]), given), {
      ok: true,
      value: { issueId: "WEB-3" },
    });
    assert.deepEqual(buildInput(schema(["id", "limit"]), given), {
      ok: true,
      value: { id: "WEB-3", limit: 100 },
    });
  });

  test("a tool that asks for something else is not used", () => {
    const result = buildInput(schema(["id", "workspace"], ["id", "workspace"]), given);
    assert.deepEqual(result, { ok: false, error: 'asks for "workspace", which is not known' });
  });

  test("a tool that does not take what has to be said is not used", () => {
    assert.deepEqual(buildInput(schema(["title"]), given), { ok: false, error: 'takes no "id"' });
  });

  test("names of a stranger's schema do not reach a message as they are", () => {
    const odd = "\u202Ex](command:evil) \u0007";
    const result = buildInput(schema(["id", odd], [odd]), given);
    assert.deepEqual(result, { ok: false, error: 'asks for "xcommandevil", which is not known' });
  });

  test("without a schema the plain name is used, and nothing that could be left out", () => {
    assert.deepEqual(buildInput(undefined, given), { ok: true, value: { id: "WEB-3" } });
  });

  test("a schema that is none is no schema", () => {
    for (const odd of [null, 7, "x", [], { properties: 3 }, { required: "id" }]) {
      assert.equal(buildInput(odd, given).ok, false, JSON.stringify(odd));
    }
    assert.equal(buildInput({ properties: { __proto__: {} } }, given).ok, false);
  });
});
