import assert from "node:assert/strict";
import { suite, test } from "mocha";
import { explain, failedWrite, queryError } from "../../../../src/adapters/github/errors.ts";
import type { HttpFailure } from "../../../../src/adapters/http/http.ts";

suite("what GitHub's refusals mean", () => {
  test("asks for single sign-on where the organisation wants it", () => {
    const body = { message: "Resource protected by organization SAML enforcement." };
    const error = explain(aFailure(403, body));
    assert.equal(error.code, "tracker/forbidden");
    assert.match(error.message, /single sign-on/);
    const part = { message: "x", type: "FORBIDDEN", extensions: { saml_failure: true } };
    assert.equal(queryError("reading issues", part).message, error.message);
  });

  test("names only plain fields of a refusal, and nothing else of it", () => {
    const errors = [
      { field: "title", message: "<script>", code: "custom" },
      { field: "title" },
      { field: "x\n[click](https://evil.example)" },
      { field: 7 },
      "text",
      null,
    ];
    const { message } = explain(aFailure(422, { message: "secret words", errors }));
    assert.equal(message, "Refused. It objects to: title. A title can have 256 characters.");
  });

  test("leaves a refusal as it is that names no field", () => {
    for (const body of [null, "text", {}, { errors: "title" }, { errors: [] }]) {
      assert.equal(explain(aFailure(422, body)).message, "Refused.", JSON.stringify(body));
    }
  });

  test("says that issues are switched off, and leaves other 410 alone", () => {
    const off = { message: "Issues has been disabled in this repository." };
    assert.match(explain(aFailure(410, off)).message, /Switch them on/);
    assert.equal(explain(aFailure(410, { message: "This issue was deleted" })).message, "Refused.");
  });

  test("names the kind of a query's error only where it is a plain word", () => {
    const told = (type: string): string =>
      queryError("reading issues", { message: "m", type }).message;
    assert.match(told("MAX_NODE_LIMIT_EXCEEDED"), /\(MAX_NODE_LIMIT_EXCEEDED\)/);
    assert.doesNotMatch(told("see https://evil.example"), /evil/);
    assert.equal(queryError("reading issues", undefined).code, "tracker/unreadable-answer");
  });

  test("is unsure about a write only when its answer was lost", () => {
    assert.equal(failedWrite(aFailure(422, null)).kind, "failed");
    assert.equal(failedWrite({ ...aFailure(502, null), executed: "unknown" }).kind, "unsure");
  });
});

function aFailure(status: number, body: unknown): HttpFailure {
  const error = { code: "tracker/rejected", message: "Refused." } as const;
  return { error, status, executed: "no", retryAfterMs: null, body };
}
