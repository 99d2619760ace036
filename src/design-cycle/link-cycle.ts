import type { CancelSignal } from "../core/kernel/cancel.ts";
import type { Problem } from "../core/kernel/problem.ts";
import { err, ok, type Result } from "../core/kernel/result.ts";
import type { SafeText } from "../core/kernel/safe-text.ts";
import { t } from "../core/kernel/texts.ts";
import type { Redactor } from "../core/redact/redact.ts";
import {
  NAMES,
  openTicket,
  readCycle,
  STATE_FILE,
  type CycleDeps,
  type CycleReading,
} from "./cycle-state.ts";
import { editLinks } from "./edit-links.ts";
import { parseStateFile } from "./state-file.ts";
import { CYCLE_KEY, linksOf, type CycleSystem } from "./ticket-links.ts";

/** A link that could be written, with what it would replace. Nothing was written yet. */
export interface LinkProposal {
  readonly cycle: string;
  readonly system: CycleSystem;
  readonly key: string;
  /** The key that is linked now; null where there is none. */
  readonly former: string | null;
  /** The ticket as its tracker has it; null where nobody could be asked. */
  readonly ticket: { readonly title: SafeText; readonly status: SafeText } | null;
  /** Why nobody could be asked; null where the ticket was found. */
  readonly unchecked: string | null;
}

/** The text of the state file around a link that was written. */
export interface WrittenLink {
  readonly before: string;
  readonly after: string;
  /** 1-based. */
  readonly line: number;
}

export type LinkDeps = CycleDeps & { readonly redact: Redactor };

/** A ticket key as people type it; undefined where it is none. */
export function parseCycleKey(text: string): string | undefined {
  const key = text.trim();
  return CYCLE_KEY.test(key) ? key.toUpperCase() : undefined;
}

/**
 * Looks whether a ticket can be linked to the current cycle.
 *
 * Errors: no current cycle; a ticket that surely does not exist. A tracker that cannot be asked is
 *         no error: the person decides.
 */
export async function proposeLink(
  deps: LinkDeps,
  system: CycleSystem,
  key: string,
  signal: CancelSignal,
): Promise<Result<LinkProposal, Problem>> {
  const reading = await readCycle(deps.files);
  const { cycle } = reading;
  if (cycle === null) return err(noCycle(reading));
  const former = cycle.links.links[system]?.key ?? null;
  const proposal = { cycle: cycle.id, system, key, former };
  const opened = await openTicket(system, key, reading, deps);
  if (opened.state !== "available") {
    return ok({ ...proposal, ticket: null, unchecked: opened.reason });
  }
  const found = await opened.connection.readTicket(key, signal);
  if (!found.ok && found.error.code === "tracker/not-found") return err(noTicket(system, key));
  if (!found.ok) return ok({ ...proposal, ticket: null, unchecked: found.error.message });
  const safe = (text: string): SafeText => deps.redact(text).text;
  const { title, status } = found.value;
  return ok({ ...proposal, ticket: { title: safe(title), status: safe(status) }, unchecked: null });
}

/** Writes a proposed link, unless the cycle or its link has become another one meanwhile. */
export async function writeLink(
  { files }: Pick<LinkDeps, "files">,
  { cycle, system, key, former }: LinkProposal,
): Promise<Result<WrittenLink, Problem>> {
  const { config } = await readCycle(files);
  let written: WrittenLink | undefined;
  const edited = await files.editState((text) => {
    const state = parseStateFile(text);
    const now = linksOf(state, cycle).links[system]?.key ?? null;
    if (state.cycle !== cycle || now !== former) return err(changed());
    // What was noted for the former ticket says nothing of this one.
    const forgotten = former === key ? [] : ([`${system}_status`, `${system}_done`] as const);
    const after = editLinks(text, cycle, [
      [system, key],
      ...forgotten.map((name) => [name, null] as const),
    ]);
    if (!after.ok) return after;
    const line = linksOf(parseStateFile(after.value), cycle).links[system]?.line ?? 1;
    written = { before: text, after: after.value, line };
    return after;
  }, config.lock);
  if (!edited.ok) return edited;
  return written === undefined ? err(changed()) : ok(written);
}

/** Takes a link back that was just written; refused once the file is another one. */
export async function unwriteLink(
  { files }: Pick<LinkDeps, "files">,
  { before, after }: WrittenLink,
): Promise<Result<void, Problem>> {
  const { config } = await readCycle(files);
  return files.editState((text) => (text === after ? ok(before) : err(changed())), config.lock);
}

function noCycle({ problems }: CycleReading): Problem {
  const [problem] = problems.filter(({ file }) => file === STATE_FILE);
  return (
    problem ?? {
      code: "cycle/none-current",
      severity: "error",
      file: STATE_FILE,
      line: null,
      message: t(
        "The file names no current design cycle, so there is nothing to link a ticket to. Nothing was changed. Start a cycle first.",
      ),
    }
  );
}

function noTicket(system: CycleSystem, key: string): Problem {
  return {
    code: "cycle/no-such-ticket",
    severity: "error",
    line: null,
    message: t(
      "{0} has no ticket {1}, or does not show it to you. Nothing was changed. Check the key.",
      NAMES[system],
      key,
    ),
  };
}

function changed(): Problem {
  return {
    code: "cycle/changed-meanwhile",
    severity: "error",
    file: STATE_FILE,
    line: null,
    message: t("The file was changed meanwhile, so nothing was written. Try again."),
  };
}
