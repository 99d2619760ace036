import assert from "node:assert/strict";
import { connectLinear, DESIGN, withDesignDesk, type DesignDesk } from "./support/design-desk.ts";
import { inWindow } from "./support/open-window.ts";
import { pictureOf } from "./support/pictures.ts";
import type { VsCodeWindow } from "./support/vs-code-window.ts";

const THEMES = ["Light Modern", "Dark Modern", "Default High Contrast"];
const SIZE = { width: 1280, height: 620 };
const VERIFIED = "---\npass: true\nblockers: 0\nmajors: 1\nminors: 2\n---\n";
const RESULTS = {
  ".design/DESIGN-VERIFICATION.md": VERIFIED,
  ".design/DESIGN-AUDIT.md": "---\ntotal_score: 24/28\n---\n",
};
const JIRA_OFF = { ".design/config.json": '{ "ticket_sync": { "jira": { "enabled": false } } }\n' };

suite("a design cycle in the editor", () => {
  for (const theme of THEMES) {
    const name = theme.toLowerCase().replaceAll(" ", "-");

    test(`is completed after a preview, in the theme "${theme}"`, () =>
      inDesignWindow(theme, JIRA_OFF, async (window, desk) => {
        await connectLinear(window, desk);
        await showsTheSwitches(window, desk, name);
        await completes(window, desk, name);
      }));

    test(`gets another ticket, and is in the report, in the theme "${theme}"`, () =>
      inDesignWindow(theme, {}, async (window, desk) => {
        await connectLinear(window, desk);
        const other = await links(window, desk, name);
        await isInTheReport(window, other, name);
      }));
  }
});

function inDesignWindow(
  theme: string,
  files: Readonly<Record<string, string>>,
  use: (window: VsCodeWindow, desk: DesignDesk) => Promise<void>,
): Promise<void> {
  const settings = { "workbench.colorTheme": theme, "canon.cycle.digest": "never" };
  return withDesignDesk((desk) =>
    inWindow({ files: { ...desk.files, ...RESULTS, ...files }, settings, size: SIZE }, (window) =>
      use(window, desk),
    ),
  );
}

/** Says how each tracker stands, and asks none of them for it. */
async function showsTheSwitches(
  window: VsCodeWindow,
  { linear, keys }: DesignDesk,
  name: string,
): Promise<void> {
  const asked = linear.requests.length;
  await window.openFile(DESIGN);
  const item = window.statusBarItem("cycle-7");
  await item.waitFor();
  await item.hover();
  const tip = window.page.locator(".monaco-hover").filter({ hasText: "Design cycle cycle-7" });
  await tip.filter({ hasText: `linear: available (${keys.linear})` }).waitFor();
  await tip.filter({ hasText: "jira: disabled by config (.design/config.json" }).waitFor();
  await window.screenshot(`cycle-${name}-tooltip`);
  assert.equal(linear.requests.length, asked);
  await window.page.mouse.move(0, 0);
}

async function completes(
  window: VsCodeWindow,
  { linear, jira, keys }: DesignDesk,
  name: string,
): Promise<void> {
  const writes = (): number =>
    [...linear.requests, ...jira.requests].filter(({ isWrite }) => isWrite).length;
  await window.runCommand("Canon: Complete Design Cycle");
  await window.quickPickTitle("Canon: complete cycle-7, verification passed").waitFor();
  await window.quickPickRow(`Linear ${keys.linear}`).waitFor();
  await window.line("24/28.").first().waitFor();
  await window.screenshot(`cycle-${name}-preview`);
  if (name === "light-modern") {
    await pictureOf(window.page.locator(".monaco-workbench"), "design-cycle");
    await window.quickPick().getByLabel("Choose another outcome").click();
    await window.quickPickRow("Shipped, in review").waitFor();
    await window.screenshot(`cycle-${name}-outcomes`);
    await window.quickPickRow("Verification passed").click();
    await window.quickPickTitle("Canon: complete cycle-7, verification passed").waitFor();
  }
  assert.equal(writes(), 0);
  await window.page.keyboard.press("Enter");
  await window.notification(`Canon moved ${keys.linear} to "Done"`).waitFor();
  await window.line("Commented:").first().waitFor();
  await window.screenshot(`cycle-${name}-done`);
  assert.deepEqual([linear.tickets()[0]?.comments.length, jira.requests.length], [1, 0]);
}

async function links(
  window: VsCodeWindow,
  { linear, keys }: DesignDesk,
  name: string,
): Promise<string> {
  const [other = ""] = linear.seed(1);
  linear.workspace.issue(other).title = "Checkout on a phone";
  await window.runCommand("Canon: Link Ticket to Design Cycle");
  await window.quickPickRow("Linear").click();
  await window.quickPick().filter({ hasText: "Key of the Linear ticket" }).waitFor();
  const input = window.quickPick().locator("input").first();
  await input.fill("not a key");
  await window.quickPick().filter({ hasText: "Write the key alone" }).waitFor();
  await window.screenshot(`cycle-${name}-link-key`);
  await input.fill(other);
  await window.page.keyboard.press("Enter");
  await window.quickPickRow("Checkout on a phone").waitFor();
  await window.screenshot(`cycle-${name}-link`);
  await window.page.keyboard.press("Enter");
  await window.notification(`in place of ${keys.linear}`).waitFor();
  assert.match(await window.readFile(".design/STATE.md"), new RegExp(`^linear: ${other}$`, "m"));
  await window.runCommand("Notifications: Clear All Notifications");
  return other;
}

async function isInTheReport(window: VsCodeWindow, key: string, name: string): Promise<void> {
  await window.runCommand("Canon: Doctor");
  await window.line(`linear: available (${key} is "Todo")`).first().waitFor();
  await window.line("jira: not_configured").first().waitFor();
  await window.screenshot(`cycle-${name}-doctor`);
}
