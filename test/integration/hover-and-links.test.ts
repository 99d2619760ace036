import assert from "node:assert/strict";
import * as vscode from "vscode";
import { fileUri, removeSpec, showSpec, writeFile } from "./support/window.ts";

const TICKET = `---
title: "<img src=x> [t](command:workbench.action.quit) ![p](https://example.com/p.png)"
status: in_review
---

## Comments
`;

const SPEC = `# Hover

## 1. Keys
<!-- canon:ticket:local:SHOP-9001 -->
<!-- canon:system:keys status:in_progress -->
<!-- canon:realized-in:PR#412 src/payments/keys.ts:2-3 -->
<!-- canon:realized-in:PR#413 src/payments/missing.ts -->
<!-- canon:realized-in:PR#414 ../outside.ts -->

- [x] One
- [ ] Two
`;

suite("hover and links", () => {
  let uri: vscode.Uri;

  setup(async () => {
    if (vscode.workspace.isTrusted) await writeFile(".canon/tickets/SHOP-9001.md", TICKET);
    uri = (await showSpec(SPEC)).document.uri;
  });

  teardown(async () => {
    await removeSpec(uri);
    if (vscode.workspace.isTrusted) {
      await vscode.workspace.fs.delete(fileUri(".canon/tickets/SHOP-9001.md"));
    }
  });

  const hoverAt = async (line: number, character: number) => {
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      "vscode.executeHoverProvider",
      uri,
      new vscode.Position(line, character),
    );
    const own = hovers.find((hover) => textOf(hover).includes("**Canon**"));
    return own === undefined ? undefined : { text: textOf(own), hover: own };
  };

  test("a heading tells status, criteria and actions", async () => {
    const found = await hoverAt(2, 4);
    assert.match(plain(found?.text), /Status in the spec: In progress/);
    assert.match(plain(found?.text), /Criteria: 1 of 2 met/);
    assert.match(found?.text ?? "", /\(command:canon\.syncSection\?/);
  });

  test("the key of a ticket is hovered for itself, the rest of the line with its comment", async () => {
    const key = await hoverAt(3, "<!-- canon:ticket:local:S".length);
    assert.deepEqual(key?.hover.range, new vscode.Range(3, 24, 3, 33));
    const comment = await hoverAt(3, 2);
    assert.deepEqual(comment?.hover.range, new vscode.Range(3, 0, 3, 37));
  });

  test("text beside a heading or comment has no hover of Canon's", async () => {
    assert.equal(await hoverAt(9, 3), undefined);
  });

  if (vscode.workspace.isTrusted) {
    test("what a ticket says is shown as text, without links, images or commands", async () => {
      const found = await hoverAt(2, 4);
      const parts = (found?.hover.contents ?? []) as vscode.MarkdownString[];
      const remote = parts.find((part) => part.value.includes("SHOP"));
      assert.ok(remote && !remote.isTrusted);
      assert.match(plain(remote.value), /Status: In review/);
      assert.doesNotMatch(remote.value, /\]\(command:|!\[p\]\(|<img\s/);
      const trusted = parts.filter((part) => part.isTrusted);
      assert.equal(trusted.length, 1);
      assert.equal(typeof trusted[0]?.isTrusted, "object");
    });
  }

  test("links lead to the ticket's file and to evidence with its lines, and nowhere else", async () => {
    const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>(
      "vscode.executeLinkProvider",
      uri,
    );
    const targets = links.map((link) => link.target?.toString() ?? "");
    assert.ok(targets.includes(fileUri(".canon/tickets/SHOP-9001.md").toString()));
    const evidence = fileUri("src/payments/keys.ts").with({ fragment: "L2-L3" });
    assert.ok(targets.includes(evidence.toString()), targets.join("\n"));
    assert.deepEqual(
      targets.filter((each) => /missing|outside/.test(each)),
      [],
    );
  });
});

function textOf(hover: vscode.Hover): string {
  return hover.contents
    .map((part) => (part instanceof vscode.MarkdownString ? part.value : ""))
    .join("\n---\n");
}

/** Undoes the editor's own escaping, so that a test reads like the hover. */
function plain(markdown = ""): string {
  return markdown.replaceAll("&nbsp;", " ").replace(/\\(.)/g, "$1");
}
