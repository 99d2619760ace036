import { fromBlocks, linkOf, nameOf, toBlocks, type Block } from "./blocks.ts";
import { specPaths } from "./spec-edits.ts";

/**
 * What a person does after a merge with conflicts: a section that now stands in two places, as
 * when one side moved it and the other edited it, is left in one, with its link.
 */
export function tidyUp(files: Map<string, string>): void {
  const kept = new Map<string, Block>();
  const all = specPaths(files).map((path) => ({ path, ...toBlocks(files.get(path) ?? "") }));
  for (const block of all.flatMap(({ blocks }) => blocks)) {
    const name = nameOf(block);
    const other = name === undefined ? undefined : kept.get(name);
    const isBetter = other === undefined || (!linkOf(other) && linkOf(block) !== undefined);
    if (name !== undefined && isBetter) kept.set(name, block);
  }
  for (const { path, top, blocks } of all) {
    const own = blocks.filter((block) => {
      const name = nameOf(block);
      return name === undefined || kept.get(name) === block;
    });
    if (own.length < blocks.length) files.set(path, fromBlocks(top, own));
  }
}
