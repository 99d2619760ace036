import * as vscode from "vscode";
import { ticketId, type TicketRef } from "../../core/model/ticket-ref.ts";
import { plainLine } from "../../core/view/plain-text.ts";
import { ticketStatusLabel } from "../../core/view/status-words.ts";
import { ticketRefs } from "../workspace/ticket-refs.ts";
import type { CommentPlace } from "./comment-place.ts";
import { offerItem } from "./offer-item.ts";
import type { OfferedTicket } from "./open-tickets.ts";

const MAX_NAMED = 200;

/**
 * The keys of tickets: what the window knows, and, once somebody asked for the list, the open tickets
 * without a section.
 */
export async function ticketItems(
  place: CommentPlace,
  token: vscode.CancellationToken,
): Promise<vscode.CompletionList> {
  const { open, part, isInvoked, tickets } = place;
  const { name } = part;
  const isWanted = ({ system }: TicketRef): boolean =>
    name.kind !== "key" || system === name.system;
  if (isInvoked) await tickets.search(open.session, token);
  const known = tickets.known(open.session).filter(({ ref }) => isWanted(ref));
  const titled = new Set(known.map(({ ref }) => ticketId(ref)));
  const named = ticketRefs(open.spec)
    .filter((ref) => isWanted(ref) && !titled.has(ticketId(ref)) && ref.key !== part.typed)
    .slice(0, MAX_NAMED);
  const items = [...known, ...named.map((ref) => ({ ref }))].map((ticket, order) =>
    ticketItem(place, ticket, order),
  );
  if (!tickets.isFresh(open.session)) items.push(searchItem(place, items.length));
  return new vscode.CompletionList(items);
}

function ticketItem(
  place: CommentPlace,
  { ref, title, status }: Pick<OfferedTicket, "ref"> & Partial<OfferedTicket>,
  order: number,
): vscode.CompletionItem {
  const offer = { kind: vscode.CompletionItemKind.Reference, text: ref.key, order };
  const item = offerItem(place, {
    ...offer,
    ...(title === undefined ? {} : { description: plainLine(title) }),
    ...(status === undefined ? {} : { detail: plainLine(ticketStatusLabel(status), 60) }),
    // Words of the title find the ticket as well.
    filterText: title === undefined ? ref.key : `${ref.key} ${plainLine(title)}`,
  });
  return item;
}

/** Asks the trackers, which typing alone never does. */
function searchItem(place: CommentPlace, order: number): vscode.CompletionItem {
  const { part, line } = place;
  const label = vscode.l10n.t("Search open tickets…");
  const item = new vscode.CompletionItem({ label }, vscode.CompletionItemKind.Event);
  item.range = new vscode.Range(line, part.start, line, part.start + part.typed.length);
  item.insertText = part.typed;
  // Found by whatever was typed, and last.
  item.filterText = part.typed;
  item.sortText = String(order).padStart(4, "9");
  item.detail = vscode.l10n.t("Asks the trackers for open tickets without a section");
  item.command = { command: "canon.suggest", title: label, arguments: ["search"] };
  return item;
}
