import { applySplices, type Splice } from "../kernel/splice.ts";
import type { SpecSection } from "../model/spec.ts";
import type { Redactor } from "../redact/redact.ts";
import { isSameTitle } from "../spec/heading-title.ts";
import { comparableText } from "../spec/comparable-text.ts";
import { parseSpec } from "../spec/parse-spec.ts";
import { setProse } from "../spec/write-prose.ts";
import { setTitle } from "../spec/write-title.ts";
import type { SpecEdit } from "../spec/edit-target.ts";
import { givenUpNote } from "./given-up.ts";
import { itemBase, type Findings, type LinkedSection } from "./linked-section.ts";
import type { ItemReason } from "./item-base.ts";
import { specSide, TextSide, type SpecSide } from "./sides.ts";
import type { TextConflict, TextMerge, TitleMerge } from "./text-merge.ts";

/** A section as it will stand, what its ticket should hold then, and what could not be written. */
export interface SettledTexts {
  readonly section: SpecSection;
  readonly ticket: TextSide;
  readonly conflicts: readonly TextConflict[];
}

/**
 * Plans what a section's heading and text take over from the ticket, or from a merge.
 *
 * Each edit is tried here, so that what is shown can be done, and so that the ticket is compared
 * with what the spec will say.
 */
export function planSpecTexts(
  linked: LinkedSection,
  side: SpecSide,
  merge: TextMerge,
  redact: Redactor,
  findings: Findings,
): SettledTexts {
  const { title, prose, criteria } = merge;
  const writing = new Writing(linked, redact, findings);
  if (title.toSpec !== null) writing.setTitle(title.toSpec, title);
  if (prose.toSpec !== null) writing.setText(prose.toSpec, prose);
  const section = writing.section();
  const after = section === linked.section ? side : specSide(section, linked.spec.file, redact);
  const { conflicts } = writing;
  const isRefused = (reason: TextConflict["reason"]) => conflicts.some((c) => c.reason === reason);
  const ticketTitle = linked.ticket.title;
  const keptTitle = isRefused("conflict/title") ? ticketTitle : (title.ticket ?? after.title);
  const keptProse = prose.ticket?.prose ?? null;
  const takesSpec = prose.toSpec !== null && !isRefused("conflict/text");
  const wanted = takesSpec || keptProse === null ? after.prose : keptProse;
  const isSaid = keptProse !== null && comparableText(keptProse) === comparableText(wanted);
  return {
    section,
    ticket: new TextSide(
      isSameTitle(keptTitle, ticketTitle) ? ticketTitle : keptTitle,
      isSaid ? keptProse : wanted,
      criteria,
    ),
    conflicts,
  };
}

type Origin = Pick<TitleMerge, "givenUp" | "isMerged">;

class Writing {
  readonly conflicts: TextConflict[] = [];
  readonly #linked: LinkedSection;
  readonly #redact: Redactor;
  readonly #findings: Findings;
  readonly #splices: Splice[] = [];

  constructor(linked: LinkedSection, redact: Redactor, findings: Findings) {
    this.#linked = linked;
    this.#redact = redact;
    this.#findings = findings;
  }

  setTitle(title: string, merge: Origin): void {
    const { spec, section } = this.#linked;
    const edit = setTitle(spec.document, section.index, title);
    if (!this.#accepts(edit, "conflict/title")) return;
    const [from, to] = [this.#redact(section.title).text, this.#redact(title).text];
    const base = itemBase(this.#linked, "set-title", "reverse", reasonOf(merge), from, to);
    this.#findings.items.push({ kind: "set-title", ...base, note: this.#note(merge), title });
  }

  setText(text: string, merge: Origin): void {
    const { spec, section } = this.#linked;
    const edit = setProse(spec.document, section.index, text);
    if (!this.#accepts(edit, "conflict/text")) return;
    const base = itemBase(this.#linked, "set-text", "reverse", reasonOf(merge), null, "text");
    this.#findings.items.push({ kind: "set-text", ...base, note: this.#note(merge), text });
  }

  /** The section as it will stand. */
  section(): SpecSection {
    const { spec, section } = this.#linked;
    if (this.#splices.length === 0) return section;
    const edited = parseSpec(applySplices(spec.document.text, this.#splices));
    return edited.sections[section.index] ?? section;
  }

  #accepts(edit: SpecEdit, reason: TextConflict["reason"]): boolean {
    if (!edit.ok) this.conflicts.push({ reason, message: edit.error.message });
    else this.#splices.push(...edit.value);
    return edit.ok && edit.value.length > 0;
  }

  #note({ givenUp }: Origin): string | null {
    return givenUp === null ? null : givenUpNote(givenUp, this.#redact);
  }
}

function reasonOf({ givenUp, isMerged = false }: Origin): ItemReason {
  if (isMerged) return "conflict/merged";
  return givenUp === null ? "tracker/moved" : `conflict/${givenUp.field}`;
}
