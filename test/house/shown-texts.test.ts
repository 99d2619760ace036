import assert from "node:assert/strict";
import { join } from "node:path";
import { project } from "../run/run-command.ts";
import { looseTexts, textsIn } from "./shown-texts.ts";

/** The same in every language, wherever it stands. */
const EVERYWHERE = new Set([
  // Names.
  ...["Canon", "Canon: §", "Canon (§)", "Jira", "Linear", "GitHub", "Azure DevOps", "Microsoft"],
  // What the editor calls its errors, and Windows the search path.
  ...["FileNotFound", "NoPermissions", "Blocked", "NotFound", "Path"],
]);

/** Files whose literals are for somebody else, with the reason. */
const FOR_OTHERS: Readonly<Record<string, string>> = {
  "agent-tools/apply-in-editor.ts": "language models read English",
  "agent-tools/editor-tool-host.ts": "language models read English",
  "agent-tools/invoke-tool.ts": "language models read English",
  "host/page-text.ts": "HTML",
};

/** Single literals that nobody is to translate, with the reason. */
const SINGLE: Readonly<Record<string, string>> = {
  "The embedded tracker needs no credential": "a bug of ours, for the log",
  "A row was drawn before anything was read.": "a bug of ours, for the log",
  "The storage kept nothing.": "whoever stores says it in the person's words",
  Payments: "an example of a project's name",
  "§ status:": "part of a Canon comment",
  "`<!-- canon:system:key-gen status:in_progress -->`": "an example of a Canon comment",
};

const loose = looseTexts(join(project, "src/vscode"));

suite("what a person reads in the editor", () => {
  test("goes through a translation, but for names and what is for others", () => {
    const left = loose.filter(
      ({ file, text }) =>
        !EVERYWHERE.has(text) && FOR_OTHERS[file] === undefined && SINGLE[text] === undefined,
    );
    assert.deepEqual(left, []);
  });

  test("has no exception that nothing needs", () => {
    const texts = new Set(loose.map(({ text }) => text));
    const files = new Set(loose.map(({ file }) => file));
    const unused = [
      ...[...EVERYWHERE, ...Object.keys(SINGLE)].filter((text) => !texts.has(text)),
      ...Object.keys(FOR_OTHERS).filter((file) => !files.has(file)),
    ];
    assert.deepEqual(unused, []);
  });

  test("is found where it is left out, and only there", () => {
    const code = `
      import { a } from "Some Thing";
      show("Nothing was changed.");
      show(\`Open \${key} now\`);
      const label = \`$(add) \${count} more\`;
      log.info("Reading the specs");
      show(vscode.l10n.t("Open Section"), "canon.open", \`\${a}-\${b}\`);
      type Kind = "Not This";
    `;
    const found = ["Nothing was changed.", "Open § now", "$(add) § more"];
    assert.deepEqual(textsIn(code), found);
  });
});
