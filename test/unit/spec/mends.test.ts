import assert from "node:assert/strict";
import { applySplices } from "../../../src/core/kernel/splice.ts";
import { mendsOf } from "../../../src/core/spec/mend/mends-of.ts";
import { parseSpec } from "../../../src/core/spec/parse-spec.ts";

const FILE = "docs/specs/card-payments.md";

/** Each way to mend the first problem of a code, by its title, with the text that it leaves. */
function ways(text: string, code: string): Record<string, string> {
  const spec = parseSpec(text);
  const problem = spec.problems.find((one) => one.code === code);
  assert.ok(
    problem?.line != null,
    `no ${code} among ${spec.problems.map((one) => one.code).join()}`,
  );
  const mends = mendsOf(spec, { code, line: problem.line, file: FILE });
  return Object.fromEntries(
    mends.map(({ title, splices }) => [title, applySplices(text, splices)]),
  );
}

/** The one way to mend a line of a section, as the line that it leaves. */
function line(written: string, code: string): string {
  const text = `# T\n\n## 1. A\n${written}\n\nText.\n`;
  const results = Object.values(ways(text, code));
  assert.equal(results.length, 1, results.join("\n---\n"));
  const [after = ""] = results;
  assert.ok(after.startsWith("# T\n\n## 1. A\n") && after.endsWith("\n\nText.\n"), after);
  return after.slice("# T\n\n## 1. A\n".length, -"\n\nText.\n".length);
}

suite("mending a spec: words of comments", () => {
  test("a status gets the word that was meant", () => {
    for (const [written, meant] of [
      ["Done", "done"],
      ["in-progress", "in_progress"],
      ["WIP", "in_progress"],
      ["drafft", "draft"],
      ["cancelled", "deprecated"],
    ] as const) {
      assert.equal(
        line(`<!--  canon:system:1 status:${written}-->`, "spec/unknown-status"),
        `<!--  canon:system:1 status:${meant}-->`,
      );
    }
  });

  test("a status that means nothing can become any of the six", () => {
    const text = "# T\n\n## A\n<!-- canon:system:a status:purple -->\n";
    assert.equal(Object.keys(ways(text, "spec/unknown-status")).length, 6);
  });

  test("the kind of a comment, its tracker and its key get what was meant", () => {
    for (const [code, written, meant] of [
      ["spec/unknown-comment", "canon:tiket:jira:A-1", "canon:ticket:jira:A-1"],
      ["spec/unknown-comment", "canon:status:done", "canon:system:1 status:done"],
      ["spec/unknown-system", "canon:ticket:gh:12", "canon:ticket:github:12"],
      ["spec/unknown-system", "specwright:ticket:jirra:A-1", "specwright:ticket:jira:A-1"],
      [
        "spec/invalid-key",
        "canon:ticket:jira:https://a.example/browse/PAY-1",
        "canon:ticket:jira:PAY-1 url:https://a.example/browse/PAY-1",
      ],
      [
        "spec/invalid-key",
        "canon:ticket:github:https://github.com/a/b/issues/7",
        "canon:ticket:github:a/b#7 url:https://github.com/a/b/issues/7",
      ],
      ["spec/invalid-key", "canon:ticket:jira:#PAY-1,", "canon:ticket:jira:PAY-1"],
      ["spec/invalid-url", "canon:ticket:jira:A-1 url:ftp://x", "canon:ticket:jira:A-1"],
      [
        "spec/invalid-evidence",
        "canon:realized-in:#12 src/a.ts",
        "canon:realized-in:PR#12 src/a.ts",
      ],
      [
        "spec/invalid-evidence",
        "canon:realized-in:pr#12 src/a.ts",
        "canon:realized-in:PR#12 src/a.ts",
      ],
    ] as const) {
      assert.equal(line(`<!-- ${written} -->`, code), `<!-- ${meant} -->`);
    }
  });

  test("a comment that is almost right is written in the documented form", () => {
    for (const [written, meant] of [
      ["<!-- canon:system:1\n     status:done -->", "<!-- canon:system:1 status:done -->"],
      ["<!-- Canon: system:1 status:done -->", "<!-- canon:system:1 status:done -->"],
      ["<!-- canon:system:1 status: in progress -->", "<!-- canon:system:1 status:in_progress -->"],
      ["<!-- canon:system:1 status=done -->", "<!-- canon:system:1 status:done -->"],
      ["<!-- canon:system:1 done -->", "<!-- canon:system:1 status:done -->"],
      ["<!-- canon:ticket:Jira PAY-1 -->", "<!-- canon:ticket:jira:PAY-1 -->"],
      ["<!-- canon:ticket: jira:PAY-1 -->", "<!-- canon:ticket:jira:PAY-1 -->"],
      ["<!-- canon:delta:Added -->", "<!-- canon:delta:added -->"],
      ["Words <!-- canon:ticket:jira:A-1", "Words <!-- canon:ticket:jira:A-1 -->"],
    ] as const) {
      assert.equal(line(written, "spec/malformed-comment"), meant);
    }
  });

  test("a comment with a word too many is left to its author", () => {
    for (const written of [
      "<!-- canon:system:1 status:done by me -->",
      "<!-- canon:ticket:jira:A-1 or so -->",
      "<!-- canon:system:1 -->",
      "<!-- canon:delta:maybe -->",
    ]) {
      const text = `# T\n\n## A\n${written}\n`;
      assert.deepEqual(ways(text, "spec/malformed-comment"), {}, written);
    }
  });
});

suite("mending a spec: sections", () => {
  test("the second of two sections with one id gets a free one", () => {
    const first = "# T\n\n## A\n<!-- canon:system:x status:todo -->\n\n";
    assert.deepEqual(
      ways(`${first}## Big B\n<!-- canon:system:x status:done -->\n`, "spec/duplicate-id"),
      {
        "Give this section the id big-b": `${first}## Big B\n<!-- canon:system:big-b status:done -->\n`,
      },
    );
    assert.deepEqual(ways("# T\n\n## A\n\n## A\n", "spec/duplicate-id"), {
      "Give this section the id a-2":
        "# T\n\n## A\n\n## A\n<!-- canon:system:a-2 status:draft -->\n",
    });
  });

  test("a status comment that does not count goes", () => {
    const text =
      "# T\n\n## A\n<!-- canon:system:a status:todo -->\n<!-- canon:system:a status:done -->\n";
    assert.deepEqual(ways(text, "spec/duplicate-status"), {
      "Remove this status comment": "# T\n\n## A\n<!-- canon:system:a status:done -->\n",
    });
  });

  test("a comment above the first heading, or in a quotation, goes below its heading", () => {
    const comment = "<!-- canon:ticket:jira:A-1 -->";
    assert.deepEqual(ways(`# T\n${comment}\n\n## A\n\nText.\n`, "spec/orphan-comment"), {
      'Move the comment below "A"': `# T\n\n## A\n${comment}\n\nText.\n`,
    });
    assert.deepEqual(ways(`# T\n\n## A\n\n> ${comment}\n\nText.\n`, "spec/quoted-comment"), {
      'Move the comment below "A"': `# T\n\n## A\n${comment}\n\n\nText.\n`,
    });
    const linked = `# T\n${comment}\n\n## A\n<!-- canon:ticket:jira:A-2 -->\n`;
    assert.deepEqual(ways(linked, "spec/orphan-comment"), {});
  });
});

suite("mending a spec: the front matter and blocks", () => {
  test("the front matter is closed where it surely ends", () => {
    const code = "spec/unclosed-front-matter";
    assert.deepEqual(ways("---\ntitle: T\ntags:\n  - a\n\n## A\n", code), {
      "Close the front matter with ---": "---\ntitle: T\ntags:\n  - a\n---\n\n## A\n",
    });
    assert.deepEqual(ways("---\r\ntitle: T\r\n# T\r\n", code), {
      "Close the front matter with ---": "---\r\ntitle: T\r\n---\r\n# T\r\n",
    });
    assert.deepEqual(ways("---\ntitle: T\nwords go on\n\n## A\n", code), {});
    assert.deepEqual(ways("---\n\n## A\n", code), {});
  });

  test("fields get a value that they can have", () => {
    assert.deepEqual(ways("---\ntitle: T\nsync: of\n---\n", "spec/front-matter-value"), {
      "Set sync to true": "---\ntitle: T\nsync: true\n---\n",
      "Set sync to false": "---\ntitle: T\nsync: false\n---\n",
      "Set sync to auto": "---\ntitle: T\nsync: auto\n---\n",
    });
    assert.deepEqual(ways("---\ntitle: T\nstatus: Done\n---\n", "spec/front-matter-value"), {
      "Set status to done": "---\ntitle: T\nstatus: done\n---\n",
    });
    assert.deepEqual(ways("---\ntitle: T\ntitle: U\n---\n", "spec/duplicate-key"), {
      "Remove the earlier title, which does not count": "---\ntitle: U\n---\n",
    });
    assert.deepEqual(ways("---\ntitle: A: b\n---\n", "spec/broken-front-matter"), {
      "Put the value of title in quotes": '---\ntitle: "A: b"\n---\n',
    });
    assert.deepEqual(ways("---\nowner: a\n---\n\n## A\n", "spec/missing-title"), {
      'Add the title "Card payments"': "---\nowner: a\n---\n# Card payments\n\n## A\n",
    });
  });

  test("what nothing closes is closed before a heading or at the end", () => {
    assert.deepEqual(ways("# T\n\n## A\n\n```ts\nlet a;\n\n## B\n", "spec/unclosed-block"), {
      "Close it with ``` before line 8": "# T\n\n## A\n\n```ts\nlet a;\n```\n\n## B\n",
      "Close it with ``` at the end of the file": "# T\n\n## A\n\n```ts\nlet a;\n\n## B\n```\n",
    });
    assert.deepEqual(
      ways("# T\n\n## A\n<!-- canon:system:a status:todo --\n\n## B\n", "spec/unclosed-comment"),
      {
        "Close the comment with --> on its line":
          "# T\n\n## A\n<!-- canon:system:a status:todo -->\n\n## B\n",
      },
    );
  });
});

suite("mending a spec: what formatters did", () => {
  test("a comment that became plain text is restored", () => {
    for (const written of [
      "<!\u2013 canon:system:1 status:in_progress \u2013>",
      "<!\u2014 canon:system:1 status:in_progress \u2014>",
      "\\<!-- canon:system:1 status:in\\_progress --\\>",
      "\\<!-- canon:system:1 status:in_progress -->",
      "<\\!-- canon:system:1 status:in_progress -->",
      "&lt;!-- canon:system:1 status:in_progress --&gt;",
      "<!\u2013 canon:system:1 status:in_progress \u2192",
    ]) {
      assert.equal(
        line(written, "spec/damaged-comment"),
        "<!-- canon:system:1 status:in_progress -->",
      );
    }
  });

  test("examples in code, quotations and sentences are left alone", () => {
    for (const written of [
      "```\n\\<!-- canon:ticket:jira:A-1 -->\n```",
      "    \\<!-- canon:ticket:jira:A-1 -->",
      "> \\<!-- canon:ticket:jira:A-1 -->",
      "Write \\<!-- canon:ticket:jira:A-1 --> below a heading.",
      "`\\<!-- canon:ticket:jira:A-1 -->`",
      "\\<!-- canon:ticket:SYSTEM:KEY -->",
    ]) {
      const { problems } = parseSpec(`# T\n\n## A\n\n${written}\n`);
      assert.deepEqual(
        problems.map(({ code }) => code),
        [],
        written,
      );
    }
  });

  test("a comment whose end became a dash is closed, and the next one is read again", () => {
    const text =
      "# T\n\n## A\n<!-- canon:system:a status:todo \u2013>\n<!-- canon:ticket:jira:A-1 -->\n";
    assert.deepEqual(ways(text, "spec/malformed-comment"), {
      "Close the comment with -->": text.replace("\u2013>", "-->"),
    });
  });
});
