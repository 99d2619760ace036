import assert from "node:assert/strict";
import { startGithubDouble } from "../support/github/github-double.ts";
import { connectGithub } from "./support/connect-github.ts";
import { inWindow } from "./support/open-window.ts";
import { pictureOf } from "./support/pictures.ts";

const SPEC = "docs/specs/shop.md";
const TEXT = `# Shop

## 1. Cart
<!-- canon:system:cart status:todo -->

Holds items.

### Acceptance Criteria

- [ ] keeps items for a day
`;

suite("a pull request from the review of a plan", () => {
  test("proposes what people did to criteria in the ticket, and leaves the file as it is", async () => {
    const server = await startGithubDouble();
    const git = server.state.repositories.get("acme/shop")?.git;
    assert.ok(git !== undefined);
    const files = {
      "CANON.yaml": "sync:\n  system: github\n  project_key: acme/shop\n",
      ".git/config": `[remote "origin"]\n\turl = ${server.origin}/acme/shop.git\n`,
      [SPEC]: TEXT,
    };
    try {
      await inWindow({ files, file: SPEC }, async (window) => {
        await connectGithub(window, server);
        await window.runCommand("Canon: Sync");
        await window.quickPickTitle("1 planned change").waitFor();
        await window.page.keyboard.press("Enter");
        await window.lens(/To do · \d+ .*✓/).waitFor();
        await window.runCommand("Notifications: Clear All Notifications");
        const text = await window.readFile(SPEC);
        git.push("main", SPEC, text);
        const [issue] = server.state.issues;
        assert.ok(issue !== undefined);
        issue.body = issue.body
          .replace(
            "- [ ] keeps items for a day",
            "- [x] keeps items for two days\n- [ ] shows the sum",
          )
          .concat("\n\nAcceptance criteria:\n- can be emptied\n");
        server.state.touch(issue);

        await window.runCommand("Canon: Sync");
        await window.quickPickTitle("planned changes").waitFor();
        await window.quickPickRow("Reword").waitFor();
        await window.screenshot("pull-request-1-review");
        await pictureOf(window.quickPick(), "criteria-review");
        await window.quickPick().getByRole("button", { name: "Open a Pull Request" }).click();
        await window.notification(/Canon opened pull request \d+ in acme\/shop/).waitFor();
        await window.screenshot("pull-request-2-opened");
        assert.equal(await window.readFile(SPEC), text);
        assert.equal(git.pulls.length, 1);
        const proposed = git.files(git.pulls[0]?.head ?? "").get(SPEC) ?? "";
        assert.match(
          proposed,
          /- \[x\] keeps items for two days\n- \[ \] shows the sum\n- \[ \] can be emptied\n/,
        );
      });
    } finally {
      await server.close();
    }
  });
});
