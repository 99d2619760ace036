import assert from "node:assert/strict";
import { Keyboard } from "./support/keyboard.ts";
import { inWindow } from "./support/open-window.ts";

const SPEC = "docs/specs/search.md";
const SECTION = "## 1. Index\n<!-- canon:system:1 status:todo -->\n";
const STATUSES = [
  ["Done", "done"],
  ["To do", "todo"],
  ["Done", "done"],
] as const;
const LOCAL = "sync:\n  system: local\n";

suite("what Canon shows when things are not as usual", () => {
  test("a broken configuration is named with its file and line, and nothing is synced", () =>
    inWindow(
      {
        files: { "CANON.yaml": "sync:\n  system: [local\n", [SPEC]: `# S\n\n${SECTION}` },
        file: SPEC,
      },
      async (window) => {
        await window.lens("not linked").waitFor();
        await window.runCommand("Canon: Sync");
        await window.notification(/CANON\.yaml:\d+/).waitFor();
        await window.screenshot("state-broken-config");
        await window
          .notification(/CANON\.yaml:\d+/)
          .getByText("Open CANON.yaml")
          .click();
        await window.tab("CANON.yaml").waitFor();
        await window.page.locator(".squiggly-error").first().waitFor();
        await window.screenshot("state-broken-config-opened");
        assert.ok(!(await window.readFile(SPEC)).includes("canon:ticket"));
      },
    ));

  test("a workspace without configuration is led through the set-up", () =>
    inWindow({ files: { [SPEC]: `# S\n\n${SECTION}` }, file: SPEC }, async (window) => {
      await window.lens("not linked").waitFor();
      await window.runCommand("Canon: Sync");
      await window.notification("There is no CANON.yaml").waitFor();
      await window.screenshot("state-no-config");
      await window.notification("There is no CANON.yaml").getByText("Set Up Canon").click();
      await window.quickPickRow("Embedded tracker").waitFor();
    }));

  test("a spec without sections has no lens and is in step", () =>
    inWindow(
      { files: { "CANON.yaml": LOCAL, [SPEC]: "# Nothing here yet\n" }, file: SPEC },
      async (window) => {
        await window.statusBarItem("Canon 0/0 done").waitFor();
        assert.equal(await window.lenses().count(), 0);
        await window.runCommand("Canon: Sync");
        await window.statusBarItem("Nothing to do").waitFor();
        await window.screenshot("state-empty");
      },
    ));

  test("an untrusted folder is shown but never synced", () =>
    inWindow(
      {
        files: { "CANON.yaml": LOCAL, [SPEC]: `# S\n\n${SECTION}` },
        file: SPEC,
        trust: "restricted",
      },
      async (window) => {
        await window.lens("not linked").waitFor();
        await window.searchCommands("Canon: Sync");
        await window.quickPickRow("Canon: Show Sync History").waitFor();
        assert.equal(await window.quickPickRow("Canon: Sync").count(), 0);
        await window.screenshot("state-restricted");
      },
    ));

  test("a status that is set while the spec is being saved is not lost", () =>
    inWindow(
      { files: { "CANON.yaml": LOCAL, [SPEC]: `# S\n\n${SECTION}` }, file: SPEC },
      async (window) => {
        const keys = new Keyboard(window);
        await window.lens("To do · not linked").waitFor();
        await window.goTo(SPEC, "## 1. Index");
        for (const [name, status] of STATUSES) {
          await keys.command("Canon: Set Status");
          await keys.choose(/Canon: set status/, name);
          // A save of the former text is under way when the status is written, and both are as long.
          await keys.press("ControlOrMeta+S");
          await window.lens(`${name} · not linked`).waitFor();
          assert.match(await window.readFile(SPEC), new RegExp(`status:${status} `));
        }
      },
    ));

  test("a spec of 1,000 sections has lenses from the first heading to the last", () => {
    const sections = Array.from(
      { length: 1000 },
      (_, index) =>
        `## ${index + 1}. Section\n<!-- canon:system:${index + 1} status:todo -->\n\nText.\n`,
    );
    const files = { "CANON.yaml": LOCAL, [SPEC]: `# Long\n\n${sections.join("\n")}` };
    return inWindow({ files, file: SPEC }, async (window) => {
      await window.lens("To do · not linked").first().waitFor();
      await window.goTo(SPEC, "## 1000. Section");
      await window.lens("To do · not linked").first().waitFor();
      await window.page.keyboard.press("ControlOrMeta+End");
      await window.page.keyboard.type("\n## One more\n");
      await window.lens("Draft · not linked").waitFor();
      await window.screenshot("state-1000-sections");
    });
  });
});
