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
import type {
  AddCriterionItem,
  CheckCriterionItem,
  PlanItem,
  RemoveCriterionItem,
  RewordCriterionItem,
} from "./plan.ts";

/** What other changes do to criteria of the same text: so many go before, so many are taken. */
interface Twins {
  readonly after: number;
  readonly taken: number;
}

const ALONE: Twins = { after: 0, taken: 0 };

/** The splices that one planned change makes in a spec; throws for a change to a ticket. */
export function editOf(
  doc: SpecDocument,
  item: PlanItem,
  twins: Twins = ALONE,
): Result<Splice[], Problem> {
  const { after } = twins;
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
      return checkCriterion(doc, item.sectionIndex, item.criterion, item.checked, twins);
    case "add-criterion":
      return addCriterion(doc, item.sectionIndex, item.criterion, item.checked);
    case "reword-criterion":
      return rewordCriterion(
        doc,
        item.sectionIndex,
        item.criterion,
        item.wording,
        item.checked,
        after,
      );
    case "remove-criterion":
      return removeCriterion(doc, item.sectionIndex, item.criterion, after);
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
 * which may be new, so each of them knows of the others. Of criteria that a section says twice,
 * each change is about another one.
 */
export function editsOf(items: readonly PlanItem[]): Edit[] {
  const groups = new Map<string, AddCriterionItem[]>();
  for (const item of items) {
    if (item.kind !== "add-criterion") continue;
    const group = groups.get(groupOf(item)) ?? [];
    groups.set(groupOf(item), [...group, item]);
  }
  const together = new Map([...groups].map(([name, group]) => [name, addTogether(group)]));
  const twinsOf = countTwins(items);
  return items.map((item) => {
    const edits = item.kind === "add-criterion" ? together.get(groupOf(item)) : undefined;
    const twins = twinsOf(item);
    return edits?.get(item.id) ?? ((doc) => editOf(doc, item, twins));
  });
}

/** New wordings and removals take the first criteria of a text, ticks the next ones. */
function countTwins(items: readonly PlanItem[]): (item: PlanItem) => Twins {
  const counts = new Map<string, number>();
  const twins = new Map<PlanItem, Twins>();
  const count = (name: string): number => {
    const before = counts.get(name) ?? 0;
    counts.set(name, before + 1);
    return before;
  };
  for (const item of items) {
    if (item.kind !== "reword-criterion" && item.kind !== "remove-criterion") continue;
    twins.set(item, { after: count(criterionOf(item)), taken: 0 });
  }
  for (const item of items) {
    if (item.kind !== "check-criterion") continue;
    const name = criterionOf(item);
    twins.set(item, {
      after: count(`${name} ${String(item.checked)}`),
      taken: counts.get(name) ?? 0,
    });
  }
  return (item) => twins.get(item) ?? ALONE;
}

function criterionOf(item: CheckCriterionItem | RemoveCriterionItem | RewordCriterionItem): string {
  return JSON.stringify([item.file, item.sectionIndex, item.criterion]);
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
