import type { CanonConfig } from "../core/config/config.ts";
import type { Route } from "../core/config/route-spec.ts";
import type { SpecSection } from "../core/model/spec.ts";
import { connectionOf, placedRef, routeOf } from "../core/plan/connections.ts";
import { keptShadows, shadowTargetsOf } from "../core/plan/shadow-links.ts";
import type { SpecReading } from "../core/plan/snapshot.ts";
import type { TicketQuestion } from "./trackers.ts";

/** The ticket of every section that takes part in sync, and the copies of it. */
export function ticketQuestions(
  config: CanonConfig,
  specs: readonly SpecReading[],
): TicketQuestion[] {
  return specs
    .filter((spec) => spec.document.frontMatter.sync !== "false")
    .flatMap((spec) => {
      const route = routeOf(config, spec);
      return spec.document.sections.flatMap((section) => sectionQuestions(config, route, section));
    });
}

/** The ticket of one section of a spec with this route, and the copies of it. */
export function sectionQuestions(
  config: CanonConfig,
  route: Route,
  section: SpecSection,
): TicketQuestion[] {
  const ref = section.tickets[0]?.ref;
  const system = ref === undefined ? null : connectionOf(config, ref, route.target);
  if (ref === undefined || system === null) return [];
  const own = { ref: placedRef(config, system, ref), system };
  const targets = shadowTargetsOf(config, route, section);
  return [own, ...keptShadows(config, targets, section)];
}
