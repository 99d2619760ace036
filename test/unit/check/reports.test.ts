import assert from "node:assert/strict";
import { createRequire } from "node:module";
import AjvDraft04 from "ajv-draft-04";
import fc from "fast-check";
import { parse as parseJunit } from "junit2json";
import MarkdownIt from "markdown-it";
import { suite, test } from "mocha";
import { toCodeQuality } from "../../../src/core/check/code-quality.ts";
import { fingerprints } from "../../../src/core/check/fingerprints.ts";
import { inRepository } from "../../../src/core/check/in-repository.ts";
import { toJunit } from "../../../src/core/check/junit.ts";
import { toMarkdown } from "../../../src/core/check/markdown-summary.ts";
import { toSarif } from "../../../src/core/check/sarif.ts";
import type { Problem } from "../../../src/core/kernel/problem.ts";
import { HOSTILE_TEXTS, UNSEEN_TEXTS } from "../../support/hostile-texts.ts";
import { anyProblem } from "./any-problem.ts";

const PROBLEMS: readonly Problem[] = [
  { code: "spec/duplicate-id", severity: "warning", file: "docs/a b.md", line: 3, message: "Two." },
  { code: "drift/title", severity: "info", file: "docs/a b.md", line: 7, message: "Ahead." },
  { code: "config/unknown-key", severity: "error", file: "CANON.yaml", line: null, message: "No." },
  { code: "config/missing-credential", severity: "error", line: null, message: "No token." },
];

const hostile = [...HOSTILE_TEXTS, ...UNSEEN_TEXTS].map((message): Problem => ({
  code: "drift/title",
  severity: "error",
  file: "a.md",
  line: 1,
  message,
}));

/** The schema has a pattern that is none in the stricter syntax. */
const AJV = { strict: false, validateFormats: false, unicodeRegExp: false };

suite("Reports of a check", () => {
  test("SARIF is valid against its schema, whatever the problems say", () => {
    const require = createRequire(import.meta.url);
    const schema = require("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json") as object;
    const ajv = new AjvDraft04.default(AJV);
    const isValid = ajv.compile(schema);
    const holds = (problems: readonly Problem[]): void => {
      const report: unknown = JSON.parse(JSON.stringify(toSarif(problems, "1.2.3")));
      assert.ok(isValid(report), JSON.stringify(isValid.errors));
    };
    assert.ok(!isValid({ version: "2.1.0" }), "the schema asks for runs");
    holds([]);
    holds(PROBLEMS);
    fc.assert(fc.property(fc.array(anyProblem, { maxLength: 4 }), holds), { numRuns: 60 });
  });

  test("SARIF names rule, level, address and line", () => {
    const [run] = (toSarif(PROBLEMS, "1.2.3") as SarifLog).runs;
    assert.ok(run !== undefined);
    assert.deepEqual(
      run.results.map(({ ruleId, level, locations }) => [
        ruleId,
        level,
        locations?.[0]?.physicalLocation.artifactLocation.uri,
        locations?.[0]?.physicalLocation.region.startLine,
      ]),
      [
        ["spec/duplicate-id", "warning", "docs/a%20b.md", 3],
        ["drift/title", "note", "docs/a%20b.md", 7],
        ["config/unknown-key", "error", "CANON.yaml", 1],
        ["config/missing-credential", "error", undefined, undefined],
      ],
    );
    for (const { ruleId, ruleIndex } of run.results) {
      assert.equal(run.tool.driver.rules[ruleIndex]?.id, ruleId);
    }
  });

  test("JUnit is read by another parser, with every failure in its spec", async () => {
    const report = await parseJunit(toJunit(PROBLEMS, ["docs/a b.md", "docs/c.md"]));
    assert.ok(report !== null && report !== undefined && "testsuite" in report);
    const [found] = report.testsuite ?? [];
    assert.deepEqual([found?.tests, found?.failures], [4, 3]);
    assert.deepEqual(
      found?.testcase?.map(({ name, failure }) => [name, failure?.[0]?.message]),
      [
        ["docs/a b.md:3 spec/duplicate-id", "Two."],
        ["docs/c.md", undefined],
        ["CANON.yaml config/unknown-key", "No."],
        ["the workspace config/missing-credential", "No token."],
      ],
    );
  });

  test("JUnit keeps what others wrote as text", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyProblem, { maxLength: 4 }), async (problems) => {
        const text = toJunit(problems, []);
        assert.ok(!/##(\[|vso)/i.test(text), text);
        const report = await parseJunit(text);
        assert.ok(report !== undefined && report !== null && "testsuite" in report);
        const failures = report.testsuite[0]?.testcase?.flatMap(({ failure }) => failure ?? []);
        const grave = problems.filter(({ severity }) => severity !== "info");
        assert.equal(failures?.length ?? 0, grave.length);
      }),
      { numRuns: 60 },
    );
  });

  test("a page in Markdown has one table, and nothing that others wrote is more than text", () => {
    const markdown = new MarkdownIt({ html: true, linkify: true });
    markdown.linkify.set({ fuzzyLink: false });
    const page = markdown.render(toMarkdown(hostile, 2));
    assert.ok(!/https?:\/\/|www\./i.test(page), "an address that a reader would make a link of");
    const tags = new Set([...page.matchAll(/<\/?([a-z0-9]+)/gi)].map(([, name]) => name));
    const own = ["h2", "p", "strong", "table", "thead", "tbody", "tr", "th", "td"];
    assert.deepEqual([...tags].sort(), [...own].sort());
    assert.equal(page.match(/<tr>/g)?.length, hostile.length + 1);
  });

  test("a page in Markdown mentions nobody and no ticket", () => {
    const message = "@ada and acme/shop#12";
    const page = toMarkdown([{ code: "a/b", severity: "error", line: null, message }], 1);
    const shown = new MarkdownIt().render(page);
    assert.ok(!/@ada|#12/.test(shown), shown);
  });

  test("a page in Markdown begins with the gravest, counts, and ends somewhere", () => {
    const page = toMarkdown(PROBLEMS, 2);
    assert.match(page, /\*\*2 errors and 1 warning\*\* in 2 specs\./);
    assert.ok(page.indexOf("| error |") < page.indexOf("| warning |"));
    const long = toMarkdown(
      Array.from({ length: 1000 }, () => longest()),
      1,
    );
    assert.match(long, /And 800 more\./);
    assert.ok(long.length < 1024 * 1024, String(long.length));
    assert.match(toMarkdown([], 1), /\*\*No problems\*\* in 1 spec\./);
  });

  test("GitLab's report names file, line and a fingerprint of its own for each problem", () => {
    const list = toCodeQuality([...PROBLEMS, ...PROBLEMS]) as CodeQuality[];
    assert.deepEqual(
      list
        .slice(0, 3)
        .map(({ check_name, severity, location }) => [
          check_name,
          severity,
          location.path,
          location.lines.begin,
        ]),
      [
        ["spec/duplicate-id", "minor", "docs/a b.md", 3],
        ["drift/title", "info", "docs/a b.md", 7],
        ["config/unknown-key", "critical", "CANON.yaml", 1],
      ],
    );
    assert.equal(new Set(list.map(({ fingerprint }) => fingerprint)).size, 6);
  });

  test("fingerprints stay while lines move, and differ by file and by what is said", () => {
    const one = { code: "a/b", severity: "error", file: "a.md", line: 3 } as const;
    const of = (problem: Problem): string => fingerprints([problem])[0] ?? "";
    const first = of({ ...one, message: "Like the one on line 12." });
    assert.equal(first, of({ ...one, line: 9, message: "Like the one on line 18." }));
    assert.notEqual(first, of({ ...one, message: "Unlike the one on line 12." }));
    assert.notEqual(first, of({ ...one, file: "b.md", message: "Like the one on line 12." }));
  });

  test("paths count from the repository where the workspace is a folder of it", () => {
    const files = (folder: string, fallback?: string): (string | undefined)[] =>
      inRepository(PROBLEMS.slice(1), folder, fallback).map(({ file }) => file);
    assert.deepEqual(files("apps/shop"), [
      "apps/shop/docs/a b.md",
      "apps/shop/CANON.yaml",
      undefined,
    ]);
    assert.deepEqual(files("", "CANON.yaml"), ["docs/a b.md", "CANON.yaml", "CANON.yaml"]);
    assert.equal(files("apps/shop", "CANON.yaml")[2], "apps/shop/CANON.yaml");
  });
});

function longest(): Problem {
  return { code: "a/b", severity: "error", file: "a.md", line: 1, message: "*".repeat(5000) };
}

interface SarifLog {
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
    readonly results: readonly {
      readonly ruleId: string;
      readonly ruleIndex: number;
      readonly level: string;
      readonly locations?: readonly {
        readonly physicalLocation: {
          readonly artifactLocation: { readonly uri: string };
          readonly region: { readonly startLine: number };
        };
      }[];
    }[];
  }[];
}

interface CodeQuality {
  readonly check_name: string;
  readonly fingerprint: string;
  readonly severity: string;
  readonly location: { readonly path: string; readonly lines: { readonly begin: number } };
}
