import * as vscode from "vscode";
import { numberedTitle } from "../../core/model/numbered-title.ts";
import type { SpecSection } from "../../core/model/spec.ts";
import { coverageOf } from "../../core/view/coverage.ts";
import { KeptBySection } from "../../core/view/kept-by-section.ts";
import { ticketText, type LiveTicket } from "../../core/view/lens-text.ts";
import { plainLine } from "../../core/view/plain-text.ts";
import type { FileNode, SectionNode, SpecNode } from "../../core/view/spec-tree.ts";
import { countSections } from "../../core/view/spec-counts.ts";
import { STATUS_ICONS, type StatusIcon } from "../../core/view/status-icons.ts";
import { specStatusLabel } from "../../core/view/status-words.ts";
import { facetIcon, facetLabel } from "./facet-words.ts";
import type { KnownSpecs, SectionFacts } from "./known-specs.ts";

/** All that is seen of a row. Plain data, so that two looks can be compared. */
export interface RowLook {
  readonly label: string;
  readonly description: string;
  readonly icon: StatusIcon;
  /** Named by `viewItem` in the manifest, for the menus of the row. */
  readonly context: string;
  /** What a screen reader says in place of all the rest. */
  readonly spoken: string;
}

const MAX_TITLE = 120;

export function rowLook(node: SpecNode, known: KnownSpecs): RowLook {
  switch (node.kind) {
    case "folder":
      return counted(plainLine(node.folder.name, MAX_TITLE), node.count, {
        icon: { shape: "root-folder", colour: null },
        context: "specFolder",
      });
    case "group":
      return counted(facetLabel(node.facet), node.count, {
        icon: facetIcon(node.facet),
        context: "specGroup",
      });
    case "spec":
      return specLook(node);
    case "section":
      return sectionLook(node, known.factsOf(node.folder, node.spec, node.section));
  }
}

/**
 * What the look of a row is made from, in a form that can be compared. A section's is worth it: where
 * somebody types, a thousand of them are compared, and few look different.
 */
export function lookSource(node: SpecNode, known: KnownSpecs): string {
  if (node.kind !== "section") return JSON.stringify(rowLook(node, known));
  const facts = known.factsOf(node.folder, node.spec, node.section);
  return SOURCES.of(node.section, [facts], () => sectionSource(node.section, facts));
}

const SOURCES = new KeptBySection<string>();

function sectionSource(section: SpecSection, { live, copies, standing }: SectionFacts): string {
  const { number, title, status, tickets, shadows } = section;
  const { criteria, checked } = coverageOf(section);
  const links = [tickets[0]?.ref, tickets.length, shadows.length];
  const seen = [live, ...copies].map(
    (one) => one && [one.agrees, one.health, one.lastSeen, said(one)],
  );
  return JSON.stringify([number, title, status, links, criteria, checked, standing, seen]);
}

function said({ reading }: LiveTicket): unknown {
  switch (reading.kind) {
    case "found":
      return [reading.ticket.ref, reading.ticket.status.name];
    case "unreadable":
      return reading.error;
    case "missing":
      return reading.kind;
  }
}

function counted(label: string, count: number, rest: Pick<RowLook, "icon" | "context">): RowLook {
  const spoken =
    count === 1
      ? vscode.l10n.t("{0}: 1 section", label)
      : vscode.l10n.t("{0}: {1} sections", label, count);
  return { label, description: String(count), spoken, ...rest };
}

function specLook({ spec }: FileNode): RowLook {
  const { done, total } = countSections(spec.document);
  const label = plainLine(spec.document.title, MAX_TITLE);
  const file = plainLine(spec.file, MAX_TITLE);
  return {
    label,
    description: total === 0 ? file : `${done}/${total} · ${file}`,
    icon: { shape: "book", colour: null },
    context: "spec",
    spoken:
      total === 0
        ? vscode.l10n.t("Spec {0}, {1}, has no sections", label, file)
        : vscode.l10n.t("Spec {0}, {1}: {2} of {3} sections done", label, file, done, total),
  };
}

function sectionLook({ section }: SectionNode, facts: SectionFacts): RowLook {
  const label = plainLine(numberedTitle(section), MAX_TITLE);
  const link = section.tickets[0];
  const ticket =
    link === undefined ? null : ticketText(section, link.ref.key, facts.live, facts.copies);
  const { criteria, checked } = coverageOf(section);
  const isOpen = facts.standing === "open";
  const description = [
    ...(ticket === null ? [] : [ticket.title]),
    ...(criteria === 0 ? [] : [`${checked}/${criteria}`]),
    ...(isOpen ? [vscode.l10n.t("claims not shown")] : []),
  ];
  const status = plainLine(specStatusLabel(section.status));
  const sentences = [
    vscode.l10n.t("Section {0}, status {1}.", label, status),
    ticket?.tooltip ?? vscode.l10n.t("No ticket is linked to it."),
    ...criteriaSentence(checked, criteria),
    ...standingSentence(facts),
  ];
  return {
    label,
    description: description.join(" · "),
    icon: STATUS_ICONS[section.status?.state ?? "draft"],
    context: link === undefined ? "specSection.unlinked" : "specSection.linked",
    spoken: sentences.join(" "),
  };
}

function criteriaSentence(checked: number, criteria: number): string[] {
  if (criteria === 0) return [];
  return [vscode.l10n.t("{0} of {1} criteria are met.", checked, criteria)];
}

function standingSentence({ standing }: SectionFacts): string[] {
  switch (standing) {
    case "open":
      return [vscode.l10n.t("The code does not show all that it claims.")];
    case "shown":
      return [vscode.l10n.t("The code shows what it claims.")];
    case "unknown":
      return [];
  }
}
