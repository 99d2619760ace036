import type { SpecDocument, SpecSection } from "../../src/core/model/spec.ts";
import type { TicketRef } from "../../src/core/model/ticket-ref.ts";

const REF: TicketRef = { system: "local", key: "LOCAL-3" };

/** A linked section in progress; a test names only what matters to it. */
export function aSection(changes: Partial<SpecSection> = {}): SpecSection {
  return {
    index: 0,
    id: "key-gen",
    number: "3.1",
    title: "Key Generation",
    depth: 3,
    line: 5,
    endLine: 9,
    parentIndex: null,
    status: { state: "in_progress", blockedBy: null },
    tickets: [{ ref: REF, url: null, line: 6 }],
    shadows: [],
    evidence: [],
    criteria: [],
    delta: null,
    prose: "",
    ...changes,
  };
}

export function aSpec(sections: readonly SpecSection[], title = "Payments"): SpecDocument {
  return {
    text: "",
    title,
    frontMatter: {
      title,
      status: "draft",
      owner: null,
      team: null,
      tags: [],
      ticketProject: null,
      reviewStatus: null,
      sync: "auto",
      aiExposure: null,
    },
    sections,
    problems: [],
    comments: [],
    writable: true,
  };
}
