import { findSections } from "./find-sections.ts";
import { getSection } from "./get-section.ts";
import { planSync } from "./plan-sync.ts";
import { recordRealization } from "./record-realization.ts";
import { syncStatus } from "./sync-status.ts";
import type { Answer, ToolContext } from "./tool-context.ts";
import type { ReadingTool } from "./tool-names.ts";
import { readInput, type InputOf, type ToolSchema } from "./tool-schema.ts";
import {
  FIND_SECTIONS,
  GET_SECTION,
  PLAN_SYNC,
  RECORD_REALIZATION,
  SYNC_STATUS,
  VERIFY,
} from "./tool-schemas.ts";
import { verifyClaims } from "./verify-claims.ts";

type Tool = (context: ToolContext, input: unknown) => Promise<Answer>;

/** What the tools do; none of them writes anything. `canon_applyPlan` is for each host to do. */
export const READING_TOOLS: Readonly<Record<ReadingTool, Tool>> = {
  canon_getSection: tool(GET_SECTION, getSection),
  canon_findSections: tool(FIND_SECTIONS, findSections),
  canon_syncStatus: tool(SYNC_STATUS, syncStatus),
  canon_planSync: tool(PLAN_SYNC, planSync),
  canon_recordRealization: tool(RECORD_REALIZATION, recordRealization),
  canon_verify: tool(VERIFY, verifyClaims),
};

function tool<S extends ToolSchema>(
  schema: S,
  run: (context: ToolContext, input: InputOf<S>) => Promise<Answer>,
): Tool {
  return async (context, input) => {
    const read = readInput(schema, input);
    return read.ok ? run(context, read.value) : read;
  };
}
