/** The tools that write nothing. */
export const READING_TOOL_NAMES = [
  "canon_getSection",
  "canon_findSections",
  "canon_syncStatus",
  "canon_planSync",
  "canon_recordRealization",
  "canon_verify",
] as const;

export type ReadingTool = (typeof READING_TOOL_NAMES)[number];
export type ToolName = ReadingTool | "canon_applyPlan";
