/** How much of a spec a language model may see, from all of it to nothing. */
export const AI_EXPOSURES = ["full", "metadata", "none"] as const;

/**
 * What may reach a language model.
 *
 * Shape:  `full`: texts. `metadata`: ids, titles, statuses, keys of tickets and counts, and no text.
 *         `none`: for a language model the spec does not exist.
 */
export type AiExposure = (typeof AI_EXPOSURES)[number];

/** What holds for specs that say nothing themselves. */
export interface ExposureRules {
  readonly default: AiExposure;
  /** A spec with one of these tags shows its metadata only. */
  readonly restrictedTags: readonly string[];
}

export const ALL_EXPOSED: ExposureRules = { default: "full", restrictedTags: [] };

/** For a configuration that could not be read: what it wanted to keep back is not known. */
export const NONE_EXPOSED: ExposureRules = { default: "none", restrictedTags: [] };

/**
 * Says how much of a spec a language model may see: what the spec says itself, else what its tags
 * say, else what the workspace says.
 *
 * Shape:  tags compare without case; a tag never shows more than the workspace does.
 */
export function exposureOf(
  {
    aiExposure,
    tags,
  }: { readonly aiExposure: AiExposure | null; readonly tags: readonly string[] },
  rules: ExposureRules,
): AiExposure {
  if (aiExposure !== null) return aiExposure;
  const restricted = new Set(rules.restrictedTags.map((tag) => tag.toLowerCase()));
  const isRestricted = tags.some((tag) => restricted.has(tag.toLowerCase()));
  return isRestricted && rules.default === "full" ? "metadata" : rules.default;
}
