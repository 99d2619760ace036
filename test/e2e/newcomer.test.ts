import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { startLinearDouble, type LinearDouble } from "../support/linear/linear-double.ts";
import { digestIn } from "./support/design-desk.ts";
import { eventually } from "./support/eventually.ts";
import { extensionErrors } from "./support/extension-errors.ts";
import { Keyboard } from "./support/keyboard.ts";
import { inWindow } from "./support/open-window.ts";
import type { VsCodeWindow } from "./support/vs-code-window.ts";

const SPEC = "docs/specs/search.md";
const CODE = "src/search.ts";
const FILES = {
  "README.md": "# Shop\n",
  [CODE]: "export const search = (words: string) => words.split(' ');\n",
  ".design/STATE.md": "---\ncycle: cycle-7\n---\n\n# State\n",
  ".design/DESIGN.md": "# Search\n\nOne box, one list.\n",
};

suite("the first minutes of somebody new", () => {
  test("lead by keyboard from nothing to a realized section, without a dead end", async () => {
    const linear = await startLinearDouble();
    try {
      await inWindow({ files: FILES }, async (window) => {
        const began = Date.now();
        const errors = extensionErrors(window.page);
        const keys = new Keyboard(window);
        await setsUp(window, keys, linear);
        await writesASpec(window, keys);
        const key = await syncs(window, keys, linear);
        await decidesAConflict(window, keys, linear, key);
        await readsTheDigest(window, keys, linear, key);
        await recordsTheMerge(window, keys, linear, key);
        const seconds = Math.round((Date.now() - began) / 1000);
        process.stdout.write(`          from nothing to a realized section in ${seconds} s\n`);
        assert.deepEqual(errors, []);
        assert.equal(
          await window.page.locator(".notification-list-item .codicon-error").count(),
          0,
        );
      });
    } finally {
      await linear.close();
    }
  });
});

async function setsUp(window: VsCodeWindow, keys: Keyboard, linear: LinearDouble): Promise<void> {
  await keys.command("Canon: Set Up");
  await keys.choose("Set Up", "Linear");
  await keys.choose("Set Up", "Sign in to Linear");
  await keys.answer("Address of Linear", linear.url);
  await keys.answer("API key", linear.apiKey);
  await keys.answer("Key of the Linear team", "ENG");
  await keys.choose("Set Up", "docs/specs/*.md");
  await keys.choose("Set Up", "Write CANON.yaml");
  await window.notification("Canon is set up").waitFor();
  await window.screenshot("newcomer-1-set-up");
  assert.match(await window.readFile("CANON.yaml"), /system: linear/);
}

async function writesASpec(window: VsCodeWindow, keys: Keyboard): Promise<void> {
  await keys.command("Canon: New Spec");
  await keys.answer("What is the spec about?", "Search");
  await window.tab("search.md").waitFor();
  await window.lens("Draft · not linked").waitFor();
  await keys.type("Articles are found by their words.");
  await keys.command("Canon: Set Status");
  await keys.choose(/Canon: set status/, "To do");
  await window.lens("To do · not linked").waitFor();
  await keys.press("ControlOrMeta+S");
  await window.screenshot("newcomer-2-spec");
}

/** Gives back the key of the ticket. */
async function syncs(window: VsCodeWindow, keys: Keyboard, linear: LinearDouble): Promise<string> {
  await keys.command("Canon: Sync");
  await window.quickPickTitle("1 planned change").waitFor();
  await window.screenshot("newcomer-3-plan");
  await keys.press("Enter");
  await window.lens(/To do · ENG-\d+ Todo ✓/).waitFor();
  const [ticket] = linear.tickets();
  assert.ok(ticket !== undefined);
  assert.equal(linear.tickets().length, 1);
  return ticket.key;
}

async function decidesAConflict(
  window: VsCodeWindow,
  keys: Keyboard,
  linear: LinearDouble,
  key: string,
): Promise<void> {
  linear.move(key, "In Progress");
  await keys.command("Canon: Set Status");
  await keys.choose(/Canon: set status/, "Done");
  await window.lens("Done · ").waitFor();
  await keys.press("ControlOrMeta+S");
  await keys.command("Canon: Sync");
  await window.quickPick().filter({ hasText: "Keep the ticket's" }).waitFor();
  await window.screenshot("newcomer-4-conflict");
  await keys.press("Enter");
  await window.quickPickTitle("1 planned change").waitFor();
  await keys.press("Enter");
  await window.lens(/In progress · ENG-\d+ In Progress ✓/).waitFor();
}

async function readsTheDigest(
  window: VsCodeWindow,
  keys: Keyboard,
  linear: LinearDouble,
  key: string,
): Promise<void> {
  linear.workspace.issue(key).comments.push({
    id: randomUUID(),
    body: "Shall plurals be found as well?",
    createdAt: new Date().toISOString(),
    user: { id: randomUUID(), name: "Grace Hopper" },
  });
  await keys.command("Canon: Link Ticket to Design Cycle");
  await keys.choose("not linked", "Linear");
  await keys.choose("Enter another key", key);
  await window.quickPick().filter({ hasText: "Leave everything as it is" }).waitFor();
  await window.screenshot("newcomer-5-cycle");
  await keys.press("Enter");
  await eventually(async () => {
    assert.match(await window.readFile(".design/STATE.md"), new RegExp(`linear: ${key}`));
  });
  await keys.open(".design/DESIGN.md");
  await digestIn(window).getByText("Shall plurals be found as well?").waitFor();
  await window.screenshot("newcomer-6-digest");
}

async function recordsTheMerge(
  window: VsCodeWindow,
  keys: Keyboard,
  linear: LinearDouble,
  key: string,
): Promise<void> {
  const git = (...args: string[]): void => {
    const who = ["-c", "user.name=Ada", "-c", "user.email=ada@example.com"];
    execFileSync("git", [...who, ...args], { cwd: window.workspace, stdio: "ignore" });
  };
  git("add", "-A");
  git("commit", "-qm", "Specify the search");
  git("checkout", "-q", "-b", "search");
  await window.appendOnDisk(CODE, "export const find = search;\n");
  git("commit", "-qam", "Find articles");
  git("checkout", "-q", "-");
  const message = `Merge pull request #7 from acme/search\n\nFind articles\n\nCloses ${key}`;
  git("merge", "-q", "--no-ff", "-m", message, "search");
  await keys.open(SPEC);
  await keys.command("Canon: Record Realization…");
  await window.quickPickTitle("1 merge of the last 30 days").waitFor();
  await keys.press("ArrowDown", "Space");
  await keys.press("Enter");
  await window.quickPickTitle("Pull request 7").waitFor();
  await window.screenshot("newcomer-7-realization");
  await keys.press("Enter");
  await eventually(async () => {
    assert.match(await window.readFile(SPEC), /canon:realized-in:PR#7 src\/search\.ts/);
    assert.equal(linear.tickets()[0]?.comments.length, 2);
  });
  await window.screenshot("newcomer-8-done");
}
