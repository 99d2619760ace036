import type { Problem } from "../kernel/problem.ts";
import type { Result } from "../kernel/result.ts";
import type { Splice } from "../kernel/splice.ts";
import type { SpecDocument } from "../model/spec.ts";
import { addCriterion, checkCriterion } from "../spec/write-criteria.ts";
import { insertShadow, insertTicketLink } from "../spec/write-links.ts";
import { setStatus } from "../spec/write-status.ts";
import type { PlanItem } from "./plan.ts";

/** The splices that one planned change makes in a spec; throws for a change to a ticket. */
export function editOf(doc: SpecDocument, item: PlanItem): Result<Splice[], Problem> {
  switch (item.kind) {
    case "set-status":
      return setStatus(doc, item.sectionIndex, item.status);
    case "insert-link":
      return item.isShadow
        ? insertShadow(doc, item.sectionIndex, item.link)
        : insertTicketLink(doc, item.sectionIndex, item.link);
    case "check-criterion":
      return checkCriterion(doc, item.sectionIndex, item.criterion, item.checked);
    case "add-criterion":
      return addCriterion(doc, item.sectionIndex, item.criterion, item.checked);
    default:
      throw new Error(`${item.kind} does not edit a spec`);
  }
}
