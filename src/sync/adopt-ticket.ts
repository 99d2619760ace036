import { connectionOf, systemAt } from "../core/plan/connections.ts";
import type { PlanItem } from "../core/plan/plan.ts";
import { NEVER_AGREED } from "../core/plan/settle.ts";
import { specSide } from "../core/plan/sides.ts";
import type { Application, Ending } from "./application.ts";

/**
 * Notes of each ticket that a section was made from that its title is agreed.
 *
 * A heading cannot hold every title letter by letter; without this note the next sync would write
 * the heading's spelling into the ticket.
 */
export function adoptTickets(app: Application, endings: ReadonlyMap<PlanItem, Ending>): void {
  for (const [item, { outcome }] of endings) {
    if (item.kind !== "add-section" || outcome !== "done" || item.ticket === null) continue;
    const { link } = item.section;
    const section = app.specFiles
      .document(item.file)
      ?.sections.find(({ id }) => id === item.sectionId);
    const system =
      link === null ? null : connectionOf(app.config, link, systemAt(app.config, item));
    if (section === undefined || system === null) continue;
    const { titleHash } = specSide(section, item.file, app.redact);
    app.ownBases.set(item.ticket, { ...NEVER_AGREED, title: titleHash });
  }
}
