import { parseLinks } from "../../../src/core/plan/links-file.ts";
import type { LinkBase } from "../../../src/core/plan/links.ts";

/** What the files of a clone say that sections and tickets last agreed on, by the ticket's key. */
export function agreedIn(files: ReadonlyMap<string, string>): Map<string, LinkBase> {
  const { bases } = parseLinks(files.get(".canon/links.json") ?? "");
  return new Map([...bases].map(([id, base]) => [id.replace(/^[a-z-]+:/, ""), base]));
}
