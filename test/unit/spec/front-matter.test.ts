import assert from "node:assert/strict";
import type { FrontMatter } from "../../../src/core/model/spec.ts";
import { parseSpec } from "../../../src/core/spec/parse-spec.ts";

function front(yaml: string): Partial<FrontMatter> {
  return parseSpec(`---\n${yaml}\n---\n## a\n`).frontMatter;
}

function codes(text: string): string[] {
  return parseSpec(text)
    .problems.filter(({ code }) => code !== "spec/missing-title")
    .map(({ code, line }) => `${code}:${line}`);
}

suite("front matter", () => {
  test("gives its fields, and defaults for the others", () => {
    assert.deepEqual(
      front(
        "title: 'Pay'\nstatus: blocked\nowner: dana\nteam: 42\ntags: [api, 2]\nticket_project: acme/app\nreview_status: approved\nsync: true\ncreated: 2026-01-05\nown_key: kept",
      ),
      {
        title: "Pay",
        status: "blocked",
        owner: "dana",
        team: "42",
        tags: ["api", "2"],
        ticketProject: "acme/app",
        reviewStatus: "approved",
        sync: "true",
        aiExposure: null,
      },
    );
    assert.deepEqual(parseSpec("## a").frontMatter, {
      title: null,
      status: "draft",
      owner: null,
      team: null,
      tags: [],
      ticketProject: null,
      reviewStatus: null,
      sync: "auto",
      aiExposure: null,
    });
  });

  test("reads YAML 1.1: off and no are false, dates stay as written", () => {
    assert.equal(front("sync: off").sync, "false");
    assert.equal(front("sync: no").sync, "false");
    assert.equal(front("sync: Auto").sync, "auto");
    assert.equal(front("title: 2026-01-05").title, "2026-01-05");
    assert.deepEqual(front("tags: a, b,, c ").tags, ["a", "b", "c"]);
  });

  test("names values it does not know, on their line", () => {
    assert.deepEqual(
      codes(
        "---\nstatus: moved\nreview_status: maybe\nsync: perhaps\ntags: {a: 1}\nowner: [x]\nsync: on\n---\n## a",
      ),
      [
        "spec/front-matter-value:2",
        "spec/front-matter-value:3",
        "spec/front-matter-value:5",
        "spec/front-matter-value:6",
        "spec/duplicate-key:7",
      ],
    );
    assert.equal(front("status: moved").status, "moved");
    assert.equal(front("review_status: maybe").reviewStatus, null);
  });

  test("takes the title from the front matter, else the first heading, else says Untitled", () => {
    assert.equal(parseSpec("---\ntitle: A\n---\n# B").title, "A");
    assert.equal(parseSpec("---\ntitle: ''\n---\n# B <!-- x -->").title, "B");
    assert.equal(parseSpec("## c").title, "Untitled Spec");
  });

  test("without an end guards the file, which can still be read", () => {
    const document = parseSpec("---\ntitle: A\n\n## a\n<!-- canon:ticket:jira:A-1 -->\n");
    assert.equal(document.writable, false);
    assert.equal(document.problems[0]?.code, "spec/unclosed-front-matter");
    assert.equal(document.sections[0]?.tickets.length, 1);
  });

  test("that is broken guards the file, which can still be read", () => {
    for (const yaml of [
      "title: [x",
      "- a\n- b",
      "a: b: c",
      "%YAML 9\n",
      "title: &a [*a, *b",
      "\ttab: x",
    ]) {
      const document = parseSpec(`---\n${yaml}\n---\n## a\n`);
      assert.equal(document.writable, false, yaml);
      assert.equal(
        document.problems.some(({ code }) => code === "spec/broken-front-matter"),
        true,
      );
      assert.equal(document.sections.length, 1);
      assert.equal(document.frontMatter.sync, "auto");
    }
  });

  test("that ends only at a later rule of the text is not taken for one", () => {
    const document = parseSpec("---\ntitle: [x\n\n## a\n\ntext\n\n---\n\n## b\n");
    assert.equal(document.writable, false);
    assert.deepEqual(
      document.sections.map(({ title }) => title),
      ["a", "b"],
    );
  });

  test("of more than 16 kB is not read", () => {
    const document = parseSpec(`---\ntitle: ${"x".repeat(17_000)}\n---\n## a\n`);
    assert.equal(document.writable, false);
    assert.equal(document.frontMatter.title, null);
    assert.equal(document.problems[0]?.code, "spec/front-matter-too-large");
  });

  test("expands no alias and follows no prototype key", () => {
    const bomb = ["a: &a [x, x]", "b: &b [*a, *a]", "tags: [*b, *b]", "title: *a"].join("\n");
    assert.deepEqual(front(bomb).tags, []);
    assert.equal(front(bomb).title, null);
    front("__proto__: {title: bad}\nconstructor: x\n? [complex]\n: y");
    assert.equal(Object.hasOwn(Object.prototype, "title"), false);
  });

  test("may be nested beyond reason", () => {
    for (const nest of ["[", "{a: ", "- ", "? "]) {
      const yaml = nest.repeat(15_000 / nest.length);
      assert.equal(parseSpec(`---\n${yaml}\n---\n## a\n`).sections.length, 1);
    }
  });

  test("does not begin in the middle of a file", () => {
    assert.equal(parseSpec("\n---\ntitle: A\n---\n").frontMatter.title, null);
  });
});
