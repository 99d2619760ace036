import assert from "node:assert/strict";
import { startAzureDevopsDouble } from "../support/azure-devops/azure-devops-double.ts";
import { startGithubDouble } from "../support/github/github-double.ts";
import { answer } from "./support/answer.ts";
import { inWindow } from "./support/open-window.ts";
import type { VsCodeWindow } from "./support/vs-code-window.ts";

const SPEC = "docs/specs/shop.md";
const TEXT = "# Shop\n\n## 1. Cart\n<!-- canon:system:cart status:todo -->\n\nHolds items.\n";

suite("a tracker behind a network", () => {
  test("is connected to by keyboard alone, and then synced with", async () => {
    const server = await startGithubDouble();
    const files = {
      "CANON.yaml": "sync:\n  system: github\n  project_key: acme/shop\n",
      [SPEC]: TEXT,
    };
    try {
      await inWindow({ files, file: SPEC }, async (window) => {
        await window.lens("not linked").first().waitFor();
        await window.runCommand("Canon: Set Credentials…");
        await window.quickPickTitle("Canon: Set Credentials").waitFor();
        await window.screenshot("credentials-1-system");
        await window.page.keyboard.press("Enter");
        await answer(window, "Enterprise Server", `${server.origin}/\\`);
        await window.screenshot("credentials-2-address-refused");
        await answer(window, "It is not an address", server.origin);
        await answer(window, "personal access token", "wrong-token");
        await said(window, "did not accept this token");
        await window.screenshot("credentials-3-token-refused");
        await answer(window, "did not accept this token", server.env["GITHUB_TOKEN"] ?? "");
        await window.notification(/Connected to GitHub at 127\.0\.0\.1/).waitFor();
        await window.screenshot("credentials-4-connected");
        await window.runCommand("Canon: Sync");
        await window.quickPickTitle("1 planned change").waitFor();
        await window.page.keyboard.press("Enter");
        await window.lens(/To do · \d+ .*✓/).waitFor();
        await window.screenshot("credentials-5-synced");
        assert.equal(server.tickets()[0]?.title, "Cart");
      });
    } finally {
      await server.close();
    }
  });

  test("is looked at by the doctor, who mends its status map", async () => {
    const server = await startAzureDevopsDouble();
    server.state.switches.process = "Scrum";
    const files = {
      "CANON.yaml": `ticket_systems:\n  board:\n    system: azure-devops\n    project: ${server.project}\nrouting:\n  - match: { default: true }\n    target: board\n`,
      [SPEC]: TEXT,
    };
    try {
      await inWindow({ files, file: SPEC }, async (window) => {
        await window.lens("not linked").first().waitFor();
        await window.runCommand("Canon: Sync");
        const question = window.page.locator(".monaco-dialog-box");
        await question.filter({ hasText: "Canon needs a credential for Azure DevOps" }).waitFor();
        await window.screenshot("doctor-1-asked");
        await question.getByRole("button", { name: "Set Credentials" }).click();
        await answer(window, "your organisation", server.env["AZURE_DEVOPS_ORG_URL"] ?? "");
        await answer(window, "personal access token", server.env["AZURE_DEVOPS_PAT"] ?? "");
        await window.notification("Connected to Azure DevOps").waitFor();
        await window.page.keyboard.press("Escape");
        await window.runCommand("Notifications: Clear All Notifications");
        await window.runCommand("Canon: Doctor");
        await window.line("It answers, and knows you").waitFor();
        const button = window.lens("Write the status_map that fits");
        await button.waitFor();
        await window.screenshot("doctor-2-report");
        await button.click();
        await window.line("system: azure-devops").waitFor();
        await window.line('in_progress: "Committed"').waitFor();
        await window.screenshot("doctor-3-mended");
      });
    } finally {
      await server.close();
    }
  });
});

async function said(window: VsCodeWindow, text: string): Promise<void> {
  await window.quickPick().filter({ hasText: text }).waitFor();
}
