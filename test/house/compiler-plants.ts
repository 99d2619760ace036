/** A line that the compiler must refuse, by the room it stands in. */
export const COMPILER_PLANTS: readonly { readonly file: string; readonly text: string }[] = [
  global("src/core/kernel", "process", "process.env"),
  global("src/core/plan", "fetch", "fetch"),
  global("src/core/view", "url", 'new URL("https://example.org")'),
  global("src/ports", "timer", "setTimeout"),
  global("src/sync", "console", "console"),
  global("src/sync", "buffer", "Buffer"),
  global("src/design-cycle", "document", "document"),
  global("src/adapters/http", "document", "document"),
  global("src/cli", "window", "window"),
  global("src/webview", "process", "process.env"),
  {
    file: "src/core/model/planted-outside.ts",
    text: 'export { target } from "../../cli/planted-target.ts";\n',
  },
  {
    file: "src/adapters/files/planted-outside.ts",
    text: 'export { target } from "../../vscode/planted-target.ts";\n',
  },
];

function global(folder: string, name: string, expression: string): { file: string; text: string } {
  return { file: `${folder}/planted-${name}.ts`, text: `export const planted = ${expression};\n` };
}
