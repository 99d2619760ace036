import { DEFAULT_DOC_PATHS } from "./default-config.ts";
import { matchPath } from "./match-path.ts";

/** A pattern that fits files which are there, and how many it finds. */
export interface DocPathSuggestion {
  readonly pattern: string;
  readonly count: number;
}

/**
 * Proposes where specs are, from the Markdown files that a workspace has.
 *
 * Shape:  the likeliest first, at most `limit`; the default pattern is always among them, so that
 *         a workspace without specs has an answer too. Paths are relative, with forward slashes.
 */
export function suggestDocPaths(paths: readonly string[], limit = 5): DocPathSuggestion[] {
  const files = paths.filter(canBeSpec);
  const patterns = new Set([...DEFAULT_DOC_PATHS, ...files.flatMap(patternsFor)]);
  const found = [...patterns].map((pattern) => ({
    pattern,
    count: files.filter((path) => matchPath(pattern, path, false)).length,
  }));
  const likely = found.filter(({ count, pattern }) => count > 0 || isDefault(pattern));
  return likely.sort(byLikelihood).slice(0, limit);
}

/** Folders that teams keep specs in; what lies below one of them is a spec. */
const SPEC_FOLDERS = /^(?:specs?|specifications?|requirements|rfcs?|prds?|features|adrs?)$/i;

/** Files that are specs by their name, wherever they lie. */
const SPEC_NAMES = /^(?:spec|requirements|design|prd)\.md$/i;

/** Files that every repository has and that are never specs, and folders that hold none. */
const NOT_SPECS = /^(?:readme|changelog|license|contributing|code_of_conduct|security)\.md$/i;
const NOT_FOLDERS = /^(?:node_modules|vendor|dist|out|build|target|\..*)$/i;

function canBeSpec(path: string): boolean {
  const folders = path.split("/");
  const name = folders.pop() ?? "";
  if (!name.endsWith(".md") || name.startsWith("_") || NOT_SPECS.test(name)) return false;
  return !folders.some((folder) => NOT_FOLDERS.test(folder));
}

function patternsFor(path: string): string[] {
  const folders = path.split("/");
  const name = folders.pop() ?? "";
  const at = folders.findIndex((folder) => SPEC_FOLDERS.test(folder));
  if (at >= 0) {
    const home = folders.slice(0, at + 1).join("/");
    return [folders.length === at + 1 ? `${home}/*.md` : `${home}/**/*.md`].map(withoutMeaning);
  }
  if (SPEC_NAMES.test(name)) return [withoutMeaning(`**/${name}`)];
  return folders[0] === "docs" || folders[0] === "doc" ? [`${folders[0]}/**/*.md`] : [];
}

/** A folder may have a character in its name that means something in a pattern. */
function withoutMeaning(pattern: string): string {
  return pattern.replace(/\?/g, "*");
}

/** Named folders say more than all of `docs`; then the pattern that finds most. */
function byLikelihood(a: DocPathSuggestion, b: DocPathSuggestion): number {
  return rank(b) - rank(a) || b.count - a.count || a.pattern.localeCompare(b.pattern, "en");
}

function rank({ pattern, count }: DocPathSuggestion): number {
  if (count === 0) return 0;
  if (isDefault(pattern)) return 3;
  return /^docs?\/\*\*\/\*\.md$/.test(pattern) ? 1 : 2;
}

function isDefault(pattern: string): boolean {
  return DEFAULT_DOC_PATHS.includes(pattern);
}
