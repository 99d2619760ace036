import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { COMMAND_IDS } from "../../src/vscode/commands/command-ids.ts";

interface Manifest {
  readonly activationEvents: readonly string[];
  readonly contributes: {
    readonly commands: readonly { command: string; title: string; category: string }[];
    readonly menus: Readonly<Record<string, readonly { command: string; when?: string }[]>>;
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
    for (const entry of Object.values(menus).flat())
      assert.ok(known.has(entry.command), entry.command);
  });

  test("that write are hidden from the palette of a restricted window", () => {
    const writing = COMMAND_IDS.filter((id) => /sync|create|link|setStatus|undo/i.test(id));
    for (const id of writing) {
      const entry = menus["commandPalette"]?.find(({ command }) => command === id);
      assert.match(entry?.when ?? "", /isWorkspaceTrusted|^false$/, id);
    }
  });

  test("that only a lens can call are hidden from the palette", () => {
    const entry = menus["commandPalette"]?.find(
      ({ command }) => command === "canon.sectionActions",
    );
    assert.equal(entry?.when, "false");
  });
});

suite("the rest of the manifest", () => {
  test("uses every text of package.nls.json and no other", () => {
    const source = readFileSync(new URL("../../package.json", import.meta.url), "utf8");
    const used = new Set([...source.matchAll(/"%([\w.]+)%"/g)].map((match) => match[1] ?? ""));
    assert.deepEqual([...used].sort(), Object.keys(texts).sort());
  });

  test("starts the extension for workspaces with Canon only", () => {
    for (const event of manifest.activationEvents) assert.match(event, /^workspaceContains:/);
  });

  test("keeps a workspace from switching writing on save on", () => {
    assert.equal(configuration.properties["canon.applyOnSave"]?.scope, "application");
    const { supported, restrictedConfigurations } = manifest.capabilities.untrustedWorkspaces;
    assert.equal(supported, "limited");
    assert.ok(restrictedConfigurations.includes("canon.applyOnSave"));
  });
});
