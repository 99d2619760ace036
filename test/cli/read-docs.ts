import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { project } from "../run/run-command.ts";

/** One page that people read. `file` is relative to the project, with forward slashes. */
export interface Page {
  readonly file: string;
  readonly text: string;
}

/** A line of a shell example, and the exit code that the page promises for it. */
export interface Example {
  readonly line: string;
  readonly exit: number;
}

const PATTERNS = ["*.md", "docs/*.md", "media/sample/README.md"];

export function readPages(): Page[] {
  return globSync(PATTERNS, { cwd: project })
    .map((file) => file.replaceAll("\\", "/"))
    .sort()
    .map((file) => ({ file, text: readFileSync(join(project, file), "utf8") }));
}

export function pageNamed(file: string): Page {
  const page = readPages().find((one) => one.file === file);
  if (page === undefined) throw new Error(`There is no page ${file}.`);
  return page;
}

/** The lines of `sh` fences that call `canon`; `# exit 1` behind one says how it ends. */
export function examplesOf({ text }: Page): Example[] {
  return [...text.matchAll(/^```sh\n(.*?)^```$/gms)]
    .flatMap(([, body = ""]) => body.split("\n"))
    .filter((line) => line.startsWith("canon "))
    .map((line) => ({ line, exit: Number(/# exit (\d+)$/.exec(line)?.[1] ?? 0) }));
}

/** Targets of links and pictures that lie in this project. */
export function localLinksOf(page: Page): string[] {
  return [...withoutCode(page.text).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = ""]) => target)
    .filter((target) => !/^[a-z]+:/i.test(target));
}

/** The anchors that GitHub and VS Code make of a page's headings. */
export function anchorsOf(text: string): Set<string> {
  const headings = [...withoutCode(text).matchAll(/^#{1,6} +(.+)$/gm)];
  return new Set(
    headings.map(([, heading = ""]) =>
      heading
        .trim()
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s_-]/gu, "")
        .replace(/\s/g, "-"),
    ),
  );
}

/** Every distinct text that `pattern` captures, in the order of the alphabet. */
export function captures(text: string, pattern: RegExp): string[] {
  return [...new Set([...text.matchAll(pattern)].map(([, found = ""]) => found))].sort();
}

export function sourceText(pattern: string): string {
  return globSync(pattern, { cwd: project })
    .map((file) => readFileSync(join(project, file), "utf8"))
    .join("\n");
}

function withoutCode(text: string): string {
  return text.replace(/^(```|~~~)[^\n]*\n.*?^\1$/gms, "");
}
