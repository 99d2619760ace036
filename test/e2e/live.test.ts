import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { startGithubDouble } from "../support/github/github-double.ts";
import { connectGithub } from "./support/connect-github.ts";
import { inWindow } from "./support/open-window.ts";
import { VsCodeWindow } from "./support/vs-code-window.ts";

const SPEC = "docs/specs/shop.md";
const CART = "# Shop\n\n## 1. Cart\n<!-- canon:system:cart status:todo -->\n\nHolds items.\n";

suite("tickets that stay up to date by themselves", () => {
  test("two windows on a folder ask once, and a checkout is noticed", async () => {
    const server = await startGithubDouble();
    const [sent] = server.seed(1);
    const sends = `\n## 2. Sending\n<!-- canon:ticket:github:${sent} -->\n<!-- canon:system:sending status:todo -->\n`;
    const files = {
      "CANON.yaml": "sync:\n  system: github\n  project_key: acme/shop\n",
      [SPEC]: CART,
    };
    try {
      await inWindow({ files, file: SPEC }, async (window) => {
        await connectGithub(window, server);
        await window.runCommand("Canon: Sync");
        await window.quickPickTitle("1 planned change").waitFor();
        await window.page.keyboard.press("Enter");
        await window.lens(/To do · \d+ .*✓/).waitFor();
        await window.runCommand("Notifications: Clear All Notifications");

        const asked = server.requests.length;
        const second = await anotherWindow(window);
        await second.lens(/To do · \d+ .*✓/).waitFor();
        assert.equal(server.requests.length, asked, "the second window asked again");

        const issue = server.state.issues.find(({ title }) => title === "Cart");
        assert.ok(issue !== undefined);
        issue.state = "closed";
        server.state.touch(issue);
        await window.page.bringToFront();
        await window.runCommand("Canon: Refresh Tickets");
        await window.lens("differs").waitFor();
        const refreshed = server.requests.length;
        await second.lens("differs").waitFor();
        await second.page.close();
        assert.equal(server.requests.length, refreshed, "the other window asked as well");

        await window.statusBarItem("Canon 0/1 done").hover();
        const tip = window.page.locator(".monaco-hover").filter({ hasText: "Tickets read at" });
        await tip.getByText(/Requests for them in the last hour: \d+ of 60/).waitFor();
        await tip.getByText(/Next look at/).waitFor();
        await window.screenshot("live-1-budget");

        const git = (...args: string[]): void => {
          const who = ["-c", "user.name=Ada", "-c", "user.email=ada@example.com"];
          execFileSync("git", [...who, ...args], { cwd: window.workspace, stdio: "ignore" });
        };
        git("commit", "-qam", "Link the cart");
        const main = execFileSync("git", ["branch", "--show-current"], { cwd: window.workspace });
        git("checkout", "-q", "-b", "sending");
        await window.appendOnDisk(SPEC, sends);
        git("commit", "-qam", "Send");
        await window.lens(new RegExp(`To do · ${sent} .*✓`)).waitFor();
        const before = server.requests.length;
        git("checkout", "-q", main.toString().trim());
        await window.lens(/To do · \d+ .*≠ differs/).waitFor();
        await window.lens(new RegExp(`· ${sent} `)).waitFor({ state: "detached" });
        assert.ok(server.requests.every(({ isWrite }, index) => index < before || !isWrite));
        await window.screenshot("live-2-checkout");
      });
    } finally {
      await server.close();
    }
  });
});

/** The same folder in a window of its own, with an extension host of its own. */
async function anotherWindow(window: VsCodeWindow): Promise<VsCodeWindow> {
  const page = await window.page.context().newPage();
  const other = new VsCodeWindow(page, window.workspace, (changes) =>
    window.changeSettings(changes),
  );
  await other.open(window.page.url());
  return other;
}
