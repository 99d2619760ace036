import { isSameName, specStatesFor, ticketStatusFor } from "../config/status-map.ts";
import type { Problem } from "../kernel/problem.ts";
import { t } from "../kernel/texts.ts";
import { formatSpecStatus } from "../model/status.ts";
import { ticketId } from "../model/ticket-ref.ts";
import type { Ticket } from "../model/ticket.ts";
import { itemBase, type Findings } from "./linked-section.ts";
import type { LinkBase } from "./links.ts";
import { mayMove } from "./merge-status.ts";
import type { ItemReason } from "./item-base.ts";
import type { HeldItem, PlannedParent } from "./plan.ts";
import { isDismissed } from "./references.ts";
import { holdsText, settleShadow } from "./settle-shadow.ts";
import { wantedShadowParent } from "./shadow-parent.ts";
import type { PlacedShadow } from "./shadow-place.ts";
import { looksLikeCopy, shadowSide, type ShadowSide } from "./shadow-side.ts";
import type { Snapshot } from "./snapshot.ts";
import { isSameKey } from "./ticket-keys.ts";

/** Brings a copy up to date with its section; nothing flows back from it. */
export function planShadow(
  at: PlacedShadow,
  snapshot: Snapshot,
  findings: Findings,
  problems: Problem[],
): void {
  const { spec, section, system, shadow, original } = at;
  const reading = snapshot.tickets.get(shadow.id);
  const base = snapshot.bases.get(shadow.id);
  if (reading?.kind !== "found") {
    // A dismissed link was seen by a person, who leaves it as it is.
    if (isDismissed(snapshot.references.get(shadow.id))) return;
    const why = reading?.kind === "unreadable" ? reading.error.message : null;
    findings.held.push(heldShadow(at, base, reading?.kind === "missing" ? "gone" : why));
    return;
  }
  const { ticket } = reading;
  if (original.id === null) return;
  if (base === undefined && !looksLikeCopy(ticket)) {
    problems.push(notACopy(at));
    return;
  }
  const side = shadowSide(section, spec.file, original.id, snapshot.redact);
  const { texts = false } = snapshot.capabilities.get(system.name) ?? {};
  const known = { at, ticket, side, base };
  planMove(known, snapshot, findings);
  if (texts) planTexts(known, findings);
  const wantedParent = planParent(known, snapshot, findings);
  const state = { system, status: section.status, side, ticket, wantedParent, texts };
  const settled = settleShadow(base, { ...state, isWritten: false });
  if (settled !== base) findings.agreements.push({ ticket: shadow.id, base: settled });
}

interface KnownShadow {
  readonly at: PlacedShadow;
  readonly ticket: Ticket;
  readonly side: ShadowSide;
  readonly base: LinkBase | undefined;
}

function planMove(known: KnownShadow, snapshot: Snapshot, findings: Findings): void {
  const { at, ticket, base } = known;
  const { section, system, shadow } = at;
  const { status } = section;
  if (status === null || !mayMove(status, snapshot.config.lifecycleSync)) return;
  if (specStatesFor(system, ticket.status).agreeing.has(status.state)) return;
  const wanted = ticketStatusFor(system, status.state);
  const ways = snapshot.reachable.get(shadow.id) ?? null;
  if (ways !== null && !ways.some((one) => isSameName(one, wanted))) {
    findings.held.push(heldMove(known, wanted));
    return;
  }
  const isEdited = base !== undefined && base.raw !== null && base.raw !== ticket.status.name;
  findings.items.push({
    kind: "transition-ticket",
    ...itemOf(known, "transition-ticket", isEdited, ticket.status.name, wanted),
    status: wanted,
  });
}

function planTexts(known: KnownShadow, { items }: Findings): void {
  const { ticket, side, base } = known;
  const change = {
    ...(ticket.title === side.spec.title ? {} : { title: side.spec.title }),
    ...(holdsText(ticket, side, base) ? {} : { managedText: side.managedText }),
  };
  const parts = Object.keys(change).map((part) => (part === "title" ? "title" : "text"));
  if (parts.length === 0) return;
  const isTitleEdited = change.title !== undefined && base?.title === side.spec.titleHash;
  const isTextEdited = change.managedText !== undefined && base?.text === side.hash;
  const isEdited = isTitleEdited || isTextEdited;
  items.push({
    kind: "update-ticket",
    ...itemOf(known, "update-ticket", isEdited, null, parts.join(" and ")),
    change,
  });
}

/** Gives back the parent that the copy should have; one that a person chose stays. */
function planParent(
  known: KnownShadow,
  { config, capabilities }: Snapshot,
  { items }: Findings,
): string | null {
  const { at, ticket, base } = known;
  const { section, spec, system, targets } = at;
  const { parents = false } = capabilities.get(system.name) ?? {};
  const key = wantedShadowParent(config, targets, system, spec.document, section);
  if (key === null || !parents) return null;
  const isFree =
    ticket.parentKey === null || isSameKey(system, ticket.parentKey, base?.parent ?? null);
  if (isFree && !isSameKey(system, ticket.parentKey, key)) {
    const parent: PlannedParent = { kind: "ticket", key };
    items.push({
      kind: "link-parent",
      ...itemOf(known, "link-parent", false, ticket.parentKey, key),
      parent,
    });
  }
  return key;
}

function itemOf(
  { at, ticket, base, side }: KnownShadow,
  what: string,
  isEdited: boolean,
  from: string | null,
  to: string,
) {
  const { spec, section, system, shadow } = at;
  const reason: ItemReason =
    base === undefined ? "first-contact" : isEdited ? "shadow/edited" : "spec/moved";
  const linked = { spec, section, system, ticket, id: shadow.id };
  const note = isEdited
    ? t("Overwrites what was changed in this copy of {0}.", side.original)
    : t("A copy of {0}.", side.original);
  return {
    ...itemBase(linked, `${what}:${system.name}`, "forward", reason, from, to),
    note,
    shadowOf: side.original,
  };
}

/** `why` is "gone" for a copy that is missing, null for one that was not asked for. */
function heldShadow(at: PlacedShadow, base: LinkBase | undefined, why: string | null): HeldItem {
  const { key } = at.shadow.link.ref;
  const message =
    why === "gone"
      ? t(
          "The tracker has no ticket {0}, which was a copy of {1}. Nothing was changed, and no other copy is made. Remove the canon:shadow comment to have a new one made.",
          key,
          at.original.id ?? t("this section's ticket"),
        )
      : t(
          "The copy {0} could not be read: {1} Nothing was changed. Sync again when the tracker answers.",
          key,
          why ?? t("it was not asked for."),
        );
  return held(at, why === "gone" ? "ticket/missing" : "ticket/unreadable", base, null, message);
}

function heldMove({ at, ticket, base }: KnownShadow, wanted: string): HeldItem {
  const { name } = ticket.status;
  const message = t(
    'The copy {0} is "{1}", and its workflow has no step from there to "{2}". Nothing was changed. Move it in the tracker, or change the status map.',
    ticket.ref.key,
    name,
    wanted,
  );
  return held(at, "workflow/no-transition", base, name, message);
}

function held(
  { spec, section, shadow, original }: PlacedShadow,
  reason: HeldItem["reason"],
  base: LinkBase | undefined,
  tracker: string | null,
  message: string,
): HeldItem {
  return {
    file: spec.file,
    sectionId: section.id,
    sectionIndex: section.index,
    ticket: shadow.id,
    reason,
    spec: section.status === null ? null : formatSpecStatus(section.status),
    tracker,
    base: base?.status ?? null,
    message,
    ...(original.id === null ? {} : { shadowOf: original.id }),
  };
}

function notACopy({ spec, shadow, system }: PlacedShadow): Problem {
  return {
    code: "sync/not-a-copy",
    severity: "warning",
    file: spec.file,
    line: shadow.link.line,
    message: t(
      '{0} is linked as a copy in "{1}", but Canon did not make it, so it was left alone. Give it the label canon:shadow to let Canon overwrite its title, text and status, or remove the comment.',
      ticketId(shadow.link.ref),
      system.name,
    ),
  };
}
