import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { COMMAND_IDS } from "../../src/vscode/commands/command-ids.ts";

interface MenuEntry {
  readonly command?: string;
  readonly submenu?: string;
  readonly when?: string;
}

interface WalkthroughStep {
  readonly description: string;
  readonly media: { readonly svg: string; readonly altText: string };
  readonly completionEvents: readonly string[];
}

interface Manifest {
  readonly activationEvents: readonly string[];
  readonly contributes: {
    readonly commands: readonly { command: string; title: string; category: string }[];
    readonly menus: Readonly<Record<string, readonly MenuEntry[]>>;
    readonly submenus: readonly { id: string; label: string }[];
    readonly keybindings: readonly { command: string; key: string; mac: string; when?: string }[];
    readonly viewsWelcome: readonly { view: string; contents: string; when?: string }[];
    readonly walkthroughs: readonly { steps: readonly WalkthroughStep[] }[];
    readonly configuration: { readonly properties: Readonly<Record<string, { scope: string }>> };
  };
  readonly capabilities: {
    readonly untrustedWorkspaces: { supported: string; restrictedConfigurations: string[] };
  };
}

const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../${name}`, import.meta.url), "utf8"));
const manifest = read("package.json") as Manifest;
const texts = read("package.nls.json") as Readonly<Record<string, string>>;
const { commands, menus, configuration } = manifest.contributes;

suite("the commands of the manifest", () => {
  test("are the ones that the extension registers, each once", () =>
    assert.deepEqual(commands.map(({ command }) => command).sort(), [...COMMAND_IDS].sort()));

  test("stand under one category with a title", () => {
    for (const { command, category, title } of commands) {
      assert.equal(category, "Canon", command);
      assert.ok(texts[title.slice(1, -1)], `${command} has no title`);
    }
  });

  test("are the only ones that menus name", () => {
    const known = new Set<string>(COMMAND_IDS);
    const submenus = new Set(manifest.contributes.submenus.map(({ id }) => id));
    for (const { command, submenu } of Object.values(menus).flat()) {
      if (submenu === undefined) assert.ok(known.has(command ?? ""), command);
      else assert.ok(submenus.has(submenu) && submenu in menus, submenu);
    }
  });

  test("that write are hidden from the palette of a restricted window", () => {
    const writing = COMMAND_IDS.filter((id) => /sync|create|link|setStatus|undo/i.test(id));
    for (const id of writing) {
      const entry = menus["commandPalette"]?.find(({ command }) => command === id);
      assert.match(entry?.when ?? "", /isWorkspaceTrusted|^false$/, id);
    }
  });

  test("that only a lens can call are hidden from the palette", () => {
    const entry = menus["commandPalette"]?.find(({ command }) => command === "canon.openSection");
    assert.equal(entry?.when, "false");
  });
});

suite("what leads newcomers", () => {
  const [walkthrough, ...others] = manifest.contributes.walkthroughs;
  const commandsIn = (key: string): string[] => {
    const text = texts[key.slice(1, -1)] ?? "";
    return [...text.matchAll(/\(command:([\w.]+)\)/g)].map((match) => match[1] ?? "");
  };

  test("is one walkthrough, with a picture and an action in each step", () => {
    assert.deepEqual(others, []);
    assert.equal(walkthrough?.steps.length, 4);
    for (const { description, media } of walkthrough.steps) {
      assert.ok(commandsIn(description).length > 0, description);
      const svg = readFileSync(new URL(`../../${media.svg}`, import.meta.url), "utf8");
      // The editor fills in its theme; nothing is loaded from elsewhere, and nothing runs.
      assert.match(svg, /var\(--vscode-foreground/);
      assert.doesNotMatch(svg, /href|<script|url\(|\son\w+=/);
      assert.ok(texts[media.altText.slice(1, -1)], media.svg);
    }
  });

  test("is done by facts that the extension really tells the editor of", () => {
    const told = sources().join("\n");
    for (const event of walkthrough?.steps.flatMap((step) => step.completionEvents) ?? []) {
      const name = event.replace("onContext:", "");
      assert.ok(told.includes(`"${name}"`), event);
    }
  });

  test("leads to commands that are there", () => {
    const known = new Set<string>(COMMAND_IDS);
    const keys = [
      ...(walkthrough?.steps.map(({ description }) => description) ?? []),
      ...manifest.contributes.viewsWelcome.map(({ contents }) => contents),
    ];
    for (const id of keys.flatMap(commandsIn)) {
      assert.ok(known.has(id) || /^(?:workbench|vscode)\./.test(id), id);
    }
  });

  test("is few shortcuts, in specs only, the same on a Mac", () => {
    const { keybindings } = manifest.contributes;
    assert.ok(keybindings.length <= 4);
    for (const { command, key, mac, when } of keybindings) {
      assert.ok(new Set<string>(COMMAND_IDS).has(command), command);
      assert.match(when ?? "", /canon\.specIsActive && editorTextFocus/);
      assert.equal(mac, key.replace("ctrl", "cmd"));
    }
  });
});

function sources(): string[] {
  const folder = new URL("../../src/vscode/", import.meta.url);
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return names
    .filter((name) => name.endsWith(".ts"))
    .map((name) => readFileSync(new URL(name, folder), "utf8"));
}

/** What no translation may touch: where links lead, code, and the ends of lines. */
function fixedParts(text: string): readonly string[] {
  return (text.match(/\]\([^)]*\)|`[^`]*`|\n/g) ?? []).sort();
}

suite("the rest of the manifest", () => {
  test("uses every text of package.nls.json and no other", () => {
    const source = readFileSync(new URL("../../package.json", import.meta.url), "utf8");
    const used = new Set([...source.matchAll(/"%([\w.]+)%"/g)].map((match) => match[1] ?? ""));
    assert.deepEqual([...used].sort(), Object.keys(texts).sort());
  });

  test("says the same in German, with the same links and words of code", () => {
    const german = read("package.nls.de.json") as Readonly<Record<string, string>>;
    assert.deepEqual(Object.keys(german), Object.keys(texts));
    for (const [key, text] of Object.entries(texts)) {
      assert.deepEqual(fixedParts(german[key] ?? ""), fixedParts(text), key);
    }
    const same = Object.keys(texts).filter((key) => texts[key] === german[key]);
    assert.deepEqual(same, ["command.triage", "menu.editor"]);
  });

  test("starts the extension for workspaces with Canon only", () => {
    for (const event of manifest.activationEvents)
      assert.match(event, /^(workspaceContains|onWebviewPanel):/);
  });

  test("keeps a workspace from switching writing on save on", () => {
    assert.equal(configuration.properties["canon.applyOnSave"]?.scope, "application");
    const { supported, restrictedConfigurations } = manifest.capabilities.untrustedWorkspaces;
    assert.equal(supported, "limited");
    assert.ok(restrictedConfigurations.includes("canon.applyOnSave"));
  });
});
