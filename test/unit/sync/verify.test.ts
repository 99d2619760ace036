import assert from "node:assert/strict";
import { NEVER_CANCELLED } from "../../../src/core/kernel/cancel.ts";
import { parseSpec } from "../../../src/core/spec/parse-spec.ts";
import { hashText } from "../../../src/core/kernel/hash.ts";
import { verifySpecs } from "../../../src/sync/verify.ts";
import type { CodeHistory } from "../../../src/ports/code-history.ts";
import { createMemoryCodeHistory } from "../../support/memory-code-history.ts";
import { createMemoryFileStore } from "../../support/memory-file-store.ts";

const SPEC = "docs/specs/payments.md";
const CODE = "src/keys.ts";
const KEYS = [
  "import { hash } from './hash';",
  "",
  "export function issueKey(customer: string, order: string): string {",
  "  return hash(customer, order);",
  "}",
];

suite("claims against the code", () => {
  test("lines that moved down are found again, by what they said when they were cited", () =>
    check(
      {
        then: { [SPEC]: spec("src/keys.ts:3-5"), [CODE]: text(KEYS) },
        now: { [CODE]: text(["// new", "// lines", ...KEYS]) },
      },
      ["moved src/keys.ts:5-7"],
    ));

  test("a line that was changed makes the evidence stale, whatever else happened to the spec", () =>
    check(
      {
        then: { [SPEC]: spec("src/keys.ts:3-5"), [CODE]: text(KEYS) },
        between: [{ [SPEC]: `${spec("src/keys.ts:3-5")}\nMore.\n`, [CODE]: text(KEYS) }],
        now: { [CODE]: text(KEYS).replace("hash(customer, order)", "random()") },
      },
      ["stale changed-lines"],
    ));

  test("another file in the same comment does not make the first one newer", () =>
    check(
      {
        then: { [SPEC]: spec("src/keys.ts:3-5"), [CODE]: text(KEYS) },
        between: [
          { [SPEC]: spec("src/keys.ts:3-5 src/b.ts"), [CODE]: "changed\n", "src/b.ts": "b" },
        ],
        spec: spec("src/keys.ts:3-5 src/b.ts"),
        now: { [CODE]: text(["a", "b", "c", "d", "e"]), "src/b.ts": "b" },
      },
      ["stale changed-lines", "holds"],
    ));

  test("evidence that was taken out and put back counts from when it was put back", () =>
    check(
      {
        then: { [SPEC]: spec("src/keys.ts:3-5"), [CODE]: text(KEYS) },
        between: [
          { [SPEC]: spec("src/other.ts"), [CODE]: text(["1", "2", "3", "4", "5"]) },
          { [SPEC]: spec("src/keys.ts:3-5"), [CODE]: text(["1", "2", "3", "4", "5"]) },
        ],
        now: { [CODE]: text(["1", "2", "3", "4", "5"]) },
      },
      ["holds"],
    ));

  test("a renamed file is followed, and its lines found in it", () =>
    check(
      {
        then: { [SPEC]: spec("src/keys.ts:3-5 src/keys.ts"), [CODE]: text(KEYS) },
        renamed: { [CODE]: "src/tokens.ts" },
        now: { "src/tokens.ts": text(["// new", ...KEYS]) },
      },
      ["moved src/tokens.ts:4-6", "moved src/tokens.ts"],
    ));

  test("a file that is gone is gone", () =>
    check({ then: { [SPEC]: spec("src/keys.ts:3-5"), [CODE]: text(KEYS) }, now: {} }, [
      "stale missing-file",
    ]));

  test("a file whose name differs in capital letters is named", () =>
    check({ then: { [SPEC]: spec("src/Keys.ts") }, now: { [CODE]: text(KEYS) } }, [
      "stale other-case src/keys.ts",
    ]));

  test("a change of line endings changes nothing", () =>
    check(
      {
        then: { [SPEC]: spec("src/keys.ts:3-5"), [CODE]: text(KEYS) },
        now: { [CODE]: text(KEYS).replaceAll("\n", "\r\n") },
      },
      ["holds"],
    ));

  test("paths that lead out of the workspace are never looked at", () =>
    check({ then: { [SPEC]: spec("../secrets.txt /etc/passwd src/../../x.ts") }, now: {} }, [
      "stale outside",
      "stale outside",
      "stale outside",
    ]));

  test("lines beyond the end of a file are missing", () =>
    check(
      { then: { [SPEC]: spec("src/keys.ts:3-50"), [CODE]: text(KEYS) }, now: { [CODE]: "a\n" } },
      ["stale missing-lines"],
    ));

  test("without a history, a file and its lines are there, and that is all that is said", () =>
    check({ then: null, spec: spec("src/keys.ts:3-5 src/keys.ts"), now: { [CODE]: text(KEYS) } }, [
      "unchecked no-history",
      "holds",
    ]));

  test("a history that is cut off says nothing about what is older", () =>
    check(
      {
        then: { [SPEC]: spec("src/keys.ts:3-5"), [CODE]: "other\n" },
        isWhole: false,
        now: { [CODE]: text(KEYS) },
      },
      ["unchecked cut-history"],
    ));

  test("a comment that is not committed has nothing to be compared with", () =>
    check(
      {
        then: { [SPEC]: spec("src/other.ts"), [CODE]: "other\n" },
        spec: spec("src/keys.ts:3-5"),
        now: { [CODE]: text(KEYS) },
      },
      ["unchecked not-committed"],
    ));

  test("nothing is asked of the history where no lines are cited and no file is gone", async () => {
    const files = { [SPEC]: spec("src/keys.ts"), [CODE]: text(KEYS) };
    const history = createMemoryCodeHistory([{ files }]);
    await verify(files, history);
    assert.equal(history.reads, 0);
  });

  test("a spec with a long past is read only as far back as its evidence goes", async () => {
    const commits = Array.from({ length: 300 }, (_, index) => ({
      files: {
        [SPEC]: `${spec(index < 290 ? "" : "src/keys.ts:3-5")}\n${index}\n`,
        [CODE]: text(KEYS),
      },
    }));
    const history = createMemoryCodeHistory(commits);
    const now = { [SPEC]: spec("src/keys.ts:3-5"), [CODE]: text(KEYS) };
    assert.deepEqual(await verify(now, history), ["holds"]);
    assert.ok(history.reads < 30, `${history.reads} texts were read`);
  });

  test("the same evidence in two specs counts from when each of them got it", async () => {
    const other = "docs/specs/other.md";
    const cited = spec("src/keys.ts:3-5");
    const changed = text(["1", "2", "3", "4", "5"]);
    const history = createMemoryCodeHistory([
      { files: { [SPEC]: cited, [CODE]: text(KEYS) } },
      { files: { [SPEC]: cited, [other]: cited, [CODE]: changed } },
    ]);
    const now = { [SPEC]: cited, [other]: cited, [CODE]: changed };
    assert.deepEqual(await verify(now, history), ["holds", "stale changed-lines"]);
  });
});

interface World {
  /** What the first commit holds; null without a history. */
  readonly then: Readonly<Record<string, string>> | null;
  readonly between?: readonly Readonly<Record<string, string>>[];
  /** What the last commit renamed. */
  readonly renamed?: Readonly<Record<string, string>>;
  readonly isWhole?: boolean;
  /** The spec as it is now, where it is not that of the first commit. */
  readonly spec?: string;
  readonly now: Readonly<Record<string, string>>;
}

async function check(world: World, expected: readonly string[]): Promise<void> {
  const { then, between = [], renamed, isWhole = true, now } = world;
  const own = world.spec ?? then?.[SPEC] ?? "";
  const last = { [SPEC]: own, ...now };
  const commits =
    then === null
      ? null
      : [then, ...between]
          .map((files) => ({ files }))
          .concat(renamed === undefined ? [] : [{ files: last, ...{ renamed } }]);
  const history = commits === null ? undefined : createMemoryCodeHistory(commits, { isWhole });
  assert.deepEqual(await verify(last, history), expected);
}

/** What is said of each piece of evidence, in the order of files and lines. */
async function verify(
  files: Readonly<Record<string, string>>,
  history: CodeHistory | undefined,
): Promise<string[]> {
  const store = createMemoryFileStore({ ...files });
  const specs = Object.entries(files)
    .filter(([path]) => path.startsWith("docs/specs/"))
    .map(([file, content]) => ({
      ...{ file, hash: hashText(content), document: parseSpec(content), isUnsaved: false },
    }))
    .sort((a, b) => (a.file < b.file ? -1 : 1));
  const run = { signal: NEVER_CANCELLED, progress: { report: () => undefined } };
  const deps = history === undefined ? { files: store } : { files: store, history };
  const scope = { paths: null, section: null };
  const verified = await verifySpecs(deps, { specs, problems: [] }, scope, run);
  assert.ok(verified.ok);
  return verified.value.sections.flatMap(({ claims }) =>
    claims.citations.map(({ verdict }) => {
      switch (verdict.kind) {
        case "holds":
          return "holds";
        case "moved": {
          const { path, startLine, endLine } = verdict.to;
          return `moved ${path}${startLine === null ? "" : `:${startLine}-${endLine}`}`;
        }
        case "stale":
          return [
            "stale",
            verdict.why,
            ...(verdict.otherPath === null ? [] : [verdict.otherPath]),
          ].join(" ");
        case "unchecked":
          return `unchecked ${verdict.why}`;
      }
    }),
  );
}

function spec(cited: string): string {
  const evidence = cited === "" ? "" : `<!-- canon:realized-in:PR#412 ${cited} -->\n`;
  return `# Payments\n\n## 1. Keys\n<!-- canon:system:keys status:done -->\n${evidence}\nWords.\n`;
}

function text(lines: readonly string[]): string {
  return `${lines.join("\n")}\n`;
}
