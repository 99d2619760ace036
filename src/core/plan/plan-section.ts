import type { CanonConfig, SystemConfig } from "../config/config.ts";
import { specStatesFor } from "../config/status-map.ts";
import type { Problem } from "../kernel/problem.ts";
import { err, ok, type Result } from "../kernel/result.ts";
import { applySplices } from "../kernel/splice.ts";
import type { SpecSection } from "../model/spec.ts";
import { specStatus } from "../model/status.ts";
import type { Ticket } from "../model/ticket.ts";
import { holdsMask } from "../redact/placeholders.ts";
import type { Redactor } from "../redact/redact.ts";
import { toCriterionText } from "../spec/criterion-text.ts";
import { parseSpec } from "../spec/parse-spec.ts";
import { indexBehind } from "../spec/new-place.ts";
import { insertSection, type SectionDraft } from "../spec/write-section.ts";
import { linkRef, placedId } from "./connections.ts";
import { draftedText } from "./drafted-text.ts";
import { PLAN_VERSION, type AddSectionItem, type ChangePlan } from "./plan.ts";
import type { SpecReading } from "./snapshot.ts";

/**
 * Plans the section that a ticket lacks: one item, to be reviewed and applied like any other.
 *
 * Errors: a place or a text with which no section can be made safely.
 */
export function planSection(
  config: CanonConfig,
  { system, ticket }: { readonly system: SystemConfig; readonly ticket: Ticket },
  { spec, after }: { readonly spec: SpecReading; readonly after: SpecSection | null },
  { takenAt, redact }: { readonly takenAt: string; readonly redact: Redactor },
): Result<ChangePlan, Problem> {
  const { file, document } = spec;
  const place = after?.index ?? null;
  const section = draftSection(config, system, ticket);
  const edit = insertSection(
    document,
    place,
    isSecret(section, redact) ? masked(section) : section,
  );
  if (!edit.ok) return err({ ...edit.error, file });
  const sectionIndex = indexBehind(document.sections, place);
  const made = parseSpec(applySplices(document.text, edit.value)).sections[sectionIndex];
  const id = placedId(config, system, linkRef(config, system, ticket.ref));
  const item: AddSectionItem = {
    kind: "add-section",
    id: `add-section@${file}:${id}`,
    direction: "reverse",
    ...{ file, sectionId: made?.id ?? id, sectionIndex },
    ...{ system: system.system, target: system.name, project: system.project, ticket: id },
    from: null,
    to: toCriterionText(ticket.title),
    reason: "ticket/unlinked",
    note: null,
    fileHash: spec.hash,
    ticketRevision: ticket.revision,
    after: place,
    section,
  };
  return ok({
    ...{ planVersion: PLAN_VERSION, takenAt, items: [item], held: [] },
    ...{ agreements: [], settledIntents: [], references: [], problems: [] },
  });
}

/** What a section would say that a ticket says: its words, its boxes, its status by the map. */
function draftSection(config: CanonConfig, system: SystemConfig, ticket: Ticket): SectionDraft {
  const { preferred } = specStatesFor(system, ticket.status);
  return {
    title: ticket.title,
    ...draftedText(ticket),
    link: linkRef(config, system, ticket.ref),
    status: specStatus(preferred),
  };
}

function isSecret({ title, prose, criteria }: SectionDraft, redact: Redactor): boolean {
  const texts = [title, prose, ...criteria.map(({ text }) => text)];
  const text = texts.join("\n");
  return holdsMask(text) || redact(text).found.length > 0;
}

/** A draft that is refused as one whose secret was taken out before it came here. */
function masked(section: SectionDraft): SectionDraft {
  return { ...section, title: "[REDACTED:secret]" };
}
