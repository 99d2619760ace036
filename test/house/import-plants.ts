/** An import that a rule must refuse: the file, what it says, and the rule that names it. */
export interface ImportPlant {
  readonly rule: string;
  readonly file: string;
  readonly text: string;
}

const TARGET = "planted-target";

/** Files for the plants to import, so that no plant depends on what a real file is called. */
export const IMPORT_TARGETS = [
  ...[
    "src/core/model",
    "src/core/spec",
    "src/core/config",
    "src/core/plan",
    "src/core/view",
    "src/core/realization/verdicts",
    "src/core/realization/opinions",
    "src/core/realization/record",
    "src/sync",
    "src/ports",
    "src/adapters/files",
    "src/adapters/linear",
    "src/cli",
    "src/vscode",
  ].map((folder) => ({
    file: `${folder}/${TARGET}.ts`,
    text: "export interface Target {\n  readonly name: string;\n}\n\nexport const target = 1;\n",
  })),
  { file: "src/core/model/planted-hen.ts", text: circle("egg", "hen") },
];

export const IMPORT_PLANTS: readonly ImportPlant[] = [
  typeOnly("kernel", "src/core/kernel", "../model"),
  valueOf("model", "src/core/model", "../plan"),
  valueOf("spec", "src/core/spec", "../config"),
  valueOf("config", "src/core/config", "../spec"),
  typeOnly("redact", "src/core/redact", "../plan"),
  valueOf("plan", "src/core/plan", "../../ports"),
  valueOf("merge", "src/core/merge", "../view"),
  valueOf("claims", "src/core/claims", "../plan"),
  valueOf("references", "src/core/references", "../view"),
  valueOf("wording", "src/core/realization/wording", "../../plan"),
  valueOf("relations", "src/core/realization/relations", "../verdicts"),
  typeOnly("verdicts", "src/core/realization/verdicts", "../opinions"),
  valueOf("opinions", "src/core/realization/opinions", "../record"),
  valueOf("record", "src/core/realization/record", "../opinions"),
  valueOf("compare", "src/core/compare", "../view"),
  valueOf("check", "src/core/check", "../config"),
  valueOf("view", "src/core/view", "../config"),
  valueOf("progress", "src/core/progress", "../config"),
  typeOnly("ports", "src/ports", "../core/plan"),
  valueOf("sync", "src/sync", "../adapters/files"),
  valueOf("preview", "src/preview", "../core/plan"),
  valueOf("agent-tools", "src/agent-tools", "../adapters/files"),
  typeOnly("design-cycle", "src/design-cycle", "../sync"),
  valueOf("http", "src/adapters/http", "../files"),
  valueOf("files", "src/adapters/files", "../linear"),
  valueOf("git", "src/adapters/git", "../linear"),
  valueOf("clock", "src/adapters/clock", "../files"),
  typeOnly("local", "src/adapters/local", "../../sync"),
  typeOnly("credentials", "src/adapters/credentials", "../canon-server"),
  valueOf("canon-server", "src/adapters/canon-server", "../canon-proxy"),
  typeOnly("canon-proxy", "src/adapters/canon-proxy", "../canon-server"),
  valueOf("jira", "src/adapters/jira", "../linear"),
  typeOnly("linear", "src/adapters/linear", "../github"),
  valueOf("agent", "src/adapters/agent", "../mcp"),
  valueOf("mcp", "src/adapters/mcp", "../linear"),
  valueOf("github", "src/adapters/github", "../azure-devops"),
  typeOnly("azure-devops", "src/adapters/azure-devops", "../../core/plan"),
  {
    rule: "catalog",
    file: "src/adapters/catalog.ts",
    text: importOf("../sync"),
  },
  valueOf("vscode", "src/vscode", "../cli"),
  typeOnly("cli", "src/cli", "../vscode"),
  typeOnly("webview", "src/webview", "../core/plan"),
  valueOf("every-file-has-a-room", "src/elsewhere", "../core/model"),
  valueOf("every-file-has-a-room", "src/core/realization", "../model"),

  named("kernel", "src/core/kernel/planted-node.ts", 'export { sep } from "node:path";\n'),
  named("sync", "src/sync/planted-node.ts", 'export { readFile } from "fs/promises";\n'),
  named(
    "spec",
    "src/core/spec/planted-npm.ts",
    'export { default as colour } from "picocolors";\n',
  ),
  named("config", "src/core/config/planted-npm.ts", 'export { Command } from "commander";\n'),
  named("vscode", "src/vscode/planted-npm.ts", 'export { Command } from "commander";\n'),
  named("vscode-in-one-room", "src/sync/planted-editor.ts", 'export type { Uri } from "vscode";\n'),
  named("resolvable", "src/core/model/planted-lost.ts", 'export { gone } from "./gone.ts";\n'),
  named("no-circular", "src/core/model/planted-egg.ts", circle("hen", "egg")),
];

function valueOf(rule: string, from: string, to: string): ImportPlant {
  return { rule, file: `${from}/planted-value.ts`, text: importOf(to) };
}

function typeOnly(rule: string, from: string, to: string): ImportPlant {
  const text = `export type { Target } from "${to}/${TARGET}.ts";\n`;
  return { rule, file: `${from}/planted-type.ts`, text };
}

function named(rule: string, file: string, text: string): ImportPlant {
  return { rule, file, text };
}

function importOf(folder: string): string {
  return `export { target } from "${folder}/${TARGET}.ts";\n`;
}

function circle(other: string, own: string): string {
  return `import type { ${other} } from "./planted-${other}.ts";\n\nexport type ${own} = ${other}[];\n`;
}
