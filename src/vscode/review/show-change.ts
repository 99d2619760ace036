import * as vscode from "vscode";
import { applySplices } from "../../core/kernel/splice.ts";
import { parseTicketId } from "../../core/model/ticket-ref.ts";
import type { PlanItem } from "../../core/plan/plan.ts";
import { copyOf } from "../../core/plan/shadow-side.ts";
import { redact } from "../../core/redact/redact.ts";
import { messageLine } from "../../core/view/plain-text.ts";
import { editOf } from "../../core/plan/edit-of.ts";
import { quietRun } from "../host/run.ts";
import type { LoadedFolder } from "../workspace/folder-session.ts";
import type { PlanDocuments } from "./plan-documents.ts";
import type { PlanSources } from "./plan-sources.ts";

const NO_TEXT: ReadonlySet<PlanItem["kind"]> = new Set([
  "transition-ticket",
  "link-parent",
  "link-pull-request",
]);

/** Tells whether a change has a text to compare. */
export function hasDiff(item: PlanItem): boolean {
  return !NO_TEXT.has(item.kind);
}

/** Shows one planned change as it will be: the spec, or the ticket, before and after. */
export async function showChange(
  item: PlanItem,
  folder: LoadedFolder,
  sources: PlanSources,
  documents: PlanDocuments,
): Promise<void> {
  switch (item.kind) {
    case "create-shadow":
    case "create-ticket": {
      const { title, managedText } = item.draft;
      const isCopy = item.kind === "create-shadow" && item.of !== null;
      const body = isCopy ? copyOf(item.of, managedText, redact) : managedText;
      await documents.showDiff(
        "new-ticket.md",
        vscode.l10n.t("Canon: new ticket"),
        "",
        ticketText(title, body),
      );
      return;
    }
    case "update-ticket":
      await showTicket(item, folder, documents);
      return;
    case "transition-ticket":
    case "link-parent":
    case "link-pull-request":
      return;
    case "close-ticket":
    case "comment":
      await documents.showDiff(
        "comment.md",
        vscode.l10n.t("Canon: new comment"),
        "",
        `${item.comment.text}\n`,
      );
      return;
    default:
      await showSpec(item, sources, documents);
  }
}

async function showTicket(
  item: Extract<PlanItem, { kind: "update-ticket" }>,
  folder: LoadedFolder,
  documents: PlanDocuments,
): Promise<void> {
  const ref = item.ticket === null ? undefined : parseTicketId(item.ticket);
  if (ref === undefined || item.ticket === null) return;
  const readings = await folder.engine.readTickets([ref], quietRun());
  const reading = readings.get(item.ticket);
  if (reading?.kind !== "found") {
    void vscode.window.showWarningMessage(
      vscode.l10n.t("{0} could not be read, so there is no comparison.", ref.key),
    );
    return;
  }
  const { title, managedText } = reading.ticket;
  const before = ticketText(title, managedText ?? "");
  const after = ticketText(
    item.change.title ?? title,
    item.change.managedText ?? managedText ?? "",
  );
  await documents.showDiff(
    `${ref.key}.md`,
    vscode.l10n.t("Canon: {0}, now and after", ref.key),
    before,
    after,
  );
}

async function showSpec(
  item: PlanItem,
  sources: PlanSources,
  documents: PlanDocuments,
): Promise<void> {
  const document = sources.document(item.file);
  const edit = document === undefined ? undefined : editOf(document, item);
  if (document === undefined || edit === undefined) return;
  if (!edit.ok) {
    void vscode.window.showWarningMessage(messageLine(edit.error.message));
    return;
  }
  const after = applySplices(document.text, edit.value);
  await documents.showDiff(
    item.file,
    vscode.l10n.t("Canon: {0}, now and after", item.file),
    document.text,
    after,
  );
}

/** Exactly what the ticket holds or will hold: an editor shows it as text and marks odd characters. */
function ticketText(title: string, body: string): string {
  return `# ${title}\n\n${body}\n`;
}
