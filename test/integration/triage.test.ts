import assert from "node:assert/strict";
import * as vscode from "vscode";
import { withPerson } from "./support/person.ts";
import {
  exists,
  fileUri,
  readFile,
  removeSpec,
  run,
  showSpec,
  writeFile,
} from "./support/window.ts";

const TICKET = ".canon/tickets/SHOP-900.md";
const MEMORY = ".canon/triage.json";
const NAME = "SHOP-900 Refund in part";
const SPEC =
  "# Triage\n\n## 1. Retries\n<!-- canon:system:1 status:draft -->\n\nAgain and again.\n";
const LINK = "<!-- canon:ticket:local:SHOP-900 -->";

if (vscode.workspace.isTrusted) {
  suite("triage in the editor", () => {
    let uri: vscode.Uri;

    setup(async () => {
      uri = (await showSpec(SPEC)).document.uri;
      await writeFile(
        TICKET,
        "---\ntitle: Refund in part\nstatus: todo\n---\n\nMoney goes back.\n",
      );
    });

    teardown(async () => {
      await removeSpec(uri);
      await vscode.workspace.fs.delete(fileUri(TICKET));
      if (await exists(MEMORY)) await vscode.workspace.fs.delete(fileUri(MEMORY));
    });

    const place = (): string => uri.path.slice(uri.path.lastIndexOf("/docs/") + 1);

    test("adds a section that was shown first", async () => {
      let preview = "";
      let before = "";
      const seen = await withPerson(
        {
          picks: [
            NAME,
            "$(add) Add a section elsewhere…",
            "1 Retries",
            "$(check) Add this section",
          ],
          review: async (list) => {
            if (list.placeholder === place()) {
              before = await readFile(uri);
              preview = vscode.workspace.textDocuments
                .filter((document) => document.uri.scheme === "canon-plan")
                .map((document) => document.getText())
                .join("");
            }
            return true;
          },
        },
        () => run("canon.triage"),
      );
      assert.ok(
        seen.lists[0]?.some((row) => row.startsWith(NAME)),
        JSON.stringify(seen.lists),
      );
      assert.equal(before, SPEC);
      assert.match(preview, /## 2\. Refund in part/);
      assert.equal(
        await readFile(uri),
        `${SPEC}\n## 2. Refund in part\n${LINK}\n<!-- canon:system:2 status:todo -->\n\nMoney goes back.\n`,
      );
      assert.deepEqual(seen.messages, ["Canon made 1 edit in specs."]);
    });

    test("links a ticket that its row names, and writes nothing when the person turns away", async () => {
      const folder = vscode.workspace.workspaceFolders?.[0]?.uri.toString();
      const name = { folder, ticket: "local:SHOP-900" };
      await withPerson({}, () => run("canon.triage", name));
      assert.equal(await readFile(uri), SPEC);
      const seen = await withPerson(
        { picks: ["$(link) Link to another section…", "1 Retries"] },
        () => run("canon.triage", name),
      );
      assert.match(await readFile(uri), /## 1\. Retries\n<!-- canon:ticket:local:SHOP-900 -->\n/);
      assert.deepEqual(seen.messages, []);
    });

    test("puts a ticket out of scope and shows it no more", async () => {
      await withPerson({ picks: [NAME, "$(circle-slash) Out of scope"] }, () =>
        run("canon.triage"),
      );
      assert.match(await readFile(MEMORY), /^"local:SHOP-900":true,$/m);
      const seen = await withPerson({}, () => run("canon.triage"));
      assert.ok(!seen.lists.flat().some((row) => row.startsWith(NAME)));
    });

    test("takes an argument that names nothing for none", async () => {
      const seen = await withPerson({}, () => run("canon.triage", { folder: 7, ticket: "x" }));
      assert.ok(seen.lists[0]?.some((row) => row.startsWith(NAME)));
    });

    test("shows its view without a complaint", async () => {
      const seen = await withPerson({}, () => run("canon.attention.focus"));
      assert.deepEqual(seen.messages, []);
    });
  });
}
