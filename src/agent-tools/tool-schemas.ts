import { SPEC_STATES } from "../core/model/status.ts";
import { SYSTEMS } from "../core/model/ticket-ref.ts";
import { schemaOf, type Parameter } from "./tool-schema.ts";

function text(description: string, maxLength = 300) {
  return { type: "string", description, maxLength } as const satisfies Parameter;
}

function whole(description: string, minimum: number, maximum: number) {
  return { type: "integer", description, minimum, maximum } as const satisfies Parameter;
}

const folder = text("Name of the workspace folder. Needed only where several are open.");
const paths = {
  type: "array",
  description: "Spec files or folders, from the root of the workspace. All specs without it.",
  maxItems: 100,
  items: { type: "string", maxLength: 300 },
} as const satisfies Parameter;
const section = text(
  "Only this section, as file#id, for example docs/specs/payments.md#retry.",
  600,
);
const offset = whole("Where to go on: nextOffset of the answer before.", 0, 1_000_000);
const limit = whole("How many at most.", 1, 100);

export const GET_SECTION = schemaOf({
  file: text("Path of the spec from the root of the workspace. Goes with id."),
  id: text("Id, number or title of the section."),
  ticket: text("Key of a ticket in place of file and id, for example PAY-142 or jira:PAY-142."),
  textFrom: whole("For a long text: nextTextFrom of the answer before.", 0, 100_000_000),
  criteriaFrom: whole("For many criteria: nextCriteriaFrom of the answer before.", 0, 1_000_000),
  folder,
});

export const FIND_SECTIONS = schemaOf({
  text: text("Words that must all stand in the title, the text or the criteria."),
  status: { type: "string", description: "Status in the spec.", maxLength: 20, enum: SPEC_STATES },
  owner: text("Owner of the spec."),
  team: text("Team of the spec."),
  ticket: text("Key of a linked ticket."),
  system: { type: "string", description: "Tracker of a linked ticket.", maxLength: 20, enum: SYSTEMS }, // prettier-ignore
  limit,
  offset,
  folder,
});

export const SYNC_STATUS = schemaOf({
  paths,
  section,
  live: {
    type: "boolean",
    description:
      "true asks the trackers now, which gives drift. Without it, tickets are as they were last seen.",
  },
  onlyDiffering: {
    type: "boolean",
    description: "true leaves out sections that are in step and have no problem.",
  },
  limit,
  offset,
  folder,
});

export const PLAN_SYNC = schemaOf({
  paths,
  section,
  direction: {
    type: "string",
    description: "forward writes tickets only, reverse specs only. Without it, both.",
    maxLength: 20,
    enum: ["both", "forward", "reverse"],
  },
  createTicket: {
    type: "boolean",
    description: "true, with section: plan a ticket for it whatever its status is.",
  },
  folder,
});

export const RECORD_REALIZATION = schemaOf(
  {
    pullRequest: text("Number or address of a merged pull request.", 2000),
    sections: {
      type: "array",
      description:
        "Sections, as file#id, of which the person says that the pull request realizes them.",
      maxItems: 50,
      items: { type: "string", maxLength: 600 },
    },
    folder,
  },
  ["pullRequest"],
);

export const VERIFY = schemaOf({ paths, section, limit, offset, folder });

export const APPLY_PLAN = schemaOf(
  { planId: text("planId of an answer of canon_planSync or canon_recordRealization.", 64) },
  ["planId"],
);
