import type { Problem } from "../core/kernel/problem.ts";
import { err, ok, type Result } from "../core/kernel/result.ts";
import { t } from "../core/kernel/texts.ts";
import type { TicketId } from "../core/model/ticket-ref.ts";
import type { TicketReading } from "../core/model/ticket.ts";
import { connectionOf, placedRef, targetOf } from "../core/plan/connections.ts";
import { ticketId } from "../core/model/ticket-ref.ts";
import { isDismissed, refusalOf, type ReferenceHealth } from "../core/plan/references.ts";
import type { Application } from "./application.ts";
import type { FoundSection } from "./edit-section.ts";
import { noteReferences, readReferences } from "./references.ts";

/**
 * Notes that a person has seen a broken link and leaves it as it is, or takes that back.
 *
 * Neither the link nor the section's status changes. Only a link that is in fact refused can be
 * dismissed: any other would silently stop being synced.
 */
export async function dismissLink(
  app: Application,
  found: FoundSection,
  isDismissal: boolean,
): Promise<Result<TicketId, Problem>> {
  const { spec, section } = found;
  const ref = section.tickets[0]?.ref;
  if (ref === undefined) {
    return err(refused(found, "link/not-linked", t("The section has no ticket.")));
  }
  const system = connectionOf(app.config, ref, targetOf(app.config, spec));
  const placed = system === null ? ref : placedRef(app.config, system, ref);
  const id = ticketId(placed);
  const health = (await readReferences(app.files)).get(id);
  if (!isDismissal) {
    if (health === undefined || !isDismissed(health)) {
      const message = t("The link to {0} is not dismissed.", ref.key);
      return err(refused(found, "link/not-dismissed", message));
    }
    return note(app, found, id, null);
  }
  const readings =
    health !== undefined || system === null
      ? new Map<TicketId, TicketReading>()
      : await app.trackers.read([{ system, ref: placed }]);
  const refusal = health?.refusal ?? refusalIn(readings.get(id));
  if (refusal === null)
    return err(refused(found, "link/not-broken", why(ref.key, readings.get(id))));
  const now = app.clock.now();
  const fresh = { failures: 1, refusal, since: now, checkedAt: now };
  return note(app, found, id, { ...(health ?? fresh), dismissedAt: now });
}

function refusalIn(reading: TicketReading | undefined): ReferenceHealth["refusal"] | null {
  return reading === undefined ? null : refusalOf(reading);
}

function why(key: string, reading: TicketReading | undefined): string {
  if (reading?.kind === "found") return t("The tracker has {0}, so its link is not broken.", key);
  const message =
    reading?.kind === "unreadable" ? reading.error.message : t("Nobody could be asked.");
  return t("Whether the link to {0} is broken is not known now: {1}", key, message);
}

async function note(
  app: Application,
  found: FoundSection,
  ticket: TicketId,
  health: ReferenceHealth | null,
): Promise<Result<TicketId, Problem>> {
  if (await noteReferences(app.files, [{ ticket, health }])) return ok(ticket);
  return err(
    refused(found, "link/not-noted", t("The note could not be written below .canon/cache.")),
  );
}

function refused({ spec, section }: FoundSection, code: string, what: string): Problem {
  const message = /nothing was changed/i.test(what) ? what : t("{0} Nothing was changed.", what);
  return { code, severity: "error", file: spec.file, line: section.line, message };
}
