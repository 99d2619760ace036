import type { Problem } from "../kernel/problem.ts";
import { ok, type Result } from "../kernel/result.ts";
import type { Splice } from "../kernel/splice.ts";
import type { SpecDocument } from "../model/spec.ts";
import { removeCriterion } from "../spec/remove-criterion.ts";
import { rewordCriterion } from "../spec/reword-criterion.ts";
import { addCriteria, addCriterion, checkCriterion } from "../spec/write-criteria.ts";
import { addEvidence } from "../spec/write-evidence.ts";
import { insertShadow, insertTicketLink } from "../spec/write-links.ts";
import { setProse } from "../spec/write-prose.ts";
import { insertSection } from "../spec/write-section.ts";
import { setStatus } from "../spec/write-status.ts";
import { setTitle } from "../spec/write-title.ts";
import type { AddCriterionItem, PlanItem } from "./plan.ts";

/** The splices that one planned change makes in a spec; throws for a change to a ticket. */
export function editOf(doc: SpecDocument, item: PlanItem): Result<Splice[], Problem> {
  switch (item.kind) {
    case "set-status":
      return setStatus(doc, item.sectionIndex, item.status);
    case "set-text":
      return setProse(doc, item.sectionIndex, item.text);
    case "set-title":
      return setTitle(doc, item.sectionIndex, item.title);
    case "insert-link":
      return item.isShadow
        ? insertShadow(doc, item.sectionIndex, item.link)
        : insertTicketLink(doc, item.sectionIndex, item.link);
    case "check-criterion":
      return checkCriterion(doc, item.sectionIndex, item.criterion, item.checked);
    case "add-criterion":
      return addCriterion(doc, item.sectionIndex, item.criterion, item.checked);
    case "reword-criterion":
      return rewordCriterion(doc, item.sectionIndex, item.criterion, item.wording, item.checked);
    case "remove-criterion":
      return removeCriterion(doc, item.sectionIndex, item.criterion);
    case "add-section":
      return insertSection(doc, item.after, item.section);
    case "add-evidence":
      return addEvidence(doc, item.sectionIndex, item.criterion, item.evidence);
    default:
      throw new Error(`${item.kind} does not edit a spec`);
  }
}

/** One change to a parsed spec, as splices of its text. */
type Edit = (doc: SpecDocument) => Result<Splice[], Problem>;

/**
 * The edits that several planned changes make together, one for each in their order.
 *
 * All of them are made to the same text. Criteria that are added to one section share a list,
 * which may be new, so each of them knows of the others.
 */
export function editsOf(items: readonly PlanItem[]): Edit[] {
  const groups = new Map<string, AddCriterionItem[]>();
  for (const item of items) {
    if (item.kind !== "add-criterion") continue;
    const group = groups.get(groupOf(item)) ?? [];
    groups.set(groupOf(item), [...group, item]);
  }
  const together = new Map([...groups].map(([name, group]) => [name, addTogether(group)]));
  return items.map((item) => {
    const edits = item.kind === "add-criterion" ? together.get(groupOf(item)) : undefined;
    return edits?.get(item.id) ?? ((doc) => editOf(doc, item));
  });
}

function groupOf({ file, sectionIndex }: AddCriterionItem): string {
  return `${file}#${sectionIndex}`;
}

/** The edits of several additions, by item; they are worked out once for a document. */
function addTogether(group: readonly AddCriterionItem[]): ReadonlyMap<string, Edit> {
  const criteria = group.map(({ criterion, checked }) => ({ text: criterion, checked }));
  const sectionIndex = group[0]?.sectionIndex ?? -1;
  let known: { doc: SpecDocument; made: ReturnType<typeof addCriteria> } | undefined;
  const madeFor = (doc: SpecDocument) => {
    if (known?.doc !== doc) known = { doc, made: addCriteria(doc, sectionIndex, criteria) };
    return known.made;
  };
  return new Map(
    group.map((item, index): [string, Edit] => [
      item.id,
      (doc) => {
        const made = madeFor(doc);
        return made.ok ? ok([...(made.value[index] ?? [])]) : made;
      },
    ]),
  );
}
