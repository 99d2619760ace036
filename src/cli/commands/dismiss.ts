import { refuse, type CommandContext } from "../context.ts";
import { DONE, type ExitCode } from "../exit-codes.ts";
import { findSection } from "../find-section.ts";
import { withWorkspace } from "../workspace.ts";
import { NO_LINK, notDone } from "./link.ts";

/** Leaves a broken link as it is and out of every plan, or takes that back. */
export async function dismissCommand(
  context: CommandContext,
  place: string,
  { isUndo }: { readonly isUndo: boolean },
): Promise<ExitCode> {
  return withWorkspace(context, async (workspace) => {
    const section = await findSection(context, workspace, place);
    if (!section.ok) return refuse(context, [section.error], NO_LINK);
    const { file, id } = section.value;
    const dismissed = await workspace.engine.dismiss(file, id, !isUndo, workspace.run);
    workspace.quiet();
    if (!dismissed.ok) return notDone(context, dismissed.error);
    const ticket = dismissed.value;
    const what = isUndo
      ? `The link of ${file}#${id} to ${ticket} takes part in syncs again.`
      : `Dismissed the broken link of ${file}#${id} to ${ticket}. The link stays; plans leave it out on this machine.`;
    context.output.lines([context.output.theme.clean(what)]);
    const document = { file, sectionId: id, ticket, dismissed: !isUndo, problems: [] };
    context.output.document(document);
    return DONE;
  });
}
