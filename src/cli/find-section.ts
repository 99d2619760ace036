import type { Problem } from "../core/kernel/problem.ts";
import { err, ok, type Result } from "../core/kernel/result.ts";
import type { SpecSection } from "../core/model/spec.ts";
import { misuse, type CommandContext } from "./context.ts";
import { existingPath } from "./paths.ts";
import type { Workspace } from "./workspace.ts";

/** A section as the engine names it: `file` from the root, `id` as the parser gives it. */
export interface NamedSection {
  readonly file: string;
  readonly id: string;
}

/** Finds the section that `FILE#SECTION` means; SECTION is its id, its number or its title. */
export async function findSection(
  context: CommandContext,
  { engine, run }: Workspace,
  word: string,
): Promise<Result<NamedSection, Problem>> {
  const hash = word.indexOf("#");
  const wanted = word.slice(hash + 1);
  if (hash <= 0 || wanted === "") {
    return err(misuse("no-section", `"${word}" names no section. Write FILE#SECTION.`));
  }
  const file = existingPath(context, word.slice(0, hash));
  if (file === undefined) {
    return err(misuse("no-such-path", `There is no file "${word.slice(0, hash)}".`));
  }
  const { specs } = await engine.readSpecs({ paths: [file], section: null }, run);
  const spec = specs.find((one) => one.file === file);
  if (spec === undefined) {
    return err(
      misuse(
        "not-a-spec",
        "This file is not one of the workspace's specs. `specs.doc_paths` in CANON.yaml says which files are, by default docs/specs/*.md.",
        file,
      ),
    );
  }
  const section = match(spec.document.sections, wanted);
  return section === undefined
    ? err(misuse("no-such-section", noSuchSection(wanted, spec.document.sections), file))
    : ok({ file, id: section.id });
}

function match(sections: readonly SpecSection[], wanted: string): SpecSection | undefined {
  const title = wanted.toLowerCase();
  return (
    sections.find((section) => section.id === wanted) ??
    sections.find((section) => section.number === wanted.replace(/\.$/, "")) ??
    sections.find((section) => section.title.toLowerCase() === title)
  );
}

function noSuchSection(wanted: string, sections: readonly SpecSection[]): string {
  const ids = sections.slice(0, 12).map((section) => section.id);
  const more = sections.length > ids.length ? ", …" : "";
  const known = ids.length === 0 ? "It has no sections." : `It has: ${ids.join(", ")}${more}.`;
  return `No section is called "${wanted}". ${known}`;
}
