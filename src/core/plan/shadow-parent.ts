import type { CanonConfig, SystemConfig } from "../config/config.ts";
import type { SpecDocument, SpecSection } from "../model/spec.ts";
import { parentSection } from "./connections.ts";
import { keptShadows } from "./shadow-links.ts";

/** Key of the copy that a section's copy should hang under: one of the same connection, or none. */
export function wantedShadowParent(
  config: CanonConfig,
  targets: readonly SystemConfig[],
  { name, hierarchy }: SystemConfig,
  document: SpecDocument,
  section: SpecSection,
): string | null {
  const above = parentSection(document, section);
  if (above === null || !hierarchy.autoParent) return null;
  const kept = keptShadows(config, targets, above).find(({ system }) => system.name === name);
  return kept?.ref.key ?? null;
}
