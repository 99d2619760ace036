import * as vscode from "vscode";
import { parseTicketId, ticketId } from "../../core/model/ticket-ref.ts";
import type { SpecDocument } from "../../core/model/spec.ts";
import type { RecordedRow } from "../../core/view/recorded-rows.ts";
import { evidenceFile } from "../links/evidence-file.ts";
import { ticketPlace } from "../links/ticket-place.ts";
import type { FolderSession } from "../workspace/folder-session.ts";
import type { PlacedRow } from "./history-text.ts";

/** Links from the items of a run to their sections, where these stand now, and to their tickets. */
export async function historyLinks(
  document: vscode.TextDocument,
  session: FolderSession,
  items: readonly PlacedRow[],
): Promise<vscode.DocumentLink[]> {
  const specs = await readSpecs(session, items);
  return items.flatMap(({ row, sectionLine, ticketLine }) => {
    const spec = specs.get(row.file);
    const section = spec === undefined ? undefined : sectionOf(spec.document, row);
    const links: (vscode.DocumentLink | undefined)[] = [];
    if (spec !== undefined && section !== undefined) {
      const target = spec.uri.with({ fragment: `L${section.line}` });
      links.push(
        link(document, sectionLine, row.section, target, vscode.l10n.t("Open the section")),
      );
    }
    const ref = row.ticket === null ? undefined : parseTicketId(row.ticket);
    const own = section?.tickets.find((one) => ticketId(one.ref) === row.ticket);
    const place =
      ref === undefined ? undefined : ticketPlace(session, { ref, url: own?.url ?? null });
    if (ticketLine !== null && row.ticket !== null && place !== undefined) {
      links.push(link(document, ticketLine, row.ticket, place, vscode.l10n.t("Open the ticket")));
    }
    return links.filter((one) => one !== undefined);
  });
}

interface OpenedSpec {
  readonly uri: vscode.Uri;
  readonly document: SpecDocument;
}

async function readSpecs(
  session: FolderSession,
  items: readonly PlacedRow[],
): Promise<ReadonlyMap<string, OpenedSpec>> {
  const { files, parse } = await session.load();
  const specs = new Map<string, OpenedSpec>();
  for (const path of new Set(items.map(({ row }) => row.file))) {
    const uri = await evidenceFile(session.folder.uri, path);
    const reading = uri === undefined ? undefined : await files.read(path);
    if (uri !== undefined && reading?.kind === "found") {
      specs.set(path, { uri, document: parse(reading.text) });
    }
  }
  return specs;
}

function sectionOf({ sections }: SpecDocument, { ticket, sectionId }: RecordedRow) {
  const byTicket = sections.find(({ tickets }) =>
    tickets.some(({ ref }) => ticketId(ref) === ticket),
  );
  return byTicket ?? sections.find(({ id }) => id === sectionId);
}

function link(
  document: vscode.TextDocument,
  lineIndex: number,
  text: string,
  target: vscode.Uri,
  tooltip: string,
): vscode.DocumentLink | undefined {
  if (lineIndex >= document.lineCount) return undefined;
  const start = document.lineAt(lineIndex).text.indexOf(text);
  if (start < 0) return undefined;
  const range = new vscode.Range(lineIndex, start, lineIndex, start + text.length);
  const shown = new vscode.DocumentLink(range, target);
  shown.tooltip = tooltip;
  return shown;
}
