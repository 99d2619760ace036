import type { Route } from "../core/config/route-spec.ts";
import type { SpecDocument, SpecSection } from "../core/model/spec.ts";
import { ticketId, type TicketId } from "../core/model/ticket-ref.ts";
import type { TrackerCapabilities } from "../core/model/ticket.ts";
import type { LinkBase, LinkBases } from "../core/plan/links.ts";
import { settleShadow } from "../core/plan/settle-shadow.ts";
import { keptShadows, shadowTargetsOf } from "../core/plan/shadow-links.ts";
import { wantedShadowParent } from "../core/plan/shadow-parent.ts";
import { shadowSide } from "../core/plan/shadow-side.ts";
import type { Application } from "./application.ts";

/** A spec as a run left it. */
interface LeftSpec {
  readonly path: string;
  readonly document: SpecDocument;
  readonly route: Route;
}

/** What the copies of one section that the run touched agree on now. */
export function settledShadows(
  app: Application,
  { path, document, route }: LeftSpec,
  section: SpecSection,
  before: LinkBases,
  capabilities: ReadonlyMap<string, TrackerCapabilities>,
): [TicketId, LinkBase][] {
  const { config, redact } = app;
  const original = section.tickets[0]?.ref;
  if (original === undefined) return [];
  const targets = shadowTargetsOf(config, route, section);
  return keptShadows(config, targets, section).flatMap(({ system, id }): [TicketId, LinkBase][] => {
    const ticket = app.tickets.get(id);
    if (ticket === undefined) return [];
    const { texts = false, parents = false } = capabilities.get(system.name) ?? {};
    const state = {
      system,
      status: section.status,
      side: shadowSide(section, path, ticketId(original), redact),
      ticket,
      wantedParent: parents ? wantedShadowParent(config, targets, system, document, section) : null,
      texts,
      isWritten: app.written.has(id),
    };
    return [[id, settleShadow(app.ownBases.get(id) ?? before.get(id), state)]];
  });
}
