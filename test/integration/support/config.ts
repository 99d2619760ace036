import * as vscode from "vscode";
import { withPerson } from "./person.ts";
import { closeEditors, eventually, fileUri, readFile, run, writeFile } from "./window.ts";

let count = 0;

/** Works under another configuration of the folder, and puts the former one back. */
export async function withConfig(text: string, task: () => Promise<void>): Promise<void> {
  const before = await readFile("CANON.yaml");
  await use(text);
  try {
    await task();
  } finally {
    await closeEditors();
    await use(before);
  }
}

/** A key that nobody knows shows by its warning that the configuration has been read. */
async function use(text: string): Promise<void> {
  count += 1;
  const mark = `mark_${count}`;
  // Somebody has to have asked for the configuration before, or there is nothing to read anew.
  await withPerson({}, () => run("canon.setCredentials"));
  await writeFile("CANON.yaml", `${text}${mark}: 1\n`);
  await eventually("the new configuration is in use", () =>
    problemsOf("CANON.yaml").some(({ message }) => message.includes(mark)),
  );
  // The mark goes once it has done its work, so that tests meet the text that they gave.
  await writeFile("CANON.yaml", text);
  await eventually("the mark is forgotten", () =>
    problemsOf("CANON.yaml").every(({ message }) => !message.includes(mark)),
  );
}

export function problemsOf(path: string): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(fileUri(path));
}
