import assert from "node:assert/strict";
import { combineOpinion } from "../../../src/core/realization/verdicts/combine-opinion.ts";
import type { Judgement } from "../../../src/core/realization/verdicts/judge-criterion.ts";
import type { Opinion } from "../../../src/core/realization/verdicts/opinion.ts";
import type { WorkFile } from "../../../src/core/realization/verdicts/work-files.ts";
import { aFile } from "../../support/a-work.ts";

const TEXT = "one\ntwo\n\nfour\nfive\n";
const aWorkFile = (path: string, changes: Partial<WorkFile> = {}): WorkFile => ({
  ...aFile(path, { change: "modified", lines: [{ startLine: 2, endLine: 3 }] }),
  isThere: true,
  text: TEXT,
  ...changes,
});
const FILES: readonly WorkFile[] = [
  aWorkFile("src/a.ts"),
  aWorkFile("test/a.test.ts"),
  aWorkFile("docs/a.md"),
  aWorkFile("docs/specs/a.md"),
  aWorkFile("package-lock.json"),
  aWorkFile(".canon/links.json"),
  aWorkFile("src/moved.ts", { change: "renamed", lines: null }),
  aWorkFile("src/new.ts", { change: "added", lines: null }),
  aWorkFile("src/gone.ts", { change: "removed", lines: null, text: null, isThere: false }),
];
const isSpec = (path: string): boolean => path.startsWith("docs/specs/");

type Word = Judgement["verdict"];

/** What is looked up and what a model says, with changed lines and without, give what and by whom. */
const TABLE: readonly (readonly [Word, Word, Word, Word])[] = [
  ["realized", "realized", "realized", "realized"],
  ["realized", "partially_realized", "realized", "realized"],
  ["realized", "not_addressed", "realized", "realized"],
  ["realized", "conflicting", "realized", "realized"],
  ["conflicting", "realized", "conflicting", "conflicting"],
  ["conflicting", "partially_realized", "conflicting", "conflicting"],
  ["conflicting", "not_addressed", "conflicting", "conflicting"],
  ["conflicting", "conflicting", "conflicting", "conflicting"],
  ["partially_realized", "realized", "realized", "partially_realized"],
  ["partially_realized", "partially_realized", "partially_realized", "partially_realized"],
  ["partially_realized", "not_addressed", "partially_realized", "partially_realized"],
  ["partially_realized", "conflicting", "conflicting", "conflicting"],
  ["not_addressed", "realized", "realized", "not_addressed"],
  ["not_addressed", "partially_realized", "partially_realized", "not_addressed"],
  ["not_addressed", "not_addressed", "not_addressed", "not_addressed"],
  ["not_addressed", "conflicting", "conflicting", "conflicting"],
];

suite("what was looked up, and an opinion", () => {
  for (const [looked, said, withLines, without] of TABLE) {
    test(`${looked} and ${said}: ${withLines}, without changed lines ${without}`, () => {
      check(looked, said, [{ path: "src/a.ts", startLine: 1, endLine: 2 }], withLines);
      check(looked, said, [{ path: "src/a.ts", startLine: 4, endLine: 5 }], without);
      check(looked, said, [], without);
    });
  }

  function check(looked: Word, said: Word, places: Opinion["places"], expected: Word): void {
    const judged = combineOpinion(aJudgement(looked), anOpinion(said, places), FILES, isSpec);
    assert.equal(judged.verdict, expected);
    assert.equal(judged.origin, expected === looked ? "deterministic" : "model");
    assert.equal(judged.reasons.includes("A model said it."), judged.origin === "model");
    assert.equal(judged.reasons.includes("It was looked up."), judged.origin === "deterministic");
  }

  test("no opinion leaves everything as it is", () => {
    const looked = aJudgement("not_addressed");
    assert.deepEqual(combineOpinion(looked, undefined, FILES, isSpec), {
      ...looked,
      origin: "deterministic",
    });
  });

  const RAISING: readonly (readonly [string, number, number, boolean])[] = [
    ["src/a.ts", 2, 2, true],
    ["test/a.test.ts", 1, 5, true],
    ["src/new.ts", 5, 5, true],
    ["src/a.ts", 3, 3, false],
    ["src/a.ts", 1, 1, false],
    ["docs/a.md", 2, 2, false],
    ["docs/specs/a.md", 2, 2, false],
    ["package-lock.json", 2, 2, false],
    [".canon/links.json", 2, 2, false],
    ["src/moved.ts", 2, 2, false],
    ["src/gone.ts", 2, 2, false],
    ["src/other.ts", 2, 2, false],
  ];
  for (const [path, startLine, endLine, isRaised] of RAISING) {
    const place = `${path}:${String(startLine)}-${String(endLine)}`;
    test(`${place} ${isRaised ? "shows" : "does not show"} what the work did`, () => {
      const opinion = anOpinion("realized", [{ path, startLine, endLine }]);
      const judged = combineOpinion(aJudgement("not_addressed"), opinion, FILES, isSpec);
      assert.equal(judged.verdict, isRaised ? "realized" : "not_addressed");
      assert.equal(judged.evidence.length, isRaised ? 1 : 0);
    });
  }

  test("only the lines that show something become evidence, four at most, each with its hash", () => {
    const good = { path: "src/a.ts", startLine: 2, endLine: 2 };
    const bad = { path: "src/a.ts", startLine: 4, endLine: 4 };
    const opinion = anOpinion("realized", [bad, good, good, good, good, good]);
    const { evidence } = combineOpinion(aJudgement("not_addressed"), opinion, FILES, isSpec);
    assert.deepEqual(
      evidence.map(({ path, startLine, endLine, hash }) => [
        path,
        startLine,
        endLine,
        hash?.length,
      ]),
      Array.from({ length: 4 }, () => ["src/a.ts", 2, 2, 32]),
    );
  });
});

function aJudgement(verdict: Word): Judgement {
  return { verdict, evidence: [], reasons: ["It was looked up."] };
}

function anOpinion(verdict: Word, places: Opinion["places"]): Opinion {
  return { verdict, places, reason: "A model said it." };
}
