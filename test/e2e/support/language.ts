import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * Chooses the language of the windows that are opened from now on.
 *
 * The editor speaks a language only where a language pack for it is known. This one has no text,
 * so that all that is translated in a window is Canon's.
 */
export async function useLanguage(dataFolder: string, language: string): Promise<void> {
  const data = join(dataFolder, "data");
  const pack = join(data, "empty-language-pack.json");
  await mkdir(join(data, "User"), { recursive: true });
  await writeFile(pack, JSON.stringify({ version: "1.0.0", contents: {} }));
  const known = {
    ...{ hash: "empty", label: language, translations: { vscode: pack } },
    extensions: [
      { extensionIdentifier: { id: "canon-tests.empty-language-pack" }, version: "1.0.0" },
    ],
  };
  await writeFile(join(data, "languagepacks.json"), JSON.stringify({ [language]: known }));
  await writeFile(join(data, "User", "argv.json"), JSON.stringify({ locale: language }));
}
