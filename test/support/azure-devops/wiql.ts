import type { AzureState, StoredItem } from "./azure-state.ts";
import { Refused } from "./refusals.ts";

type Condition = (item: StoredItem) => boolean;

const HEAD = /^SELECT \[System\.Id\] FROM workitems WHERE /i;
const NEWEST_FIRST = / ORDER BY \[System\.Id\] DESC$/;

/**
 * Runs the small part of WIQL that is asked of it; anything else is refused.
 *
 * Strings end at the first single quote that is not doubled, so text that was not quoted well
 * changes the query or breaks it, as it would there.
 */
export function runQuery(
  state: AzureState,
  project: string,
  query: string,
  hasTimes: boolean,
  top = Infinity,
): readonly StoredItem[] {
  if (!HEAD.test(query)) throw malformed();
  const isNewestFirst = NEWEST_FIRST.test(query);
  const where = query.replace(HEAD, "").replace(NEWEST_FIRST, "");
  const conditions = splitConditions(where).map((text) => conditionOf(project, text, hasTimes));
  const found = state.items.filter(
    (item) => !item.isDeleted && conditions.every((holds) => holds(item)),
  );
  if (isNewestFirst) found.sort((a, b) => b.id - a.id);
  if (top < found.length) return found.slice(0, top);
  if (found.length > state.switches.queryCeiling) {
    throw new Refused(
      400,
      "WorkItemTrackingQueryResultSizeLimitExceededException",
      "VS402337: The number of work items returned exceeds the size limit of 20000.",
    );
  }
  return found;
}

function splitConditions(text: string): string[] {
  const parts: string[] = [];
  let part = "";
  let isQuoted = false;
  for (const piece of text.split(/('| AND )/i)) {
    if (piece === "'") isQuoted = !isQuoted;
    if (!isQuoted && piece.toUpperCase() === " AND ") {
      parts.push(part);
      part = "";
    } else part += piece;
  }
  if (isQuoted) throw malformed();
  return [...parts, part];
}

function conditionOf(project: string, text: string, hasTimes: boolean): Condition {
  if (/^\[System\.TeamProject\] = @project$/i.test(text)) return (item) => item.project === project;
  const ended = /^\[System\.State\] NOT IN \(('[A-Z][a-z]+'(?:, '[A-Z][a-z]+')*)\)$/.exec(
    text,
  )?.[1];
  if (ended !== undefined) return (item) => !ended.split(", ").includes(`'${item.state}'`);
  const [, field, operator, raw = ""] =
    /^\[([A-Za-z.]+)\] (CONTAINS|>=) '((?:[^']|'')*)'$/i.exec(text) ?? [];
  const value = raw.replaceAll("''", "'");
  if (field === "System.Tags" && operator === "CONTAINS") {
    return (item) => item.tags.some((tag) => tag.toLowerCase() === value.toLowerCase());
  }
  if (field === "System.ChangedDate" && operator === ">=") {
    if (!hasTimes) throw new Refused(400, "QueryDatePrecisionException", "VS403445: Only dates.");
    return (item) => Date.parse(item.changedAt) >= Date.parse(value);
  }
  throw malformed();
}

function malformed(): Refused {
  return new Refused(400, "QuerySyntaxException", "TF51006: The query statement is malformed.");
}
