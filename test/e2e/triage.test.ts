import assert from "node:assert/strict";
import { eventually } from "./support/eventually.ts";
import { inWindow } from "./support/open-window.ts";
import { pictureOf } from "./support/pictures.ts";
import type { VsCodeWindow } from "./support/vs-code-window.ts";

const SPEC = "docs/specs/payments.md";
const TEXT = `# Payments

## 1. Key Generation
<!-- canon:ticket:local:PAY-1 -->
<!-- canon:system:1 status:in_progress -->

Keys are made from the body of a request and the merchant.

## 2. Webhook Signatures
<!-- canon:system:2 status:draft -->

Each webhook is signed, so that a receiver can tell who sent it.

## 3. Retries
<!-- canon:system:3 status:draft -->

A payment that failed is tried again after a while.
`;

const FILES = {
  "CANON.yaml": "sync:\n  system: local\n",
  [SPEC]: TEXT,
  ".canon/tickets/PAY-1.md": ticket("Key generation", "in_progress", "Keys for payments."),
  ".canon/tickets/PAY-2.md": ticket("Sign each webhook", "todo", "Receivers ask who sent it."),
  ".canon/tickets/PAY-3.md": ticket(
    "Refund a payment in part",
    "in_progress",
    "The shop asks for money to go back.\n\n## Steps\n\n- [x] ask for the amount\n- [ ] give the money back",
  ),
  ".canon/tickets/PAY-4.md": ticket("Order new chairs", "todo", "The old ones creak."),
};

const LIGHT = { "workbench.colorTheme": "Light Modern" };

function ticket(title: string, status: string, text: string): string {
  return `---\ntitle: ${title}\nstatus: ${status}\n---\n\n${text}\n`;
}

suite("tickets without a section", () => {
  test("are counted in the view, and each finds its place", () =>
    inWindow({ files: FILES, file: SPEC, settings: LIGHT }, async (window) => {
      await window.lens("not linked").first().waitFor();
      await openView(window);
      await row(window, "Tickets without a section").waitFor();
      await row(window, "PAY-3 Refund a payment in part").waitFor();
      await window.screenshot("triage-view");

      await window.runCommand("Canon: Triage");
      await window.quickPickTitle("3 tickets without a section").waitFor();
      await window.screenshot("triage-list");
      await pictureOf(window.quickPick(), "triage");
      await window.quickPickRow("PAY-3 Refund a payment in part").click();
      await window.quickPickRow("Add a section").first().waitFor();
      await window.screenshot("triage-choices");
      await window.quickPickRow("Add a section").first().click();
      await window.quickPickRow("Add this section").waitFor();
      await window.line("## 4. Refund a payment in part").first().waitFor();
      await window.screenshot("triage-preview");
      assert.equal(await window.readFile(SPEC), TEXT);

      await window.quickPickRow("Add this section").click();
      await window.notification(/Canon made 1/).waitFor();
      await eventually(async () => {
        const added = (await window.readFile(SPEC)).slice(TEXT.length);
        assert.equal(added, ADDED);
      });
      await row(window, "PAY-3").waitFor({ state: "detached" });
      await window.screenshot("triage-added");
    }));

  test("are linked to a section that is there, or put out of scope, without a message", () =>
    inWindow({ files: FILES, file: SPEC }, async (window) => {
      await window.lens("not linked").first().waitFor();
      await openView(window);
      await row(window, "PAY-2 Sign each webhook").click();
      await window.quickPickRow("Webhook Signatures").click();
      await window.quickPickTitle("2 tickets without a section").waitFor();
      await window.quickPickRow("PAY-4 Order new chairs").click();
      await window.quickPickTitle("PAY-4 Order new chairs").waitFor();
      await window.quickPickRow("Out of scope").click();
      await window.quickPickTitle("1 ticket without a section").waitFor();
      await window.page.keyboard.press("Escape");
      await row(window, "PAY-4").waitFor({ state: "detached" });
      const text = await window.readFile(SPEC);
      assert.match(text, /## 2\. Webhook Signatures\n<!-- canon:ticket:local:PAY-2 -->\n/);
      const remembered = await window.readFile(".canon/triage.json");
      assert.match(remembered, /^"local:PAY-4":true,$/m);
      assert.equal(await window.notification(/./).count(), 0);
      await window.screenshot("triage-scope");
    }));
});

const ADDED = `
## 4. Refund a payment in part
<!-- canon:ticket:local:PAY-3 -->
<!-- canon:system:4 status:in_progress -->

The shop asks for money to go back.

**Steps**

- [x] ask for the amount
- [ ] give the money back
`;

async function openView(window: VsCodeWindow): Promise<void> {
  await window.page.locator(".activitybar .action-item", { has: icon(window) }).click();
  await window.page.mouse.move(0, 0);
}

function icon(window: VsCodeWindow) {
  return window.page.locator("a[aria-label^='Canon']");
}

function row(window: VsCodeWindow, text: string) {
  return window.pane("Needs Attention").locator(".monaco-list-row").filter({ hasText: text });
}
