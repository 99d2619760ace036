import { t } from "../core/kernel/texts.ts";
import type { SpecSection } from "../core/model/spec.ts";
import { parseSpec } from "../core/spec/parse-spec.ts";
import { coverageOf, type Coverage } from "../core/view/coverage.ts";
import { plainLine } from "../core/view/plain-text.ts";
import { specStatusLabel } from "../core/view/status-words.ts";
import type { HeadingBadges } from "./preview-plugin.ts";

/** The bar has this many steps, each a class of the style. */
const STEPS = 10;

/**
 * What stands behind each heading that has a Canon comment: status, ticket and criteria, from the text
 * alone.
 *
 * Shape:  the HTML is Canon's own but for keys, which are escaped.
 */
export function headingBadges(text: string): HeadingBadges {
  return new Map(
    parseSpec(text)
      .sections.filter(({ status, tickets }) => status !== null || tickets.length > 0)
      .map((section) => [section.line - 1, badges(section)]),
  );
}

function badges(section: SpecSection): string {
  const parts = [
    ...statusBadge(section),
    ...section.tickets.slice(0, 1).map(({ ref }) => span("canon-ticket", ref.key)),
    ...progress(coverageOf(section)),
  ];
  return ` <span class="canon-badges">${parts.join(" ")}</span>`;
}

function statusBadge({ status }: SpecSection): string[] {
  if (status === null) return [];
  return [span(`canon-status canon-${status.state}`, specStatusLabel(status))];
}

function progress({ criteria, checked }: Coverage): string[] {
  if (criteria === 0) return [];
  // A bar is full only when all are met, and empty only when none is.
  const inner = Math.min(STEPS - 1, Math.max(1, Math.round((checked / criteria) * STEPS)));
  const step = checked === 0 ? 0 : checked === criteria ? STEPS : inner;
  const bar = `<span class="canon-bar canon-bar-${step}" aria-hidden="true"></span>`;
  const words = t("{0} of {1} criteria met", checked, criteria);
  return [`<span class="canon-criteria">${bar} ${escapeHtml(words)}</span>`];
}

function span(classes: string, text: string): string {
  return `<span class="${classes}">${escapeHtml(plainLine(text, 60))}</span>`;
}

function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
