import * as vscode from "vscode";
import { plainLine } from "../../core/view/plain-text.ts";
import { ticketStatusLabel } from "../../core/view/status-words.ts";
import { NAMES } from "../../design-cycle/cycle-state.ts";
import { parseCycleKey } from "../../design-cycle/link-cycle.ts";
import type { CycleSystem } from "../../design-cycle/ticket-links.ts";
import { WHOLE_WORKSPACE } from "../../sync/engine.ts";
import { quietRun } from "../host/run.ts";
import type { FolderSession } from "../workspace/folder-session.ts";

const MAX_LISTED = 200;

interface KeyEntry extends vscode.QuickPickItem {
  readonly key: string | null;
}

/** Asks for the key of a ticket: one that a spec is linked to already, or one that is typed. */
export async function chooseCycleKey(
  session: FolderSession,
  system: CycleSystem,
  title: string,
): Promise<string | undefined> {
  const known = await knownTickets(session, system);
  if (known.length === 0) return typeKey(system, title);
  const other: KeyEntry = {
    label: `$(edit) ${vscode.l10n.t("Enter another key")}`,
    key: null,
    alwaysShow: true,
  };
  const picked = await vscode.window.showQuickPick([other, ...known], {
    title,
    placeHolder: vscode.l10n.t("Which {0} ticket?", NAMES[system]),
    matchOnDescription: true,
  });
  if (picked === undefined) return undefined;
  return picked.key ?? typeKey(system, title);
}

/** What specs link to, with what the window knows of it already; nobody is asked. */
async function knownTickets(session: FolderSession, system: CycleSystem): Promise<KeyEntry[]> {
  const { engine } = await session.load();
  const { specs } = await engine.readSpecs(WHOLE_WORKSPACE, quietRun());
  const tickets = specs.flatMap(({ document }) =>
    document.sections.flatMap((section) => section.tickets),
  );
  const entries = new Map<string, KeyEntry>();
  for (const { ref } of tickets) {
    if (ref.system !== system || entries.size === MAX_LISTED) continue;
    const reading = session.live.get(ref);
    const ticket = reading?.kind === "found" ? reading.ticket : undefined;
    const description =
      ticket === undefined
        ? ""
        : `${plainLine(ticket.title)} · ${plainLine(ticketStatusLabel(ticket.status.name), 40)}`;
    entries.set(ref.key, { label: ref.key, description, key: ref.key });
  }
  return [...entries.values()];
}

async function typeKey(system: CycleSystem, title: string): Promise<string | undefined> {
  const example = system === "linear" ? "DSN-204" : "WEB-311";
  const text = await vscode.window.showInputBox({
    title,
    prompt: vscode.l10n.t("Key of the {0} ticket, for example {1}", NAMES[system], example),
    validateInput: (value) =>
      parseCycleKey(value) === undefined
        ? vscode.l10n.t("Write the key alone, for example {0}.", example)
        : undefined,
  });
  return text === undefined ? undefined : parseCycleKey(text);
}
