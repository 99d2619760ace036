import assert from "node:assert/strict";
import { startGithubDouble } from "../support/github/github-double.ts";
import { answer } from "./support/answer.ts";
import { eventually } from "./support/eventually.ts";
import { inWindow } from "./support/open-window.ts";
import { LOCAL, SPEC, SURFACE_FILES, thousandSections } from "./support/surface-files.ts";
import { pictureInThemes } from "./support/themes.ts";
import type { VsCodeWindow } from "./support/vs-code-window.ts";

const SIZE = { width: 1100, height: 720 };
const NARROW = { width: 348, height: 720 };
const TICKET = ".canon/tickets/LOCAL-1.md";
const TEXT =
  "# Search\n\n## 1. Ranking\n<!-- canon:system:ranking status:in_progress -->\n\nHits are sorted by how often people open them.\n";
const SEARCH = "docs/specs/search.md";

const GITHUB = {
  "CANON.yaml": "sync:\n  system: github\n  project_key: acme/shop\n",
  [SEARCH]: TEXT,
};

suite("what Canon asks and says, in each theme", () => {
  test("the review of a plan and what can be asked about a section", () =>
    inWindow({ files: SURFACE_FILES, file: SPEC, size: SIZE }, async (window) => {
      await window.runCommand("View: Close Primary Side Bar");
      await window.lens("≠ differs").first().waitFor();
      await ask(window, "Canon: Sync", "review", /planned changes/);
      await window.page.getByRole("button", { name: "Group by kind of change" }).click();
      await pictureInThemes(window, "review-by-kind", () =>
        window.page.getByText("New tickets").first().waitFor(),
      );
      await window.page.setViewportSize(NARROW);
      await pictureInThemes(window, "review-narrow", () =>
        window.quickPickTitle(/planned changes/).waitFor(),
      );
      await window.page.setViewportSize(SIZE);
      await closed(window);
      await window.goTo(SPEC, "## 2. Reports");
      await ask(window, "Canon: Section Actions", "section-actions", /./);
      await closed(window);
      await ask(window, "Canon: Set Status", "set-status", /set status/);
      await closed(window);
      await ask(window, "Canon: Start Work", "start-work", /start work/i);
      await closed(window);
      await window.runCommand("Canon: Link Ticket");
      await pictureInThemes(window, "link-ticket", () => window.quickPick().waitFor());
      await closed(window);
      await ask(window, "Canon: Triage", "triage", /without a section/);
      await window.quickPickRow("LOCAL-2").first().click();
      await pictureInThemes(window, "triage-place", () =>
        window.quickPickRow("Add a section").first().waitFor(),
      );
      await closed(window);
      await window.runCommand("Canon: Preview Plan");
      await pictureInThemes(window, "plan-text", () =>
        window.tab("plan").or(window.tab("Plan")).first().waitFor(),
      );
    }));

  test("what a sync says, its history, and a conflict with its merge", () =>
    inWindow(
      { files: { "CANON.yaml": LOCAL, [SEARCH]: TEXT }, file: SEARCH, size: SIZE },
      async (window) => {
        await window.runCommand("View: Close Primary Side Bar");
        await window.lens("not linked").first().waitFor();
        await window.runCommand("Canon: Sync");
        await window.quickPickTitle("1 planned change").waitFor();
        await window.page.keyboard.press("Enter");
        await pictureInThemes(window, "message-done", () =>
          window.notification("Canon created 1 ticket").waitFor(),
        );
        await window.runCommand("Notifications: Clear All Notifications");
        await window.runCommand("Canon: Show Sync History");
        await pictureInThemes(window, "history", () => window.quickPickRow(/./).first().waitFor());
        await window.page.keyboard.press("Enter");
        await pictureInThemes(window, "history-of-sync", () =>
          window.lens("Undo this sync").first().waitFor(),
        );
        await window.openFile(SEARCH);
        await window.editOnDisk(SEARCH, "how often people", "how often and how lately people");
        await window.editOnDisk(TICKET, "how often people", "how long people");
        await window.line("and how lately").first().waitFor();
        await ask(window, "Canon: Sync", "conflict", "1 Ranking");
        await window.quickPickRow("Merge the two").click();
        await window.page.locator(".merge-editor .view-line").first().waitFor();
        await pictureInThemes(window, "merge", () => window.notification("then use it").waitFor());
      },
    ));

  test("set-up, step by step, and what stands in for a configuration", () =>
    inWindow({ files: { [SEARCH]: TEXT }, file: SEARCH, size: SIZE }, async (window) => {
      await window.lens("not linked").first().waitFor();
      await window.runCommand("Canon: Sync");
      await pictureInThemes(window, "message-no-config", () =>
        window.notification("There is no CANON.yaml").waitFor(),
      );
      await window.runCommand("Notifications: Clear All Notifications");
      await window.runCommand("Canon: Set Up");
      await pictureInThemes(window, "set-up-tracker", () =>
        window.quickPickRow("Embedded tracker").waitFor(),
      );
      await window.page.keyboard.press("Enter");
      await pictureInThemes(window, "set-up-project", () =>
        window.quickPick().getByText("Word before the numbers").first().waitFor(),
      );
      await window.page.keyboard.press("Enter");
      await pictureInThemes(window, "set-up-specs", () =>
        window.quickPickRow("specs").first().waitFor(),
      );
      await window.page.keyboard.press("Enter");
      await pictureInThemes(window, "set-up-review", () =>
        window.quickPickRow("Write CANON.yaml").waitFor(),
      );
    }));

  test("the plan of an agent, which the editor asks about before the review opens", () =>
    inWindow(
      {
        files: { "CANON.yaml": LOCAL, [SEARCH]: TEXT },
        file: SEARCH,
        size: SIZE,
        settings: { "canon.agent.enabled": true },
      },
      async (window) => {
        await window.runCommand("View: Close Primary Side Bar");
        await window.lens("not linked").first().waitFor();
        await window.runCommand("Canon Tests: Apply a Plan");
        const dialog = window.page.locator(".monaco-dialog-box");
        await pictureInThemes(window, "agent-confirmation", () =>
          dialog.filter({ hasText: "Review 1 change of Canon?" }).waitFor(),
        );
        assert.match(await dialog.innerText(), /Ranking[^]*A review of these changes opens next/);
        await window.page.keyboard.press("Enter");
        await pictureInThemes(window, "agent-review", () =>
          window.quickPickTitle("1 planned change").waitFor(),
        );
        await window.page.keyboard.press("Escape");
        assert.equal(await window.readFile(SEARCH), TEXT);
      },
    ));

  test("sign-in, and a token that is refused", async () => {
    const server = await startGithubDouble();
    try {
      await inWindow({ files: GITHUB, file: SEARCH, size: SIZE }, async (window) => {
        await window.lens("not linked").first().waitFor();
        await window.runCommand("Canon: Sync");
        const question = window.page.locator(".monaco-dialog-box");
        await pictureInThemes(window, "question-credential", () => question.waitFor());
        await question.getByRole("button", { name: "Set Credentials" }).click();
        await pictureInThemes(window, "sign-in-address", () =>
          window.quickPick().filter({ hasText: "Enterprise Server" }).waitFor(),
        );
        await answer(window, "Enterprise Server", server.origin);
        await answer(window, "personal access token", "wrong-token");
        await pictureInThemes(window, "sign-in-refused", () =>
          window.quickPick().filter({ hasText: "did not accept this token" }).waitFor(),
        );
      });
    } finally {
      await server.close();
    }
  });

  test("a configuration that cannot be read", () => {
    const files = { "CANON.yaml": "sync:\n  system: [local\n", [SEARCH]: TEXT };
    return inWindow({ files, file: SEARCH, size: SIZE }, async (window) => {
      await window.lens("not linked").first().waitFor();
      await window.runCommand("Canon: Sync");
      await pictureInThemes(window, "message-error", () =>
        window.notification(/CANON\.yaml:\d+/).waitFor(),
      );
    });
  });

  test("the review of a thousand changes", () =>
    inWindow({ files: thousandSections(), file: SPEC, size: SIZE }, async (window) => {
      await window.lens("not linked").first().waitFor();
      await window.runCommand("Canon: Sync");
      await window.quickPickTitle("planned changes").waitFor();
      await pictureInThemes(window, "review-1000", () =>
        window.quickPickRow(/./).first().waitFor(),
      );
    }));
});

/** Runs a command and takes pictures of the list that it opens. */
async function ask(
  window: VsCodeWindow,
  command: string,
  surface: string,
  title: string | RegExp,
): Promise<void> {
  await window.runCommand(command);
  await pictureInThemes(window, surface, () => window.quickPickTitle(title).waitFor());
}

async function closed(window: VsCodeWindow): Promise<void> {
  await eventually(async () => {
    await window.page.keyboard.press("Escape");
    await window.quickPick().waitFor({ state: "hidden", timeout: 1_000 });
  });
}
