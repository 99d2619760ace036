import { AI_EXPOSURES } from "../model/ai-exposure.ts";
import { keys, type RecordShape, type UnusedShape } from "./shape.ts";

const unused: UnusedShape = {
  kind: "unused",
  description: "Accepted and not used. Canon's settings in the editor take its place.",
};

/** What `ide` may hold. */
export const IDE_SHAPE: RecordShape = {
  kind: "record",
  description: "What language models may see of specs.",
  mayBeEmpty: true,
  keys: keys({
    ai_exposure: {
      kind: "record",
      description: "For specs whose front matter has no `ai_exposure`.",
      strict: true,
      keys: keys({
        default: {
          kind: "word",
          words: AI_EXPOSURES,
          default: "full",
          description:
            "`full`: texts. `metadata`: titles, statuses and counts, no text. `none`: the specs do not exist for language models.",
        },
        restricted_tags: {
          kind: "list",
          of: { kind: "text", description: "A tag." },
          description: "Specs with one of these tags show `metadata` only.",
        },
      }),
    },
    auto_context: unused,
    auto_verify: unused,
    evidence_pipeline: unused,
  }),
};
