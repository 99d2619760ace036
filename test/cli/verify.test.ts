import assert from "node:assert/strict";
import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { GitRepository } from "../support/git-repository.ts";
import { buildCli, TestWorkspace } from "./canon-process.ts";
import { SPEC } from "./sample.ts";
import { valid } from "./schemas.ts";

const CODE = "src/keys.ts";
const KEYS = `import { hash } from "./hash";

export function issueKey(customer: string, order: string): string {
  return hash(customer, order);
}
`;

interface Verified {
  readonly sections: readonly {
    readonly sectionId: string;
    readonly isBorneOut: boolean;
    readonly coverage: { readonly criteria: number; readonly realized: number };
    readonly evidence: readonly {
      readonly path: string;
      readonly state: string;
      readonly reason: string | null;
      readonly movedTo: { readonly startLine: number | null } | null;
    }[];
  }[];
  readonly problems: readonly { readonly code: string; readonly severity: string }[];
  readonly summary: Readonly<Record<string, number>>;
}

suite("canon verify", () => {
  suiteSetup(buildCli);

  test("evidence whose lines moved is true, and said to have moved", async () => {
    const { workspace, repository } = verified("src/keys.ts:3-5");
    repository.commit("more", { [CODE]: `// One more line.\n${KEYS}` });
    const result = await workspace.run(["verify", "--json"]);
    const { code } = result;
    const document = result.json() as Verified;
    valid("verify", document);
    assert.equal(code, 0);
    assert.deepEqual(
      document.problems.map((one) => [one.code, one.severity]),
      [["verify/moved-evidence", "info"]],
    );
    assert.equal(document.sections[0]?.evidence[0]?.movedTo?.startLine, 4);
    assert.equal(document.sections[0].isBorneOut, true);
  });

  test("evidence whose lines were changed is stale, with exit code 1, and nothing is written", async () => {
    const { workspace } = verified("src/keys.ts:3-5");
    workspace.write(CODE, KEYS.replace("hash(customer, order)", "String(Math.random())"));
    const before = workspace.contents();
    const { code, stdout } = await workspace.run(["verify"]);
    assert.equal(code, 1);
    assert.match(stdout, /src\/keys\.ts:3-5 were changed .*\[verify\/stale-evidence\]/);
    assert.match(stdout, /1 piece of evidence: 1 stale\./);
    assert.deepEqual(workspace.contents(), before);
  });

  test("one section is looked at alone", async () => {
    const { workspace } = verified("src/none.ts");
    workspace.write(SPEC, `${workspace.read(SPEC)}\n## 2. Retry\n\nWords.\n`);
    assert.equal((await workspace.run(["verify", `${SPEC}#retry`])).code, 0);
    assert.equal((await workspace.run(["verify", `${SPEC}#keys`])).code, 1);
    assert.equal((await workspace.run(["verify", `${SPEC}#none`])).code, 2);
  });

  test("without git, files and lines are looked at, and what is not known is said", async () => {
    const workspace = new TestWorkspace({ [SPEC]: spec("src/keys.ts:3-5"), [CODE]: KEYS });
    const result = await workspace.run(["verify", "--json"]);
    const { code } = result;
    const [section] = (result.json() as Verified).sections;
    assert.equal(code, 0);
    assert.deepEqual(
      [section?.evidence[0]?.state, section?.evidence[0]?.reason],
      ["unchecked", "no-history"],
    );
  });

  test("binary, large and linked files, and paths that lead out, end honestly", async () => {
    const cited = ["src/logo.png", "src/logo.png:2", "src/large.txt:1", "../out.ts", "src/link.ts"];
    const { workspace } = verified(cited.join(" "));
    const outside = new TestWorkspace({ "secret.ts": "secret\n" });
    workspace.write("src/large.txt", "x\n".repeat(3_000_000));
    symlinkSync(join(outside.root, "secret.ts"), join(workspace.root, "src/link.ts"));
    workspace.write("src/logo.png", "\0PNG");
    const result = await workspace.run(["verify", "--json"]);
    const [section] = (result.json() as Verified).sections;
    assert.deepEqual(
      section?.evidence.map(({ state, reason }) => [state, reason]),
      [
        ["holds", null],
        ["stale", "missing-lines"],
        ["unchecked", "unreadable"],
        ["stale", "outside"],
        ["stale", "outside"],
      ],
    );
  });

  test("done without evidence, and with an open criterion, is not borne out", async () => {
    const text = `${spec("")}\n- [x] one\n- [ ] two\n`;
    const workspace = new TestWorkspace({ [SPEC]: text });
    const result = await workspace.run(["verify", "--json"]);
    const { code } = result;
    const document = result.json() as Verified;
    valid("verify", document);
    assert.equal(code, 1);
    assert.deepEqual(
      document.problems.map((one) => one.code),
      ["verify/no-evidence", "verify/open-criterion"],
    );
    assert.deepEqual(document.sections[0]?.coverage, { criteria: 2, checked: 1, realized: 0 });
    assert.equal(document.summary["gaps"], 2);
  });

  test("where nothing is claimed, there is nothing to check", async () => {
    const workspace = new TestWorkspace({ [SPEC]: "# Payments\n\n## 1. Words\n\nWords.\n" });
    const { code, stdout } = await workspace.run(["verify"]);
    assert.equal(code, 0);
    assert.match(stdout, /Nothing to check/);
  });
});

/** A repository whose only commit holds the code and a section that cites it. */
function verified(cited: string): {
  readonly workspace: TestWorkspace;
  readonly repository: GitRepository;
} {
  const workspace = new TestWorkspace();
  const repository = new GitRepository(workspace.root);
  repository.commit("first", { [SPEC]: spec(cited), [CODE]: KEYS });
  return { workspace, repository };
}

function spec(cited: string): string {
  const evidence = cited === "" ? "" : `<!-- canon:realized-in:PR#412 ${cited} -->\n`;
  return `# Payments\n\n## 1. Keys\n<!-- canon:system:keys status:done -->\n${evidence}\nWords.\n`;
}
