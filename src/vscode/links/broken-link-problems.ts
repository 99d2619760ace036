import type { Problem } from "../../core/kernel/problem.ts";
import type { SpecDocument, SpecSection } from "../../core/model/spec.ts";
import { brokenLink } from "../../core/plan/broken-link.ts";
import { isBroken, isDismissed } from "../../core/plan/references.ts";
import { KeptBySection } from "../../core/view/kept-by-section.ts";
import type { LiveTickets } from "../workspace/live-tickets.ts";

export const BROKEN_LINK = "link/broken";

/** The broken links of an open spec that nobody has dismissed. Asks no tracker. */
export function brokenLinkProblems(spec: SpecDocument, live: LiveTickets, file: string): Problem[] {
  const basis = [live, live.basis, file];
  return spec.sections.flatMap((section) =>
    PROBLEMS.of(section, basis, () => problemsOf(section, live, file)),
  );
}

const PROBLEMS = new KeptBySection<Problem[]>();

function problemsOf({ tickets: [link] }: SpecSection, live: LiveTickets, file: string): Problem[] {
  const health = link === undefined ? undefined : live.notes(link.ref).health;
  const isNews = isBroken(health) && !isDismissed(health);
  if (link === undefined || health === undefined || !isNews) return [];
  const message = brokenLink(link.ref.key, health);
  return [{ code: BROKEN_LINK, severity: "warning", file, line: link.line, message }];
}
