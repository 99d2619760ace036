import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import {
  connectJira,
  connectLinear,
  DESIGN,
  digestIn,
  linkedState,
  PLAN,
  STATE,
  withDesignDesk,
  type DesignDesk,
} from "./support/design-desk.ts";
import { hasNoAccessibilityTrouble, pageFrame } from "./support/axe.ts";
import { eventually } from "./support/eventually.ts";
import { inWindow } from "./support/open-window.ts";
import { pictureOf } from "./support/pictures.ts";
import type { VsCodeWindow } from "./support/vs-code-window.ts";

const TOKEN = ["gh", "p_", "a1b2".repeat(9)].join("");
const CONFIG = ".design/config.json";
const JIRA_OFF = '{ "ticket_sync": { "jira": { "enabled": false } } }\n';
const SIZE = { width: 900, height: 640 };
const THEMES = [
  "Light Modern",
  "Dark Modern",
  "Default High Contrast",
  "Default High Contrast Light",
];

suite("the digest of a design cycle", () => {
  for (const theme of THEMES) {
    test(`says in the theme "${theme}" what there is, or why there is nothing`, () =>
      withDesignDesk((desk) =>
        inWindow(
          { files: desk.files, settings: { "workbench.colorTheme": theme }, size: SIZE },
          (window) => walkThroughStates(window, desk, theme.toLowerCase().replaceAll(" ", "-")),
        ),
      ));
  }

  test("opens beside the file without the focus, once for each file, and writes nothing", () =>
    withDesignDesk(async (desk) => {
      talk(desk);
      const { files, linear, jira, keys } = desk;
      const settings = { "workbench.colorTheme": "Light Modern" };
      const size = { width: 1280, height: 620 };
      await inWindow({ files, settings, size }, async (window) => {
        await connectLinear(window, desk);
        await connectJira(window, desk);
        const page = digestIn(window);
        await window.openFile(DESIGN);
        await page.getByText("Ada Lovelace").waitFor();
        await pictureOf(window.page.locator(".monaco-workbench"), "digest");
        await window.page.keyboard.type("Typed at once. ");
        await window.line("Typed at once.").waitFor();
        assert.equal(await page.getByText(TOKEN).count(), 0);

        const asked = linear.requests.length;
        await window.runCommand("View: Toggle Primary Side Bar Visibility");
        await window.page.locator("iframe.webview.ready").waitFor({ state: "hidden" });
        await window.openFile(PLAN);
        await page.getByText("Marta Oliveira").waitFor();
        assert.equal(linear.requests.length, asked);
        await window.runCommand("View: Toggle Primary Side Bar Visibility");
        await window.openFile(DESIGN);
        await window.line("Typed at once.").waitFor();
        assert.equal(await window.page.locator("iframe.webview.ready").isVisible(), false);

        await window.runCommand("Canon: Show Ticket Digest");
        await page.getByRole("link", { name: keys.linear }).click();
        const question = window.page.locator(".monaco-dialog-box");
        await question
          .filter({ hasText: `https://linear.app/acme/issue/${keys.linear}` })
          .waitFor();
        await question.getByRole("button", { name: "Cancel" }).click();

        assert.equal(await window.page.locator(".notification-toast").count(), 0);
        const writes = [...linear.requests, ...jira.requests].filter(({ isWrite }) => isWrite);
        assert.deepEqual(writes, []);
        assert.equal(await window.readFile(STATE), linkedState(keys));
        assert.equal(existsSync(join(window.workspace, ".canon")), false);
      });
    }));

  test("stays away where a person wants it so, and where there is nothing to say", () =>
    withDesignDesk(async (desk) => {
      const files = { ...desk.files, [STATE]: "---\ncycle: ''\n---\n" };
      await inWindow({ files, size: SIZE }, async (window) => {
        await window.openFile(DESIGN);
        await window.runCommand("Canon: Show Ticket Digest");
        await digestIn(window).getByText("No design cycle is current.").waitFor();
      });
      const settings = { "canon.cycle.digest": "never" };
      await inWindow({ files: desk.files, settings, size: SIZE }, async (window) => {
        await window.openFile(DESIGN);
        await window.runCommand("Canon: Show Ticket Digest");
        await window.notification("switched off by the setting canon.cycle.digest").waitFor();
        await window.screenshot("digest-never");
        assert.equal(await window.page.locator("iframe.webview").count(), 0);
      });
      assert.equal(desk.linear.requests.length + desk.jira.requests.length, 0);
    }));

  test("asks nobody in a folder that is not trusted, and says so", () =>
    withDesignDesk(async (desk) => {
      const options = { files: desk.files, size: SIZE, trust: "restricted" } as const;
      await inWindow(options, async (window) => {
        await window.openFile(DESIGN);
        await window.runCommand("Canon: Show Ticket Digest");
        await digestIn(window).getByText("The window is in Restricted Mode").waitFor();
        await window.screenshot("digest-restricted");
      });
      assert.equal(desk.linear.requests.length, 0);
    }));

  test("says that it is reading while a tracker takes its time", () =>
    withDesignDesk((desk) =>
      inWindow({ files: desk.files, size: SIZE }, async (window) => {
        await connectLinear(window, desk);
        desk.linear.faultFor = () => ({ kind: "hang" });
        await window.openFile(DESIGN);
        await digestIn(window).getByText("Reading the tickets of the design cycle…").waitFor();
        await window.screenshot("digest-loading");
      }),
    ));

  test("can be read in a narrow window, below what needs attention", () =>
    withDesignDesk(async (desk) => {
      talk(desk);
      const files = { ...desk.files, "CANON.yaml": "sync:\n  system: local\n" };
      await inWindow({ files, size: { width: 420, height: 700 } }, async (window) => {
        await connectLinear(window, desk);
        await window.openFile(DESIGN);
        await digestIn(window).getByText("Marta Oliveira").waitFor();
        await window.screenshot("digest-narrow");
      });
    }));
});

/** From a window without credentials to one where a tracker is down, a picture of each. */
async function walkThroughStates(
  window: VsCodeWindow,
  desk: DesignDesk,
  theme: string,
): Promise<void> {
  const { linear, keys } = desk;
  const page = digestIn(window);
  const shows = async (text: string, name: string): Promise<void> => {
    await page.getByText(text).first().waitFor();
    await window.page.locator(".monaco-progress-container.active").waitFor({ state: "hidden" });
    await window.screenshot(`digest-${theme}-${name}`);
    await hasNoAccessibilityTrouble(await pageFrame(window, "main"));
  };
  const refresh = (): Promise<void> => window.runCommand("Canon: Refresh Ticket Digest");

  await window.openFile(DESIGN);
  await shows("No connection to Linear is set up.", "1-not-configured");
  await window.writeOnDisk(STATE, linkedState(keys, "cycle-8"));
  await shows('No ticket is linked to the cycle "cycle-8".', "2-not-linked");
  await window.writeOnDisk(STATE, "---\ncycle: ''\n---\n");
  await shows("No design cycle is current.", "3-no-cycle");
  await window.writeOnDisk(CONFIG, JIRA_OFF);
  await window.writeOnDisk(STATE, linkedState(keys));
  await shows("Jira is switched off by ticket_sync.jira.enabled", "4-switched-off");
  await connectLinear(window, desk);
  await shows("Nobody has commented on this ticket yet.", "5-empty");

  await connectJira(window, desk);
  await window.writeOnDisk(CONFIG, "{}\n");
  talk(desk);
  await eventually(async () => {
    await refresh();
    await page.getByText("Ada Lovelace").waitFor({ timeout: 2_000 });
  });
  await shows("Marta Oliveira", "6-comments");
  await page.getByRole("button", { name: "Show all of the comment by Jonas Weber" }).click();
  await shows("Show less", "7-expanded");

  await window.runCommand("View: Toggle Primary Side Bar Visibility");
  desk.sayInLinear("Jonas Weber", 0, "The summary is folded now.");
  await window.runCommand("Canon: Show Ticket Digest");
  await refresh();
  await shows("1 new since you last looked", "8-new");

  linear.faultFor = () => ({ kind: "status", status: 401 });
  await refresh();
  await page.getByRole("button", { name: "Set Credentials…" }).waitFor();
  await shows("Linear", "9-refused");
  linear.faultFor = () => ({ kind: "drop" });
  await refresh();
  await page.getByRole("button", { name: "Try Again" }).waitFor({ timeout: 30_000 });
  await shows("Linear", "10-unreachable");
  assert.equal(await window.page.locator(".notification-toast").count(), 0);
}

function talk(desk: DesignDesk): void {
  desk.sayInLinear(
    "Jonas Weber",
    26,
    [
      "The second step is too long on a phone. What I see there:",
      "- address, with a map that nobody asked for\n- payment\n- review",
      "Could we fold the summary in until somebody asks for it? The tests with five people last week say that most of them scroll past it without reading, and two of them looked for the button above it.",
    ].join("\n\n"),
  );
  desk.sayInLinear("Marta Oliveira", 3, `The preview runs with ${TOKEN}, please rotate it.`);
  desk.sayInJira(50, "The page is behind a flag now.", "It is on for the team.");
}
