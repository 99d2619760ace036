import {
  AI_EXPOSURES,
  ALL_EXPOSED,
  NONE_EXPOSED,
  type ExposureRules,
} from "../model/ai-exposure.ts";
import { mapAt, textAt, textsAt, type LocatedMap } from "./located.ts";

/**
 * What the workspace says about language models.
 *
 * Shape:  `checked` is the file without what is wrong in it, `written` the file as it stands. What
 *         is written and was not understood keeps everything back.
 */
export function readExposure(checked: LocatedMap, written: LocatedMap): ExposureRules {
  const ide = written.entries.get("ide")?.value;
  if (ide?.kind === "scalar" && ide.value === null) return ALL_EXPOSED;
  const wish = ide?.kind === "map" ? ide.entries.get("ai_exposure")?.value : undefined;
  if (ide === undefined || (ide.kind === "map" && wish === undefined)) return ALL_EXPOSED;
  if (wish?.kind !== "map") return NONE_EXPOSED;
  const read = mapAt(mapAt(checked, "ide"), "ai_exposure");
  const tags = textsAt(read, "restricted_tags");
  const word = textAt(read, "default");
  const known = AI_EXPOSURES.find((one) => one === word);
  const isWhole =
    [...wish.entries.keys()].every((key) => read?.entries.has(key)) &&
    countOf(wish) === (tags?.length ?? 0) &&
    (known !== undefined || !wish.entries.has("default"));
  return isWhole ? { default: known ?? "full", restrictedTags: tags ?? [] } : NONE_EXPOSED;
}

function countOf(wish: LocatedMap): number {
  const tags = wish.entries.get("restricted_tags")?.value;
  return tags?.kind === "list" ? tags.items.length : 0;
}
