// Brings the texts in other languages up to date with the sources.
//
//   node test/run/write-texts.ts [folder of src …]
//
// A text without a translation is added in English, which a test refuses until it is translated. Without folders
// all sources count, and texts that none of them has any more are removed.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { collectTexts } from "./collect-texts.ts";
import { project } from "./run-command.ts";

/** The languages that Canon speaks besides English. */
const LANGUAGES = ["de"];

/** The folders of `src` whose texts are shown in the editor; the command line speaks English. */
export const SHOWN_IN_THE_EDITOR = readdirSync(join(project, "src"), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== "cli")
  .map(({ name }) => name);

type Bundle = Readonly<Record<string, string>>;

export function bundleFile(language: string): string {
  return join(project, "media", "l10n", `bundle.l10n.${language}.json`);
}

export function readBundle(language: string): Bundle {
  return JSON.parse(readFileSync(bundleFile(language), "utf8")) as Bundle;
}

/** All texts of these folders of `src`, sorted, each once. */
export function textsOf(folders: readonly string[]): string[] {
  const texts = folders.flatMap((folder) => collectTexts(join(project, "src", folder)).texts);
  return [...new Set(texts)].sort();
}

/** The bundle with the texts that it lacks, sorted by the English text, so that two changes of it merge. */
function completed(bundle: Bundle, texts: readonly string[], isWhole: boolean): Bundle {
  const kept = isWhole ? texts : [...new Set([...Object.keys(bundle), ...texts])].sort();
  return Object.fromEntries(kept.map((text) => [text, bundle[text] ?? text]));
}

function write(language: string, folders: readonly string[]): void {
  const isWhole = folders.length === 0;
  const before = readBundle(language);
  const after = completed(before, textsOf(isWhole ? SHOWN_IN_THE_EDITOR : folders), isWhole);
  writeFileSync(bundleFile(language), `${JSON.stringify(after, null, 2)}\n`);
  const added = Object.keys(after).filter((text) => before[text] === undefined);
  const removed = Object.keys(before).filter((text) => after[text] === undefined);
  for (const text of added) console.log(`to translate: ${JSON.stringify(text)}`);
  for (const text of removed) console.log(`removed: ${JSON.stringify(text)}`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  for (const language of LANGUAGES) write(language, process.argv.slice(2));
}
