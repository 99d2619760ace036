import type { Problem } from "../../core/kernel/problem.ts";
import { parseTicketId, SYSTEMS, ticketId } from "../../core/model/ticket-ref.ts";
import { misuse, refuse, type CommandContext } from "../context.ts";
import { ATTENTION, DONE, type ExitCode } from "../exit-codes.ts";
import { findSection } from "../find-section.ts";
import { withWorkspace } from "../workspace.ts";

/** The document of a command that touched no link. */
export const NO_LINK = { file: null, sectionId: null, ticket: null };

/** Sets the link of a section to a ticket that exists. */
export async function linkCommand(
  context: CommandContext,
  place: string,
  word: string,
): Promise<ExitCode> {
  const ref = parseTicketId(word);
  if (ref === undefined) return refuse(context, [notATicket(word)], NO_LINK);
  return withWorkspace(context, async (workspace) => {
    const section = await findSection(context, workspace, place);
    if (!section.ok) return refuse(context, [section.error], NO_LINK);
    const { file, id } = section.value;
    const linked = await workspace.engine.link(file, id, ref, workspace.run);
    workspace.quiet();
    if (!linked.ok) return notDone(context, linked.error);
    const { theme } = context.output;
    const { title, url, status } = linked.value;
    // Behind a Canon server a ticket shows no title.
    const shown = title === "" ? "" : `: ${title}`;
    const text = `Linked ${file}#${id} to ${ticketId(ref)}${shown} (${status.name})`;
    context.output.lines([theme.clean(text)]);
    const ticket = { ticket: ticketId(ref), title, url, ticketStatus: status.name };
    context.output.document({ file, sectionId: id, ...ticket, problems: [] });
    return DONE;
  });
}

/** Removes the link of a section; the ticket stays as it is. */
export async function unlinkCommand(context: CommandContext, place: string): Promise<ExitCode> {
  return withWorkspace(context, async (workspace) => {
    const section = await findSection(context, workspace, place);
    if (!section.ok) return refuse(context, [section.error], NO_LINK);
    const { file, id } = section.value;
    const unlinked = await workspace.engine.unlink(file, id, workspace.run);
    workspace.quiet();
    if (!unlinked.ok) return notDone(context, unlinked.error);
    const { theme } = context.output;
    const text = `Removed the link of ${file}#${id} to ${unlinked.value}. The ticket stays.`;
    context.output.lines([theme.clean(text)]);
    context.output.document({ file, sectionId: id, ticket: unlinked.value, problems: [] });
    return DONE;
  });
}

/** What is wrong with the configuration is misuse; what a ticket or file said is not. */
export function notDone(context: CommandContext, problem: Problem): ExitCode {
  const exit = refuse(context, [problem], NO_LINK);
  return /^(config|cli)\//.test(problem.code) ? exit : ATTENTION;
}

function notATicket(word: string): Problem {
  const systems = SYSTEMS.join(", ");
  return misuse(
    "not-a-ticket",
    `"${word}" is not a ticket. Write SYSTEM:KEY, for example jira:PAY-142. The systems are ${systems}.`,
  );
}
