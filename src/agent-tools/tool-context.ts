import { coveredBy, coveringNone } from "../core/kernel/covered-paths.ts";
import { err, ok, type Result } from "../core/kernel/result.ts";
import type { Run, Scope } from "../sync/engine.ts";
import type { ExposedSection, ExposedSpec, ExposedSpecs } from "./exposed-specs.ts";
import type { ToolFolder } from "./tool-folder.ts";
import type { ToolHost } from "./tool-host.ts";
import type { Words } from "./words.ts";

/** What a tool is called with, besides its input. */
export interface ToolContext {
  readonly host: ToolHost;
  readonly folder: ToolFolder;
  readonly specs: ExposedSpecs;
  readonly words: Words;
  readonly run: Run;
}

/** What a tool answers: an object for the model, or a sentence that says what to try instead. */
export type Answer = Result<object, string>;

/** Which specs are meant; never one that a language model may not know of. */
export interface ExposedScope {
  readonly specs: readonly ExposedSpec[];
  readonly scope: Scope;
}

/**
 * Finds the specs that a model names by files or folders, or by one section.
 *
 * Errors: the same sentence for what is not there and for what it may not know of.
 */
export function scopeOf(
  { specs }: ToolContext,
  paths: readonly string[] | undefined,
  section: string | undefined,
): Result<ExposedScope, string> {
  if (section !== undefined) {
    const found = sectionAt(specs, section);
    if (!found.ok) return found;
    const { spec, section: meant } = found.value;
    const at = { file: spec.file, id: meant.id };
    return ok({ specs: [spec], scope: { paths: [spec.file], section: at } });
  }
  const wanted = paths?.map(cleanPath) ?? [""];
  const files = specs.specs.map(({ file }) => file);
  const [unknown] = coveringNone(
    wanted.filter((path) => path !== ""),
    files,
  );
  if (unknown !== undefined) {
    return err(noSpec(paths?.find((one) => cleanPath(one) === unknown) ?? unknown));
  }
  const isAll = paths === undefined && specs.isWhole;
  const isMeant = coveredBy(wanted);
  const meant = specs.specs.filter(({ file }) => isMeant(file));
  return ok({
    specs: meant,
    // Only a look at all specs tells a link that was lost from one that stands elsewhere.
    scope: { paths: isAll ? null : meant.map(({ file }) => file), section: null },
  });
}

/** Finds `file#id`; the number or the title of a section will do for its id. */
export function sectionAt(specs: ExposedSpecs, place: string): Result<ExposedSection, string> {
  const hash = place.indexOf("#");
  if (hash <= 0 || hash === place.length - 1) {
    return err(`Write a section as file#id, for example docs/specs/payments.md#retry. ${LOOK}`);
  }
  return sectionIn(specs, place.slice(0, hash), place.slice(hash + 1));
}

export function sectionIn(
  specs: ExposedSpecs,
  file: string,
  name: string,
): Result<ExposedSection, string> {
  const spec = specs.find(cleanPath(file));
  if (spec === undefined) return err(noSpec(file));
  const { sections } = spec.document;
  const title = name.toLowerCase();
  const section =
    sections.find(({ id }) => id === name) ??
    sections.find(({ number }) => number === name.replace(/\.$/, "")) ??
    sections.find((one) => one.title.toLowerCase() === title);
  if (section !== undefined) return ok({ spec, section });
  return err(`${spec.file} has no section ${quoted(name)}. ${LOOK}`);
}

const LOOK = "Call canon_findSections to see which sections there are.";

function noSpec(path: string): string {
  return `There is no spec ${quoted(path)}. Name a file or folder from the root of the workspace. ${LOOK}`;
}

function quoted(text: string): string {
  return JSON.stringify(text.slice(0, 200));
}

function cleanPath(path: string): string {
  return path
    .replaceAll("\\", "/")
    .replace(/^(?:\.\/)+/, "")
    .replace(/\/+$/, "")
    .replace(/^\.$/, "");
}
