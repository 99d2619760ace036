import * as vscode from "vscode";
import { applySplices, type Splice } from "../../core/kernel/splice.ts";
import { ticketId, type TicketRef } from "../../core/model/ticket-ref.ts";
import { nameOf, pastedTicket, type TrackerHost } from "../../core/plan/pasted-ticket.ts";
import { headingNear } from "../../core/spec/heading-near.ts";
import { insertShadow, insertTicketLink } from "../../core/spec/write-links.ts";
import type { App } from "../app.ts";
import { minimalEdit } from "../host/minimal-edit.ts";
import type { OpenSpec } from "../workspace/open-specs.ts";

/** An edit that links a section, with the words that offer it. */
export interface TicketOffer {
  readonly title: string;
  readonly edit: vscode.WorkspaceEdit;
}

/** What a text does at a line of a spec; undefined where it is only a text. `line` is from 0. */
export async function offerLink(
  app: App,
  open: OpenSpec,
  line: number,
  text: string,
): Promise<TicketOffer | undefined> {
  const section = headingNear(open.spec, line);
  if (section === undefined) return undefined;
  const spec = { file: open.path, document: open.spec };
  const ref = pastedTicket(text, open.folder.config.config, spec, await knownHosts(app, open));
  if (ref === undefined) return undefined;
  const [primary] = section.tickets;
  if (primary === undefined) {
    const title = vscode.l10n.t("Link ticket {0}", ref.key);
    return offered(open, title, insertTicketLink(open.spec, section.index, ref));
  }
  // A copy lies in another tracker; a second ticket in the same one is for Link Ticket to replace.
  if (ticketId(primary.ref) === ticketId(ref) || primary.ref.system === ref.system)
    return undefined;
  const title = vscode.l10n.t("Add {0} as a read-only copy of {1}", ref.key, primary.ref.key);
  return offered(open, title, insertShadow(open.spec, section.index, ref));
}

function offered(
  { document, spec }: OpenSpec,
  title: string,
  edited: { readonly ok: true; readonly value: readonly Splice[] } | { readonly ok: false },
): TicketOffer | undefined {
  if (!edited.ok) return undefined;
  const change = minimalEdit(spec.text, applySplices(spec.text, edited.value));
  // The section has the link already.
  if (change === undefined) return undefined;
  const edit = new vscode.WorkspaceEdit();
  const range = new vscode.Range(
    document.positionAt(change.start),
    document.positionAt(change.end),
  );
  edit.replace(document.uri, range, change.text);
  return { title, edit };
}

/** Where the person's credentials are good, and where tickets that the window knows lie. */
export async function knownHosts(app: App, { session }: OpenSpec): Promise<TrackerHost[]> {
  const { stored } = await app.accounts();
  const given = (await stored.list()).map(({ system, baseUrl }) => ({
    system,
    host: nameOf(baseUrl),
  }));
  const seen = session.live.known().flatMap((ref: TicketRef) => {
    const reading = session.live.get(ref);
    const url = reading?.kind === "found" ? reading.ticket.url : null;
    return url === null ? [] : [{ system: ref.system, host: nameOf(url) }];
  });
  return [...given, ...seen];
}
