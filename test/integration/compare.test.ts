import assert from "node:assert/strict";
import * as vscode from "vscode";
import { compare, decide, findingsOf, titlesAt, TREE } from "./support/comparing.ts";
import { chooseModel, editorModel, labelOf, MODEL_NAME } from "./support/editor-model.ts";
import { withPerson, type Answers } from "./support/person.ts";
import {
  eventually,
  exists,
  fileUri,
  readFile,
  removeSpec,
  run,
  showSpec,
  writeFile,
} from "./support/window.ts";
import { codeOf } from "../../src/vscode/problems/problem-code.ts";

const CODE = "src/refunds/limits.ts";
const MEMORY = ".canon/triage.json";
const STATEMENT = "A refund above 150 euros waits for a second person.";
const SPEC = `# Refund rules

## 1. Approval of refunds
<!-- canon:system:approval status:in_progress -->
<!-- canon:realized-in:PR#7 src/refunds/limits.ts -->

${STATEMENT}
`;
const CHOOSE = "Choose Language Model";

if (vscode.workspace.isTrusted) {
  suite("changes and the specs in the editor", () => {
    let uri: vscode.Uri;
    let before: string;
    let changed: string;

    setup(async () => {
      uri = (await showSpec(SPEC)).document.uri;
      before = await readFile(CODE);
      changed = `${before.replace("15_000n", "50_000n")}\nexport const refundInstantly = true;\n`;
      await writeFile(CODE, changed);
      await chooseModel(MODEL_NAME);
    });

    teardown(async () => {
      await writeFile(CODE, before);
      if (await exists(MEMORY)) await vscode.workspace.fs.delete(fileUri(MEMORY));
      await compare();
      assert.deepEqual(findingsOf(uri), []);
      await chooseModel("None");
      await removeSpec(uri);
    });

    test("show a contradiction at its statement and new behaviour at the code", async () => {
      const { prompts } = await tell(findings);
      const seen = await compare();
      assert.deepEqual(seen.messages, []);
      assert.equal(prompts.length, 1);
      assert.match(prompts[0] ?? "", /50_000n/);
      const [contradiction] = findingsOf(uri);
      assert.ok(contradiction !== undefined);
      assert.equal(codeOf(contradiction), "compare/contradiction");
      assert.equal(contradiction.range.start.line, 6);
      assert.match(contradiction.message, /^src\/refunds\/limits\.ts:3 may contradict "A refund/);
      const [behaviour] = findingsOf(fileUri(CODE));
      assert.ok(behaviour !== undefined);
      assert.equal(codeOf(behaviour), "compare/unspecified");
      assert.equal(behaviour.range.start.line, lineOf("refundInstantly") - 1);
      assert.deepEqual(await titlesAt(fileUri(CODE)), ["Add a section…", "Out of scope"]);
      assert.deepEqual(await titlesAt(uri), [
        "Update the spec…",
        "Keep the spec, flag the code",
        `Open ${CODE}:3`,
        "Copy as review comment",
      ]);
      await nothingWritten();
    });

    test("update the spec with a draft that can be nothing but a sentence", async () => {
      await tell(findings);
      await compare();
      const left = await decide(uri, "Update the spec…", { picks: ["$(close) Leave it as it is"] });
      assert.equal(left.lists.length, 1);
      assert.equal(await readFile(uri), SPEC);
      await decide(uri, "Update the spec…", { picks: ["$(check) Make this change"] });
      const document = await vscode.workspace.openTextDocument(uri);
      assert.equal(
        document.getText(),
        SPEC.replace(STATEMENT, "A refund above 500 euros waits. ## Not a heading"),
      );
      await eventually("the finding is gone", () => findingsOf(uri).length === 0);
    });

    test("keep the spec: the mark moves to the code, which is not written to", async () => {
      await tell(findings);
      await compare();
      const copy = "Copy as Review Comment";
      const seen = await decide(uri, "Keep the spec, flag the code", { buttons: [copy] });
      assert.match(seen.messages.join(), /Nothing was written to the code/);
      assert.match(await vscode.env.clipboard.readText(), /A refund above 150 euros/);
      assert.deepEqual(findingsOf(uri), []);
      const flag = findingsOf(fileUri(CODE)).find(({ range }) => range.start.line === 2);
      assert.match(flag?.message ?? "", /^This may contradict "Approval of refunds"/);
      const front = vscode.window.activeTextEditor;
      assert.equal(front?.document.uri.toString(), fileUri(CODE).toString());
      assert.deepEqual([await readFile(CODE), await readFile(uri)], [changed, SPEC]);
      await compare();
      assert.deepEqual(findingsOf(uri), []);
    });

    test("out of scope is remembered, and quiet afterwards", async () => {
      await tell(findings);
      await compare();
      const seen = await decide(fileUri(CODE), "Out of scope");
      assert.deepEqual(seen.messages, []);
      assert.match(await readFile(MEMORY), /^"code\/[^"]+":true,$/m);
      assert.deepEqual(findingsOf(fileUri(CODE)), []);
      await compare();
      assert.deepEqual(findingsOf(fileUri(CODE)), []);
      assert.equal(findingsOf(uri).length, 1);
      assert.deepEqual([await readFile(CODE), await readFile(uri)], [changed, SPEC]);
    });

    test("add a section goes through a review of the whole spec", async () => {
      await tell(findings);
      await compare();
      const add = "Add a section…";
      const places: string[] = [];
      const review: Answers["review"] = (list) => {
        places.push(list.placeholder ?? "");
        return true;
      };
      await decide(fileUri(CODE), add, { review });
      await nothingWritten();
      assert.equal(places[0], vscode.workspace.asRelativePath(uri));
      assert.equal(findingsOf(fileUri(CODE)).length, 1);
      await decide(fileUri(CODE), add, { picks: ["$(check) Add this section"] });
      assert.match(
        await readFile(uri),
        /## 2\. Instant refunds of approval\n<!-- canon:system:2 status:draft -->\n\nRefunds are instant\.\n/,
      );
      assert.deepEqual(findingsOf(fileUri(CODE)), []);
    });

    test("without a model nobody is asked, and the message leads to a choice", async () => {
      const { prompts } = await tell(findings);
      await chooseModel("None");
      const seen = await withPerson({ picks: [TREE], buttons: [CHOOSE] }, () =>
        run("canon.compareChanges"),
      );
      assert.match(seen.messages.join(), /^No language model is chosen, so nothing was compared/);
      assert.ok(seen.lists[1]?.includes(MODEL_NAME), JSON.stringify(seen.lists));
      assert.deepEqual(prompts, []);
      assert.deepEqual(findingsOf(uri), []);
    });

    test("a model that went away is named as gone", async () => {
      const settings = vscode.workspace.getConfiguration("canon");
      await settings.update("languageModel", "canon-tests/gone", true);
      const seen = await compare();
      assert.match(seen.messages.join(), /The editor does not offer it any more/);
    });

    for (const [what, [answer, message]] of Object.entries(hostileAnswers())) {
      test(`an answer that ${what} is refused, and nothing is written`, async () => {
        await tell(answer);
        const seen = await compare();
        assert.match(seen.messages.join("\n"), message);
        assert.deepEqual([...findingsOf(uri), ...findingsOf(fileUri(CODE))], []);
        await nothingWritten();
      });
    }

    async function nothingWritten(): Promise<void> {
      assert.deepEqual([await readFile(CODE), await readFile(uri)], [changed, SPEC]);
      assert.equal(await exists(MEMORY), false);
    }

    function lineOf(text: string): number {
      return changed.split("\n").findIndex((line) => line.includes(text)) + 1;
    }

    function findings(prompt: string): string {
      const instant = lineOf("refundInstantly");
      return JSON.stringify({
        contradictions: [contradiction(labelOf(prompt, "Approval of refunds"))],
        unspecified: [
          {
            ...{ path: CODE, startLine: instant, endLine: instant, why: "It is new." },
            ...{ title: "Instant refunds of approval", text: "Refunds are instant." },
          },
        ],
      });
    }
  });
}

function contradiction(section: string, path = CODE): object {
  return {
    ...{ section, statement: STATEMENT, path, startLine: 3, endLine: 3, why: "It is 500 now." },
    replacement: "A refund above 500 euros waits.\n\n## Not a heading",
  };
}

function hostileAnswers(): Record<string, [(prompt: string) => string, RegExp]> {
  const one = (section: string, path?: string): string =>
    JSON.stringify({ contradictions: [contradiction(section, path)], unspecified: [] });
  const asked = (prompt: string): string => labelOf(prompt, "Approval of refunds");
  return {
    "is no JSON": [() => "I have updated the spec.", /was not used, because it is not one JSON/],
    "names a file elsewhere": [(prompt) => one(asked(prompt), "../x.ts"), /names a file/],
    "names a section that it was not shown": [() => one("S999"), /names a section/],
    "is longer than any answer": [() => " ".repeat(300_000), /because it is too long/],
    "does not end": [() => " ".repeat(1_100_000), /wrote more than any answer needs/],
  };
}

async function tell(answer: (prompt: string) => string) {
  const model = await editorModel();
  model.tell(answer);
  return model;
}
