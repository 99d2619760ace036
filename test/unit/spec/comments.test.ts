import assert from "node:assert/strict";
import type { SpecSection } from "../../../src/core/model/spec.ts";
import { parseSpec } from "../../../src/core/spec/parse-spec.ts";

function section(body: string, heading = "## 2. A"): SpecSection {
  const [found] = parseSpec(`${heading}\n${body}`).sections;
  assert.ok(found !== undefined);
  return found;
}

function codes(text: string): string[] {
  return parseSpec(`# T\n${text}`).problems.map(({ code, line }) => `${code}:${line}`);
}

function tickets(body: string): string[] {
  return section(body).tickets.map(({ ref, url }) => `${ref.system}:${ref.key} ${url}`);
}

suite("ticket comments", () => {
  test("name a system in any letter case, with and without an address", () => {
    assert.deepEqual(tickets("<!-- canon:ticket:jira:PAY-142 -->"), ["jira:PAY-142 null"]);
    assert.deepEqual(tickets("<!--specwright:ticket:GitHub:acme/app#7-->"), [
      "github:acme/app#7 null",
    ]);
    assert.deepEqual(tickets("<!-- canon:ticket:azure:12 url:https://dev.azure.com/a/12 -->"), [
      "azure-devops:12 https://dev.azure.com/a/12",
    ]);
  });

  test("are read beside words, in lists, tables and HTML", () => {
    for (const body of [
      "words <!-- canon:ticket:jira:A-1 --> words",
      "- item\n  <!-- canon:ticket:jira:A-1 -->",
      "| a | b |\n|---|---|\n| x | <!-- canon:ticket:jira:A-1 --> |",
      "<details>\n<!-- canon:ticket:jira:A-1 -->\n</details>",
    ]) {
      assert.deepEqual(tickets(body), ["jira:A-1 null"], body);
    }
  });

  test("mean nothing in code, in quotes, in scripts and behind a backslash", () => {
    for (const body of [
      "```\n<!-- canon:ticket:jira:A-1 -->\n```",
      "    <!-- canon:ticket:jira:A-1 -->",
      "`<!-- canon:ticket:jira:A-1 -->`",
      "``x ` <!-- canon:ticket:jira:A-1 -->``",
      "- ```\n  <!-- canon:ticket:jira:A-1 -->\n  ```",
      "> <!-- canon:ticket:jira:A-1 -->",
      "<script>\n<!-- canon:ticket:jira:A-1 -->\n</script>",
      "<!-- words\n<!-- canon:ticket:jira:A-1 -->",
      "words \\<!-- canon:ticket:jira:A-1 -->",
    ]) {
      assert.deepEqual(tickets(body), [], body);
    }
  });

  test("are read behind a backtick that opens no code", () => {
    assert.deepEqual(tickets("a ` b <!-- canon:ticket:jira:A-1 --> ``c"), ["jira:A-1 null"]);
  });

  test("put the first ticket first, and say that there are several", () => {
    const body = "<!-- canon:ticket:jira:A-1 -->\n<!-- canon:ticket:linear:B-2 -->\n";
    assert.deepEqual(tickets(body), ["jira:A-1 null", "linear:B-2 null"]);
    assert.deepEqual(codes(`## a\n${body}`), ["spec/several-tickets:4"]);
  });

  test("that cannot be read link nothing and say why", () => {
    assert.deepEqual(codes("## a\n<!-- canon:ticket:unknown:42 -->"), ["spec/unknown-system:3"]);
    assert.deepEqual(codes("## a\n<!-- canon:ticket:jira:42 -->"), ["spec/invalid-key:3"]);
    assert.deepEqual(codes("## a\n<!-- canon:ticket:jira:A-1 more -->"), [
      "spec/malformed-comment:3",
    ]);
    assert.deepEqual(codes("## a\n<!-- canon:ticket:jira:A-1 url:javascript:x -->"), [
      "spec/invalid-url:3",
    ]);
    assert.deepEqual(codes("## a\n<!-- canon:ticket:jira\n:A-1 -->"), ["spec/malformed-comment:3"]);
    assert.deepEqual(codes("## a\nx <!-- canon:ticket:jira:A-1"), ["spec/malformed-comment:3"]);
    assert.deepEqual(codes("## a\n> <!-- canon:ticket:jira:A-1 -->"), ["spec/quoted-comment:3"]);
  });

  test("that stand under no section are named", () => {
    assert.deepEqual(codes("<!-- canon:ticket:jira:A-1 -->\n- [ ] box"), [
      "spec/orphan-comment:2",
      "spec/orphan-criterion:3",
    ]);
  });

  test("for one ticket in two sections are an error on the second", () => {
    const text = "## a\n<!-- canon:ticket:jira:A-1 -->\n## b\n<!-- canon:ticket:jira:A-1 -->\n";
    assert.deepEqual(codes(text), ["spec/duplicate-ticket:5"]);
  });

  test("never take keys of the object prototype for something", () => {
    assert.deepEqual(
      codes("## a\n<!-- canon:__proto__:x -->\n<!-- canon:ticket:constructor:1 -->"),
      ["spec/malformed-comment:3", "spec/unknown-system:4"],
    );
    const text = "## __proto__\n<!-- canon:system:__proto__ status:todo -->\n## constructor\n";
    assert.deepEqual(
      parseSpec(text).sections.map(({ id }) => id),
      ["__proto__", "constructor"],
    );
  });
});

suite("status comments", () => {
  const status = (body: string): unknown => section(body).status;

  test("give every state, and a block with or without its key", () => {
    assert.deepEqual(status("<!-- canon:system:2 status:in_progress -->"), {
      state: "in_progress",
      blockedBy: null,
    });
    assert.deepEqual(status("<!-- canon:system:2 status:blocked -->"), {
      state: "blocked",
      blockedBy: null,
    });
    assert.deepEqual(status("<!-- canon:section:2  status:blocked:PAY-200-->"), {
      state: "blocked",
      blockedBy: "PAY-200",
    });
  });

  test("with an unknown word count as none, and are named", () => {
    assert.equal(status("<!-- canon:system:2 status:Done -->"), null);
    assert.equal(section("<!-- canon:system:x status:Done -->").id, "x");
    assert.deepEqual(codes("## a\n<!-- canon:system:a status:moved -->"), [
      "spec/unknown-status:3",
    ]);
  });

  test("of which there are several: the one with the section's number counts, else the last", () => {
    const two = "<!-- canon:system:2 status:todo -->\n<!-- canon:system:x status:done -->\n";
    assert.equal(section(two).status?.state, "todo");
    assert.equal(section(two, "## A").status?.state, "done");
    assert.deepEqual(codes(`## 2. a\n${two}`), ["spec/duplicate-status:4"]);
  });

  test("with a slip of the pen get the nearest word as advice", () => {
    const [problem] = parseSpec("# T\n## a\n<!-- canon:systme:3 status:todo -->").problems;
    assert.equal(problem?.code, "spec/unknown-comment");
    assert.match(problem.message, /canon:system\?/);
  });

  test("that give two sections one id are named", () => {
    const text =
      "## a\n<!-- canon:system:x status:todo -->\n## b\n<!-- canon:system:x status:todo -->";
    assert.deepEqual(codes(text), ["spec/duplicate-id:4"]);
  });
});

suite("problems", () => {
  test("carry the file, and stop at a hundred with a count of the rest", () => {
    const { problems } = parseSpec("# T\n## a\n" + "<!-- canon:x -->\n".repeat(150), "docs/a.md");
    assert.equal(problems.length, 101);
    assert.equal(problems[0]?.file, "docs/a.md");
    assert.match(problems[100]?.message ?? "", /50 more/);
  });

  test("name blocks that swallow the rest of the file, and guard the file where it matters", () => {
    const fence = parseSpec("# T\n## a\n```\ntext\n");
    assert.deepEqual([fence.writable, fence.problems[0]?.code], [true, "spec/unclosed-block"]);
    const comment = parseSpec("# T\n## a\n<!-- open\n## b\n");
    assert.deepEqual(
      [comment.writable, comment.problems[0]?.code],
      [false, "spec/unclosed-comment"],
    );
    const deep = parseSpec(`# T\n## a\n${"- ".repeat(200)}x\n`);
    assert.deepEqual([deep.writable, deep.problems[0]?.code], [false, "spec/too-deep"]);
  });
});
