import assert from "node:assert/strict";
import fc from "fast-check";
import { suite, test } from "mocha";
import { annotationLines, ciSystemOf } from "../../../src/core/check/annotations.ts";
import { inertForRunners, inertJson } from "../../../src/core/check/runner-text.ts";
import type { Problem } from "../../../src/core/kernel/problem.ts";
import { inertLine } from "../../../src/core/view/plain-text.ts";
import { anyProblem, anyText } from "./any-problem.ts";
import { azureCommand, githubCommand } from "./runner-parsers.ts";

const ONE: Problem = {
  code: "drift/title",
  severity: "warning",
  file: "docs/a,b.md",
  line: 12,
  message: "100% of it\n::error::no",
};

suite("Annotations for CI systems", () => {
  test("each system is known by its own variable, and nothing else is one", () => {
    const of = (env: Record<string, string>) => ciSystemOf((name) => env[name]);
    assert.equal(of({ GITHUB_ACTIONS: "true" }), "github");
    assert.equal(of({ GITLAB_CI: "true" }), "gitlab");
    assert.equal(of({ TF_BUILD: "True" }), "azure-pipelines");
    assert.equal(of({ CI: "true" }), null);
    assert.equal(of({ GITHUB_ACTIONS: "false" }), null);
  });

  test("GitHub is told file, line and code in its own spelling", () => {
    assert.deepEqual(annotationLines([ONE], "github"), [
      "::warning file=docs/a%2Cb.md,line=12,title=drift/title::100%25 of it ::error::no",
    ]);
  });

  test("Azure Pipelines is told the same in its own, and notes are left to the log", () => {
    assert.deepEqual(annotationLines([ONE, { ...ONE, severity: "info" }], "azure-pipelines"), [
      "##vso[task.logissue type=warning;sourcepath=docs/a,b.md;linenumber=12;code=drift/title]100%AZP25 of it ::error::no",
    ]);
  });

  test("the gravest come first, ten of a kind", () => {
    const many = Array.from({ length: 12 }, () => ONE);
    const lines = annotationLines([...many, { ...ONE, severity: "error" }], "github");
    assert.equal(lines.length, 11);
    assert.match(lines[0] ?? "", /^::error /);
  });

  test("GitHub's runner reads one command a line, with what the problem says", () => {
    fc.assert(
      fc.property(anyProblem, (problem) => {
        const [line = "", ...more] = annotationLines([problem], "github");
        assert.deepEqual(more, []);
        assert.deepEqual(line.split(/\r\n|[\r\n\u0085\u2028\u2029]/).length, 1);
        assert.deepEqual(githubCommand(line), {
          name: { error: "error", warning: "warning", info: "notice" }[problem.severity],
          properties: expected(problem, { file: "file", line: "line", code: "title" }),
          data: shown(problem.message),
        });
      }),
    );
  });

  test("an agent of Azure reads one command a line, with what the problem says", () => {
    fc.assert(
      fc.property(anyProblem, (problem) => {
        const lines = annotationLines([problem], "azure-pipelines");
        if (problem.severity === "info") {
          assert.deepEqual(lines, []);
          return;
        }
        const [line = "", ...more] = lines;
        assert.deepEqual(more, []);
        assert.equal(line.match(/##vso/gi)?.length, 1);
        assert.deepEqual(azureCommand(line), {
          name: "task.logissue",
          properties: {
            type: problem.severity,
            ...expected(problem, { file: "sourcepath", line: "linenumber", code: "code" }),
          },
          data: shown(problem.message),
        });
      }),
    );
  });

  test("no other line is a command to a runner, and JSON stays the same JSON", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const line = inertForRunners(text);
        assert.equal(githubCommand(line), null);
        assert.ok(!/##(\[|vso)/i.test(line), line);
        assert.ok(!/##(\[|vso)/i.test(inertJson(JSON.stringify({ text }))));
        assert.deepEqual(JSON.parse(inertJson(JSON.stringify({ text }))), { text });
      }),
    );
  });
});

/** A text as it is told: in one line, and with its marks of a command taken apart. */
function shown(text: string): string {
  return inertForRunners(inertLine(text, 2000));
}

function expected(
  { file, line, code }: Problem,
  names: { readonly file: string; readonly line: string; readonly code: string },
): Record<string, string> {
  const place = file === undefined || shown(file) === "" ? {} : { [names.file]: shown(file) };
  const at = file === undefined || line === null ? {} : { [names.line]: String(line) };
  return { ...place, ...at, [names.code]: code };
}
