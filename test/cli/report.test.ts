import assert from "node:assert/strict";
import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { GitRepository } from "../support/git-repository.ts";
import { parseXml } from "../support/well-formed.ts";
import { buildCli, type TestWorkspace } from "./canon-process.ts";
import { PAYMENTS, paymentsWorkspace, SPEC } from "./sample.ts";
import { valid } from "./schemas.ts";

const TOKEN = ["gh", "p_", "a1b2".repeat(9)].join("");

interface Report {
  readonly totals: Readonly<Record<string, number>>;
  readonly specs: readonly { readonly file: string }[];
  readonly needsAttention: readonly { readonly kind: string; readonly sectionId: string }[];
  readonly history: readonly { readonly at: string; readonly met: number }[] | null;
  readonly historyReason: string | null;
  readonly problems: readonly { readonly code: string }[];
}

suite("canon report", () => {
  let workspace: TestWorkspace;
  suiteSetup(buildCli);
  setup(() => {
    workspace = paymentsWorkspace();
  });
  teardown(() => workspace.remove());

  test("says how far specs are, now and over time, and writes nothing", async () => {
    commitTwice(workspace);
    const before = workspace.contents();
    const result = await workspace.run(["report", "--json"]);
    const report = result.json() as Report;
    valid("report", report);
    assert.equal(result.code, 0);
    assert.deepEqual([report.totals["criteria"], report.totals["met"]], [2, 2]);
    assert.deepEqual(
      report.history?.slice(0, 2).map(({ at, met }) => [at.slice(0, 10), met]),
      [
        ["2026-01-02", 1],
        ["2026-02-03", 2],
      ],
    );
    assert.deepEqual(
      report.needsAttention.map(({ kind, sectionId }) => `${kind} ${sectionId}`),
      ["met-but-not-done retry", "in-progress jitter"],
    );
    assert.deepEqual(workspace.contents(), before);
  });

  test("prints Markdown for a person, and follows --format and the name of the file", async () => {
    commitTwice(workspace);
    const { stdout } = await workspace.run(["report", SPEC]);
    assert.match(stdout, /^# Progress of Payments\n/);
    assert.match(stdout, /- Criteria met: \*\*100%\*\* 2 of 2 criteria met/);
    const file = await workspace.run(["report", "--output", "out.svg"]);
    assert.equal(file.stdout, "Wrote out.svg.\n");
    assert.equal(
      parseXml(workspace.read("out.svg").replace(/<style>[^<]*<\/style>/, ""))[0]?.name,
      "svg",
    );
    const html = await workspace.run(["report", "--format", "html"]);
    assert.match(html.stdout, /^<!DOCTYPE html>/);
    const json = await workspace.run(["report", "--format", "json"]);
    valid("report", json.json());
  });

  test("leaves out what was before --since, but for how things stood then", async () => {
    commitTwice(workspace);
    const { history } = (
      await workspace.run(["report", "--since", "2026-01-20", "--json"])
    ).json() as Report;
    assert.deepEqual(history?.[0], { ...history?.[0], at: "2026-01-20T00:00:00.000Z", met: 1 });
    const wrong = await workspace.run(["report", "--since", "yesterday"]);
    assert.equal(wrong.code, 2);
    assert.match(wrong.stderr, /"yesterday" is no date/);
  });

  test("without git it says why there is no picture; a picture alone is then refused", async () => {
    const result = await workspace.run(["report", "--json"]);
    const { history, historyReason } = result.json() as Report;
    assert.deepEqual([result.code, history, historyReason], [0, null, "no-repository"]);
    const html = await workspace.run(["report", "--format", "html"]);
    assert.match(html.stdout, /this folder is in no git repository/);
    const svg = await workspace.run(["report", "--output", "out.svg"]);
    assert.equal(svg.code, 1);
    assert.match(svg.stderr, /nothing to draw/);
    assert.equal(workspace.has("out.svg"), false);
  });

  test("never writes over a spec or a file of its own, and follows no link", async () => {
    symlinkSync(join(workspace.root, "elsewhere.txt"), join(workspace.root, "link.html"));
    workspace.write("elsewhere.txt", "mine\n");
    for (const name of [
      SPEC,
      "CANON.yaml",
      ".canon/links.json",
      "no/such/folder.html",
      "link.html",
    ]) {
      const { code, stderr } = await workspace.run(["report", "--output", name]);
      assert.equal(code, 2, name);
      assert.match(stderr, /cli\/unwritable/);
    }
    assert.equal(workspace.read(SPEC), PAYMENTS);
    assert.equal(workspace.read("elsewhere.txt"), "mine\n");
  });

  test("a title that is markup stays text, and a credential in it stays here", async () => {
    workspace.edit(SPEC, "### 2.1 Jitter", `### 2.1 </script><svg onload=alert(1)> ${TOKEN}`);
    for (const format of ["html", "markdown", "json"]) {
      const { stdout } = await workspace.run(["report", "--format", format]);
      assert.ok(!stdout.includes(TOKEN), format);
      assert.match(stdout, /REDACTED:github\\?_pat/, format);
      if (format === "html") assert.doesNotMatch(stdout, /<\/?script|<svg/);
    }
  });

  test("wrong usage is exit code 2, with one document under --json", async () => {
    const wrong = [["--format", "pdf"], ["docs/nowhere"], [`${SPEC}#retry`]];
    for (const args of wrong) {
      const result = await workspace.run(["report", ...args, "--json"]);
      assert.equal(result.code, 2, args.join(" "));
      assert.equal((result.json() as Report).problems.length, 1);
    }
    workspace.write("CANON.yaml", "sync: [");
    assert.equal((await workspace.run(["report"])).code, 2);
  });

  test("specs that cannot be read are exit code 1", async () => {
    workspace.write("docs/specs/broken.md", "\u0000\u0001");
    const result = await workspace.run(["report", "--json"]);
    assert.equal(result.code, 1);
    assert.ok((result.json() as Report).problems.length > 0);
  });
});

function commitTwice(workspace: TestWorkspace): void {
  const repository = new GitRepository(workspace.root);
  repository.commitAt("2026-01-02T10:00:00Z");
  workspace.edit(SPEC, "- [ ] Backs off", "- [x] Backs off");
  repository.commitAt("2026-02-03T10:00:00Z");
}
