import type { Problem } from "../../core/kernel/problem.ts";
import {
  parseCycleKey,
  proposeLink,
  writeLink,
  type LinkProposal,
} from "../../design-cycle/link-cycle.ts";
import { STATE_FILE } from "../../design-cycle/cycle-state.ts";
import { CYCLE_SYSTEMS, type CycleSystem } from "../../design-cycle/ticket-links.ts";
import { misuse, refuse, type CommandContext } from "../context.ts";
import { ATTENTION, DONE, type ExitCode } from "../exit-codes.ts";
import { withCycle } from "./cycle.ts";

const NOTHING = { cycle: null, system: null, key: null, former: null, ticket: null };

/** Links a ticket to the current cycle, after looking whether there is such a ticket. */
export async function cycleLinkCommand(
  context: CommandContext,
  systemWord: string,
  keyWord: string,
  { isReplacing }: { readonly isReplacing: boolean },
): Promise<ExitCode> {
  const system = CYCLE_SYSTEMS.find((one) => one === systemWord.toLowerCase());
  const key = parseCycleKey(keyWord);
  if (system === undefined) return refuse(context, [notASystem(systemWord)], NOTHING);
  if (key === undefined) return refuse(context, [notAKey(keyWord)], NOTHING);
  return withCycle(context, async (deps, workspace) => {
    const proposed = await proposeLink(deps, system, key, workspace.run.signal);
    workspace.quiet();
    if (!proposed.ok) return refuse(context, [proposed.error], NOTHING);
    const proposal = proposed.value;
    const { former } = proposal;
    if (former !== null && former !== key && !isReplacing) {
      return refuse(context, [linkedAlready(system, former)], { ...proposal, isLinked: false });
    }
    const written = await writeLink(deps, proposal);
    if (!written.ok) {
      refuse(context, [written.error], { ...proposal, isLinked: false });
      return ATTENTION;
    }
    context.output.lines(linkedLines(proposal).map((line) => context.output.theme.clean(line)));
    context.output.document({ ...proposal, isLinked: true, problems: [] });
    return DONE;
  });
}

function linkedLines({ cycle, key, former, ticket, unchecked }: LinkProposal): string[] {
  const shown = ticket === null ? "" : `: ${ticket.title} (${ticket.status})`;
  const instead = former === null || former === key ? "" : ` It was linked to ${former} before.`;
  const lines = [`Linked ${key}${shown} to ${cycle} in ${STATE_FILE}.${instead}`];
  return unchecked === null ? lines : [...lines, `Not checked: ${unchecked}`];
}

function notASystem(word: string): Problem {
  return misuse("not-a-system", `"${word}" is neither "linear" nor "jira". Nothing was changed.`);
}

function notAKey(word: string): Problem {
  return misuse(
    "not-a-ticket",
    `"${word}" is not a ticket key. Write the key alone, for example DSN-204. Nothing was changed.`,
  );
}

function linkedAlready(system: CycleSystem, former: string): Problem {
  return {
    code: "cycle/linked-already",
    severity: "error",
    file: STATE_FILE,
    line: null,
    message: `The current cycle is linked to ${former} in ${system}. Nothing was changed. Add --replace to link the other ticket in its place.`,
  };
}
