import type { GraphqlError } from "./wire.ts";

/** Parts of an issue that servers learned one after the other. */
const LATER_FIELDS = {
  enableDuplicate: "",
  parent: "parent { number repository { nameWithOwner } }",
  issueType: "issueType { name }",
  closedByPullRequestsReferences:
    "closedByPullRequestsReferences(first: 5, includeClosedPrs: true) { nodes { url title } }",
} as const;

type LaterField = keyof typeof LATER_FIELDS;

/**
 * What is asked of an issue.
 *
 * A server refuses a whole query for one field that it does not know; older ones of GitHub
 * Enterprise Server are asked without it from then on.
 */
export interface IssueFields {
  /** The fragment `IssueFields` on `Issue`. */
  fragment(): string;
  /** Leaves out what the server did not know; false when its errors are about something else. */
  leaveOut(errors: readonly GraphqlError[]): boolean;
  knows(field: LaterField): boolean;
}

export function createIssueFields(): IssueFields {
  const asked = new Set(Object.keys(LATER_FIELDS) as LaterField[]);
  return {
    fragment: () => fragmentOf(asked),
    knows: (field) => asked.has(field),
    leaveOut(errors) {
      const unknown = [...asked].filter((field) =>
        errors.some(({ message }) => message.includes(`'${field}'`)),
      );
      for (const field of unknown) asked.delete(field);
      return unknown.length > 0;
    },
  };
}

function fragmentOf(asked: ReadonlySet<LaterField>): string {
  const duplicates = asked.has("enableDuplicate") ? "(enableDuplicate: true)" : "";
  return `fragment IssueFields on Issue {
  number title body url state stateReason${duplicates} createdAt updatedAt
  repository { nameWithOwner }
  labels(first: 100) { nodes { name } }
  assignees(first: 1) { nodes { login } }
  ${[...asked].map((field) => LATER_FIELDS[field]).join(" ")}
}`;
}
