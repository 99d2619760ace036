import type { ToolName } from "./tool-names.ts";
import type { ToolSchema } from "./tool-schema.ts";
import {
  APPLY_PLAN,
  FIND_SECTIONS,
  GET_SECTION,
  PLAN_SYNC,
  RECORD_REALIZATION,
  SYNC_STATUS,
  VERIFY,
} from "./tool-schemas.ts";

/** A tool as a language model and a person get to know it. */
export interface ToolDescription {
  readonly name: ToolName;
  /** For people. */
  readonly title: string;
  /** For a language model: what it does, when to use it, when not, and its limits. */
  readonly description: string;
  readonly schema: ToolSchema;
  /** It may send requests to trackers and git hosts. */
  readonly reachesOut: boolean;
  readonly writes: boolean;
}

/** All tools, in the order in which they are listed. */
export const TOOLS: readonly ToolDescription[] = [
  {
    name: "canon_getSection",
    title: "Read a spec section",
    description:
      "Gives one section of a Canon spec: its text, status, linked tickets, acceptance criteria, evidence in code, and what blocks it. Use it when the file and id, or the key of a ticket, are known. Not for searching: use canon_findSections. Reads files only and asks no tracker; the status of a ticket is as it was last seen. Long texts come in pages: pass nextTextFrom as textFrom. Some specs show metadata only.",
    schema: GET_SECTION,
    reachesOut: false,
    writes: false,
  },
  {
    name: "canon_findSections",
    title: "Find spec sections",
    description:
      "Lists sections of Canon specs by words, status, owner, team, ticket or tracker, with their ids, statuses, tickets and counts of criteria. Use it to find out what is specified, what is open, or where something is written. Without a filter it lists all sections. Gives no text: use canon_getSection for that. At most 100 at once; pass nextOffset as offset. Asks no tracker.",
    schema: FIND_SECTIONS,
    reachesOut: false,
    writes: false,
  },
  {
    name: "canon_syncStatus",
    title: "Compare specs with tickets",
    description:
      "Gives sections with their status in the spec, the status of their ticket, where the two differ, and problems. Use it to tell how work stands. Without live it asks nobody, and drift is unknown; with live: true the trackers are asked, which costs requests. Not for changing anything: use canon_planSync. At most 100 at once; pass nextOffset as offset.",
    schema: SYNC_STATUS,
    reachesOut: true,
    writes: false,
  },
  {
    name: "canon_planSync",
    title: "Plan a sync",
    description:
      "Plans what a sync of specs and tickets would change, and gives the changes with a planId. Changes nothing. Use it when the person wants specs and tickets brought in step, or asks what a sync would do. Conflicts are held for the person and are never decided here. Asks the trackers. At most 100 changes are listed; changeCount has all of them.",
    schema: PLAN_SYNC,
    reachesOut: true,
    writes: false,
  },
  {
    name: "canon_recordRealization",
    title: "Plan what a merged pull request realized",
    description:
      "Reads a merged pull request, says which sections of the specs it belongs to, and plans what to record: evidence, criteria that are met, statuses and tickets. Changes nothing; gives a planId. Use it after a merge, when the person asks to record it. Not for a pull request that is open. Asks the git host and the trackers.",
    schema: RECORD_REALIZATION,
    reachesOut: true,
    writes: false,
  },
  {
    name: "canon_verify",
    title: "Verify specs against the code",
    description:
      "Checks what specs claim against the code of the workspace: sections that are done, criteria that are ticked, and evidence that cites lines. Gives what is missing or no longer true. Use it before saying that something is done. It looks things up and does not judge whether code is right. Asks no tracker and changes nothing.",
    schema: VERIFY,
    reachesOut: false,
    writes: false,
  },
  {
    name: "canon_applyPlan",
    title: "Carry out a plan",
    description:
      "Carries out a plan of canon_planSync or canon_recordRealization: shows every change to the person and makes those that they agree to, in spec files and tickets. Use it only when the person wants the changes made. A plan works once, for 15 minutes, and only as it was planned; what moved since stays as it is. The person may turn it down: do not ask again then.",
    schema: APPLY_PLAN,
    reachesOut: true,
    writes: true,
  },
];
