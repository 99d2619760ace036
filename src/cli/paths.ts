import { existsSync } from "node:fs";
import { isAbsolute, join, relative, resolve, sep } from "node:path";
import type { CommandContext } from "./context.ts";

/** The path from the root, with forward slashes; undefined when nothing is there. */
export function existingPath(context: CommandContext, word: string): string | undefined {
  return pathCandidates(context, word).find((path) => existsSync(join(context.root, path)));
}

/** What a word may mean, counted from the current folder and from the root, inside the root. */
export function pathCandidates({ host, root }: CommandContext, word: string): string[] {
  return [host.cwd, root].flatMap((folder) => {
    const path = relative(root, resolve(folder, word));
    if (isAbsolute(path) || path === ".." || path.startsWith(`..${sep}`)) return [];
    return [path === "" ? "." : path.split(sep).join("/")];
  });
}
