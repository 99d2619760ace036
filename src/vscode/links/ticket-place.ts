import * as vscode from "vscode";
import type { TicketLink } from "../../core/model/spec.ts";
import type { FolderSession } from "../workspace/folder-session.ts";

/**
 * Where a person can look at a ticket: its file, or its page in the tracker.
 *
 * Addresses come from a tracker or a spec, so only plain web addresses count; the host is what
 * the editor shows before it opens one.
 */
export function ticketPlace(
  session: FolderSession,
  link: Pick<TicketLink, "ref" | "url">,
): vscode.Uri | undefined {
  if (link.ref.system === "local") return session.uriOf(`.canon/tickets/${link.ref.key}.md`);
  const reading = session.live.get(link.ref);
  const known = reading?.kind === "found" ? reading.ticket.url : null;
  return webAddress(known) ?? webAddress(link.url);
}

/** An address that a browser may be sent to; undefined for every other text. */
export function webAddress(text: string | null): vscode.Uri | undefined {
  const url = text === null || !URL.canParse(text) ? undefined : new URL(text);
  if (url === undefined || url.username !== "" || url.password !== "") return undefined;
  const isLoopback = ["localhost", "127.0.0.1", "[::1]"].includes(url.hostname);
  const isWeb = url.protocol === "https:" || (url.protocol === "http:" && isLoopback);
  return isWeb ? vscode.Uri.parse(url.href, true) : undefined;
}
