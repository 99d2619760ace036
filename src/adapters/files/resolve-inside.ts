import type { Stats } from "node:fs";
import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import type { FileProblem } from "../../ports/file-store.ts";
import { type Disk, lstatIfThere, notRegular, readProblem } from "./disk.ts";
import { outsideWorkspace, refusePath } from "./workspace-path.ts";

/** The workspace folder as it was named and as it really lies on the disk. */
export interface Root {
  readonly named: string;
  readonly real: string;
}

export type Resolved =
  | { readonly kind: "found"; readonly real: string; readonly stats: Stats }
  | { readonly kind: "missing"; readonly real: string }
  | { readonly kind: "refused"; readonly problem: FileProblem };

const MAX_LINKS = 40;

export async function openRoot(disk: Disk, rootDir: string): Promise<Root> {
  const named = resolve(rootDir);
  return { named, real: await disk.realpath(named) };
}

/**
 * Finds the real place of a path, following links one by one.
 *
 * A link that leads outside is noticed by its text: nothing outside is even looked at, which
 * matters where a mere look contacts another machine. `""` is the root itself.
 */
export async function resolveInside(disk: Disk, root: Root, path: string): Promise<Resolved> {
  const refused = path === "" ? undefined : refusePath(path, sep === "\\");
  if (refused !== undefined) return { kind: "refused", problem: refused };
  try {
    return await walk(disk, root, path);
  } catch (error) {
    return { kind: "refused", problem: readProblem(error, path) };
  }
}

async function walk(disk: Disk, root: Root, path: string): Promise<Resolved> {
  const pending = path.split("/").reverse();
  let real = root.real;
  let links = 0;
  let stats: Stats | undefined;
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    if (name === "" || name === ".") continue;
    if (name === "..") {
      if (real === root.real) return { kind: "refused", problem: outsideWorkspace(path) };
      real = dirname(real);
      stats = undefined;
      continue;
    }
    const next = join(real, name);
    const found = await lstatIfThere(disk, next);
    if (found === undefined) {
      if (links > 0) return { kind: "refused", problem: notRegular(path) };
      return { kind: "missing", real: join(next, ...pending.reverse()) };
    }
    if (!found.isSymbolicLink()) {
      real = next;
      stats = found;
      continue;
    }
    links += 1;
    if (links > MAX_LINKS) return { kind: "refused", problem: notRegular(path) };
    const target = await disk.readlink(next);
    const inside = isAbsolute(target) ? relativeToRoot(root, target) : target;
    if (inside === undefined) return { kind: "refused", problem: outsideWorkspace(path) };
    if (isAbsolute(target)) real = root.real;
    pending.push(...inside.split(sep === "\\" ? /[\\/]/ : "/").reverse());
  }
  return { kind: "found", real, stats: stats ?? (await disk.lstat(real)) };
}

function relativeToRoot(root: Root, target: string): string | undefined {
  for (const base of [root.real, root.named]) {
    const inside = relative(base, target);
    const leaves = inside === ".." || inside.startsWith(`..${sep}`) || isAbsolute(inside);
    if (!leaves) return inside;
  }
  return undefined;
}
