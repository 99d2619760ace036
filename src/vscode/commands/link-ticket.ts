import * as vscode from "vscode";
import { numberedTitle } from "../../core/model/numbered-title.ts";
import { isTicketKey, parseTicketId, type TicketRef } from "../../core/model/ticket-ref.ts";
import { plainLine } from "../../core/view/plain-text.ts";
import { ticketStatusLabel } from "../../core/view/status-words.ts";
import type { App } from "../app.ts";
import { quietRun, withRun } from "../host/run.ts";
import type { LoadedFolder } from "../workspace/folder-session.ts";
import { mayWrite } from "./may-write.ts";
import { refreshShown } from "./refresh-shown.ts";
import { sayNoSection } from "./say-no-section.ts";
import { findSection, type OpenSection } from "./section-target.ts";
import { showProblem } from "./show-refusal.ts";

const MAX_LISTED = 200;

interface TicketEntry extends vscode.QuickPickItem {
  readonly ref: TicketRef | null;
}

/** Links a section to a ticket that exists, in place of a former one. */
export async function linkTicket(app: App, argument: unknown): Promise<void> {
  const found = await findSection(app.specs, argument);
  if (found === undefined) {
    sayNoSection();
    return;
  }
  const { open, section } = found;
  if (!(await mayWrite(open.session))) return;
  const ref = await chooseTicket(open.folder, plainLine(numberedTitle(section), 60));
  if (ref !== undefined) await linkTo(app, found, ref);
}

/** Links a section to a ticket that the person has named. */
export async function linkTo(
  app: App,
  { open, section }: OpenSection,
  ref: TicketRef,
): Promise<void> {
  const linked = await withRun(vscode.l10n.t("Canon: linking {0}", ref.key), (run) =>
    open.folder.engine.link(open.path, section.id, ref, run),
  );
  if (linked.ok) await refreshShown(app, open.session, [ref]);
  else showProblem(linked.error);
}

/** Removes the link from the spec; the ticket stays as it is. */
export async function unlinkTicket(app: App, argument: unknown): Promise<void> {
  const found = await findSection(app.specs, argument);
  if (found === undefined) {
    sayNoSection();
    return;
  }
  const { open, section } = found;
  if (!(await mayWrite(open.session))) return;
  const unlinked = await withRun(vscode.l10n.t("Canon: unlinking"), (run) =>
    open.folder.engine.unlink(open.path, section.id, run),
  );
  if (unlinked.ok) {
    const key = unlinked.value.slice(unlinked.value.indexOf(":") + 1);
    vscode.window.setStatusBarMessage(
      vscode.l10n.t("Canon: unlinked {0}. The ticket itself stays.", key),
      5000,
    );
  } else showProblem(unlinked.error);
}

async function chooseTicket(folder: LoadedFolder, section: string): Promise<TicketRef | undefined> {
  const local = await localTickets(folder);
  if (local.length === 0) return typeKey(folder);
  const other: TicketEntry = {
    label: `$(edit) ${vscode.l10n.t("Enter another key")}`,
    ref: null,
    alwaysShow: true,
  };
  const picked = await vscode.window.showQuickPick([other, ...local], {
    title: vscode.l10n.t("Canon: link ticket"),
    placeHolder: vscode.l10n.t("Which ticket belongs to {0}?", section),
    matchOnDescription: true,
  });
  if (picked === undefined) return undefined;
  return picked.ref ?? typeKey(folder);
}

async function localTickets({ files, engine }: LoadedFolder): Promise<TicketEntry[]> {
  const run = quietRun();
  const listing = await files.list([".canon/tickets/*.md"], run.signal);
  const refs = listing.files
    .map((path) => path.slice(path.lastIndexOf("/") + 1, -".md".length))
    .filter((key) => isTicketKey("local", key))
    .slice(0, MAX_LISTED)
    .map((key): TicketRef => ({ system: "local", key }));
  const readings = await engine.readTickets(refs, run);
  return [...readings.values()].flatMap((reading) => {
    if (reading.kind !== "found") return [];
    const { ref, title, status } = reading.ticket;
    const description = `${plainLine(title, 80)} · ${plainLine(ticketStatusLabel(status.name), 40)}`;
    return [{ label: ref.key, description, ref }];
  });
}

async function typeKey({ config }: LoadedFolder): Promise<TicketRef | undefined> {
  const systems = new Set([...config.config.systems.values()].map(({ system }) => system));
  const [only] = systems.size === 1 ? systems : [];
  const read = (text: string): TicketRef | undefined =>
    parseTicketId(text.trim()) ??
    (only === undefined ? undefined : parseTicketId(`${only}:${text.trim()}`));
  const example = only === undefined ? "jira:PAY-142" : "PAY-142";
  const text = await vscode.window.showInputBox({
    title: vscode.l10n.t("Canon: link ticket"),
    prompt: vscode.l10n.t("Key of the ticket, for example {0}", example),
    validateInput: (value) =>
      read(value) === undefined
        ? vscode.l10n.t("Write SYSTEM:KEY, for example jira:PAY-142.")
        : undefined,
  });
  return text === undefined ? undefined : read(text);
}
