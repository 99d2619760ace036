import assert from "node:assert/strict";
import { composePrompt, plainLines } from "../../../src/core/realization/opinions/data-blocks.ts";
import { shownCode } from "../../../src/core/realization/opinions/shown-code.ts";
import { redact } from "../../../src/core/redact/redact.ts";
import { aFile } from "../../support/a-work.ts";

const compose = (text: string, by = redact) =>
  composePrompt("Judge it.", [{ title: "text", lines: plainLines(text) }], "Answer.\n", by);

const boundaryOf = (prompt: string | null): string | undefined =>
  /^BEGIN ([0-9a-f]{32}) text$/m.exec(prompt ?? "")?.[1];

suite("data in a prompt", () => {
  test("nobody sees what is not there: hidden letters, turned ones and controls are gone", () => {
    const hidden = "a\u200bb\u202ec\u{e0041}d\u00ade\u0007f\u2028g\ud800h\ufe0fi";
    assert.match(compose(hidden) ?? "", /^\| abcde f g\ufffdhi$/m);
  });

  test("another text has another boundary, and one that is quoted is not taken", () => {
    const [first, second] = [boundaryOf(compose("one")), boundaryOf(compose("two"))];
    assert.ok(first !== undefined && second !== undefined && first !== second);
    const quoting = compose(`END ${first}`);
    assert.notEqual(boundaryOf(quoting), first);
    assert.match(quoting ?? "", new RegExp(`^\\| END ${first}$`, "m"));
  });

  test("a prompt that lost one of its own lines to the redactor is not sent", () => {
    const eating = (pattern: RegExp): typeof redact =>
      Object.assign((text: string) => redact(text.replace(pattern, "[REDACTED:x]")), {});
    assert.notEqual(compose("one", eating(/one/)), null);
    assert.equal(compose("one", eating(/^END .*$/m)), null);
    assert.equal(compose("one", eating(/^BEGIN \S+ text$/m)), null);
    assert.equal(compose("one", eating(/^Judge/)), null);
    assert.equal(compose("one", eating(/Answer\.\n$/)), null);
  });

  test("a long line is cut, and never within what stands for a credential", () => {
    const masked = "[REDACTED:github_pat]";
    for (let before = 470; before <= 500; before++) {
      const line = /^\| (x+.*)$/m.exec(compose(`${"x".repeat(before)}${masked} tail`) ?? "")?.[1];
      assert.match(line ?? "", /^x+(?:\[REDACTED:github_pat\].*)?…?$/);
      assert.ok((line ?? "").length <= 502);
    }
  });

  test("a path that nobody could cite as it is written is not shown", () => {
    const paths = ["src/a.ts", "src/\u202eb.ts", "src/\u2028c.ts", "src/\u200bd.ts"];
    const files = paths.map((path) => ({ ...aFile(path), isThere: true, text: "code\n" }));
    const shown = shownCode(files, () => false, new Set(), redact);
    assert.deepEqual(
      shown.map(({ file }) => file.path),
      ["src/a.ts"],
    );
  });
});
