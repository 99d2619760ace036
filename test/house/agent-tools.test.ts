import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { TOOLS } from "../../src/agent-tools/tool-list.ts";
import { project } from "../run/run-command.ts";

interface ToolEntry {
  readonly name: string;
  readonly displayName: string;
  readonly userDescription: string;
  readonly modelDescription: string;
  readonly inputSchema: unknown;
  readonly when: string;
}

interface Setting {
  readonly default: unknown;
  readonly scope: string;
}

interface Manifest {
  readonly capabilities: {
    readonly untrustedWorkspaces: { readonly restrictedConfigurations: readonly string[] };
  };
  readonly contributes: {
    readonly languageModelTools: readonly ToolEntry[];
    readonly chatParticipants: readonly { readonly when: string }[];
    readonly mcpServerDefinitionProviders: readonly { readonly when: string }[];
    readonly configuration: { readonly properties: Readonly<Record<string, Setting>> };
  };
}

const read = (file: string): unknown => JSON.parse(readFileSync(join(project, file), "utf8"));
const manifest = read("package.json") as Manifest;
const texts = read("package.nls.json") as Readonly<Record<string, string>>;
const { languageModelTools, chatParticipants, mcpServerDefinitionProviders } = manifest.contributes;

suite("tools for language models in the manifest", () => {
  test("are the ones that the code has, with the same words and schemas", () => {
    assert.deepEqual(
      languageModelTools.map(({ name, modelDescription, inputSchema, displayName }) => ({
        ...{ name, description: modelDescription, schema: inputSchema },
        title: texts[displayName.replaceAll("%", "")],
      })),
      TOOLS.map(({ name, description, schema, title }) => ({ name, description, schema, title })),
    );
  });

  test("say to people what they do", () => {
    for (const { userDescription } of languageModelTools) {
      assert.ok((texts[userDescription.replaceAll("%", "")] ?? "").length > 20, userDescription);
    }
  });

  test("say to models what, when and when not, in a few sentences", () => {
    for (const { modelDescription, name } of languageModelTools) {
      assert.match(modelDescription, /\bUse it\b/, name);
      assert.match(modelDescription, /\b(?:not|no|nothing|nobody)\b/i, name);
      assert.ok(modelDescription.length < 700, name);
    }
  });

  test("are off, and only the person can switch them on, for the window as a whole", () => {
    const setting = manifest.contributes.configuration.properties["canon.agent.enabled"];
    assert.equal(setting?.default, false);
    assert.equal(setting.scope, "application");
    const { restrictedConfigurations } = manifest.capabilities.untrustedWorkspaces;
    assert.ok(restrictedConfigurations.includes("canon.agent.enabled"));
    const all = [...languageModelTools, ...chatParticipants, ...mcpServerDefinitionProviders];
    for (const { when } of all) assert.equal(when, "config.canon.agent.enabled");
  });
});
