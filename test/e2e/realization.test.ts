import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { appendFile } from "node:fs/promises";
import { join } from "node:path";
import { inWindow } from "./support/open-window.ts";
import { pictureOf } from "./support/pictures.ts";
import type { VsCodeWindow } from "./support/vs-code-window.ts";

const SPEC = "docs/specs/payments.md";
const CODE = "src/payments/retry.ts";
const HOUR_MS = 3_600_000;
const FILES = {
  "CANON.yaml": "sync:\n  system: local\n",
  ".canon/tickets/PAY-142.md": ticket("Jitter"),
  ".canon/tickets/PAY-143.md": ticket("Give up"),
  [CODE]: "export const retry = () => 1;\n",
  [SPEC]: `# Payments

## 1. Jitter
<!-- canon:ticket:local:PAY-142 -->
<!-- canon:system:jitter status:in_progress -->

Adds noise.

## 2. Give up
<!-- canon:ticket:local:PAY-143 -->
<!-- canon:system:give-up status:todo -->

After five times.
`,
};

suite("recording merged work", () => {
  const looks = [
    { name: "light", theme: "Light Modern", size: { width: 1280, height: 900 } },
    { name: "dark", theme: "Dark Modern", size: { width: 1280, height: 900 } },
    { name: "narrow", theme: "Light Modern", size: { width: 480, height: 800 } },
  ];
  for (const { name, theme, size } of looks) {
    test(`is chosen, asked about, reviewed and committed; ${name}`, () => {
      const settings = { "workbench.colorTheme": theme };
      return inWindow({ files: FILES, file: SPEC, settings, size }, async (window) => {
        if (name === "narrow") await window.runCommand("View: Close Primary Side Bar");
        await window.lens("PAY-142").first().waitFor();
        await makeMerges(window);
        await window.runCommand("Canon: Record Realization…");
        await window.quickPickTitle("3 merges of the last 30 days").waitFor();
        await window.screenshot(`realization-${name}-1-merges`);
        if (name === "light") await pictureOf(window.quickPick(), "realization-merges");
        await window.quickPickRow("#411 Retry with jitter").click();
        await window.quickPickRow("#412 Give up").click();
        await window.page.keyboard.press("Enter");

        await window.quickPickTitle("Pull request 411: ").waitFor();
        await window.screenshot(`realization-${name}-2-review`);
        if (name === "light") await pictureOf(window.quickPick(), "realization-review");
        const commit = { name: "Make the Changes and Commit Them" };
        await window.quickPick().getByRole("button", commit).click();

        await window.quickPickTitle("Pull request 412, 1 question").waitFor();
        await window.screenshot(`realization-${name}-3-question`);
        await window.page.keyboard.press("Escape");
        const text = await window.readFile(SPEC);
        assert.match(
          text,
          /status:done -->\n<!-- canon:realized-in:PR#411 src\/payments\/retry\.ts/,
        );
        assert.match(text, /system:give-up status:todo -->\n\nAfter/);
        const subject = git(window, "log", "-1", "--format=%s");
        assert.equal(subject, "docs: record realization of PR #411");
      });
    });
  }
});

function ticket(title: string): string {
  return `---\ntitle: ${title}\nstatus: in_progress\n---\n\nWords.\n`;
}

async function makeMerges(window: VsCodeWindow): Promise<void> {
  git(window, "config", "user.name", "Ines Duarte");
  git(window, "config", "user.email", "ines@example.com");
  await merge(window, 410, 50, "Say more in the log", "Nothing that a spec speaks of.");
  await merge(window, 411, 26, "Retry with jitter", "Closes PAY-142");
  await merge(window, 412, 3, "Give up after five times", "See also PAY-143.");
}

async function merge(
  window: VsCodeWindow,
  number: number,
  hoursAgo: number,
  title: string,
  body: string,
): Promise<void> {
  const branch = `work-${String(number)}`;
  git(window, "checkout", "-q", "-b", branch, "main");
  await appendFile(join(window.workspace, CODE), `// ${branch}\n`);
  git(window, "commit", "-q", "-m", title, "--", CODE);
  git(window, "checkout", "-q", "main");
  const message = `Merge pull request #${String(number)} from acme/${branch}\n\n${title}\n\n${body}`;
  const at = new Date(Date.now() - hoursAgo * HOUR_MS).toISOString();
  const env = { ...process.env, GIT_AUTHOR_DATE: at, GIT_COMMITTER_DATE: at };
  const args = ["merge", "-q", "--no-ff", "-m", message, branch];
  execFileSync("git", args, { cwd: window.workspace, env });
}

function git({ workspace }: VsCodeWindow, ...args: string[]): string {
  return execFileSync("git", args, { cwd: workspace, encoding: "utf8" }).trim();
}
