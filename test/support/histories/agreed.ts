import { parseLinks } from "../../../src/core/plan/links-file.ts";
import type { LinkBase } from "../../../src/core/plan/links.ts";
import { remembered } from "../remembered.ts";

/** What the files of a clone say that sections and tickets last agreed on, by the ticket's key. */
export function agreedIn(files: ReadonlyMap<string, string>): ReadonlyMap<string, LinkBase> {
  return byKey(files.get(".canon/links.json") ?? "");
}

const byKey = remembered((text: string): ReadonlyMap<string, LinkBase> => {
  const { bases } = parseLinks(text);
  return new Map([...bases].map(([id, base]) => [id.replace(/^[a-z-]+:/, ""), base]));
}, 64);
