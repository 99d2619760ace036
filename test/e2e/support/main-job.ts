import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { eventually } from "./eventually.ts";
import type { VsCodeWindow } from "./vs-code-window.ts";

export const SPEC = "docs/specs/payments.md";
const HEADING = "## 2. Service Architecture";
const STATUS_BEFORE = "<!-- canon:system:2 status:in_progress -->";
const STATUS_AFTER = "<!-- canon:system:2 status:done -->";

/** The whole main job on the sample workspace, as its README tells it. */
export async function doMainJob(window: VsCodeWindow): Promise<void> {
  await window.lens("not linked").first().waitFor();
  await window.goTo(SPEC, HEADING);
  await window.screenshot("main-1-before");
  await makeTickets(window);
  const key = await linkedKey(window);
  await moveTicketByHand(window, key);
  await undoLastSync(window, key);
}

async function makeTickets(window: VsCodeWindow): Promise<void> {
  await window.runCommand("Canon: Sync");
  await window.quickPickTitle(/planned changes?/).waitFor();
  await window.screenshot("main-2-review");
  await window.page.keyboard.press("Enter");
  await window.notification(/Canon created \d+ tickets/).waitFor();
  await window.screenshot("main-3-synced");
}

async function linkedKey(window: VsCodeWindow): Promise<string> {
  const text = await window.readFile(SPEC);
  const at = text.indexOf(HEADING);
  const key = /canon:ticket:local:(\S+)/.exec(text.slice(at, at + 200))?.[1];
  assert.ok(key, `No link below ${HEADING}.`);
  await window.lens(`${key} In progress ✓`).waitFor();
  const files = await readdir(join(window.workspace, ".canon", "tickets"));
  assert.ok(files.includes(`${key}.md`), `There is no ${key}.md among ${files.join(", ")}.`);
  const hover = await window.hoverOver(HEADING);
  await hover.filter({ hasText: key }).waitFor();
  await window.screenshot("main-4-hover");
  await window.page.keyboard.press("Escape");
  return key;
}

async function moveTicketByHand(window: VsCodeWindow, key: string): Promise<void> {
  const file = `.canon/tickets/${key}.md`;
  await window.editOnDisk(file, "status: in_progress", "status: done");
  await window.lens(new RegExp(`${key} Done.*differs`)).waitFor();
  await window.screenshot("main-5-differs");
  await window.runCommand("Canon: Sync");
  await window.quickPickTitle("1 planned change").waitFor();
  await window.quickPickRow("In progress → Done").waitFor();
  await window.screenshot("main-6-review-status");
  await window.page.keyboard.press("Enter");
  await window.lens(`${key} Done ✓`).waitFor();
  await specSays(window, STATUS_AFTER);
  await window.screenshot("main-7-status-back");
}

async function undoLastSync(window: VsCodeWindow, key: string): Promise<void> {
  await window.runCommand("Canon: Undo Last Sync");
  await window.notification("Canon undid").waitFor();
  await specSays(window, STATUS_BEFORE);
  await window.lens(new RegExp(`In progress.*${key} Done.*differs`)).waitFor();
  await window.screenshot("main-8-undone");
}

/** Both the file and the editor, which takes over a changed file a moment later. */
async function specSays(window: VsCodeWindow, comment: string): Promise<void> {
  await eventually(async () => {
    assert.ok((await window.readFile(SPEC)).includes(comment), `The spec lacks ${comment}`);
  });
  await window.line(comment).first().waitFor();
}
