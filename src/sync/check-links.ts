import type { CanonConfig } from "../core/config/config.ts";
import type { Problem } from "../core/kernel/problem.ts";
import type { SpecDocument } from "../core/model/spec.ts";
import { linkProblems } from "../core/plan/link-problems.ts";
import type { Redactor } from "../core/redact/redact.ts";
import type { FileStore } from "../ports/file-store.ts";
import { WHOLE_WORKSPACE, type Run } from "./engine.ts";
import { readBases } from "./journal.ts";
import { readWorkspace } from "./read-specs.ts";

interface Source {
  readonly files: FileStore;
  readonly redact: Redactor;
  readonly parse: (text: string) => SpecDocument;
}

/** What only shows when the links of all specs are seen together. Asks no tracker. */
export async function checkLinks(
  { files, redact, parse }: Source,
  config: CanonConfig,
  run: Run,
): Promise<Problem[]> {
  const links = await readBases(files);
  if (!links.ok) return [links.error];
  const read = await readWorkspace(files, parse, config, WHOLE_WORKSPACE, run);
  const { bases, remembered, problems } = links.value;
  if (run.signal.aborted) return [];
  return [...problems, ...linkProblems({ config, ...read, bases, remembered, redact })];
}
