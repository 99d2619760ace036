import type { CanonConfig } from "../core/config/config.ts";
import type { SpecDocument } from "../core/model/spec.ts";
import { linkProblems, type LinkProblem } from "../core/plan/link-problems.ts";
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
): Promise<LinkProblem[]> {
  const links = await readBases(files);
  if (!links.ok) return [{ ...links.error, tickets: [] }];
  const read = await readWorkspace(files, parse, config, WHOLE_WORKSPACE, run);
  const { bases, remembered, problems } = links.value;
  if (run.signal.aborted) return [];
  const damaged = problems.map((problem) => ({ ...problem, tickets: [] }));
  return [...damaged, ...linkProblems({ config, ...read, bases, remembered, redact })];
}
