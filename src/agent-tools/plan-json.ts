import type { Problem } from "../core/kernel/problem.ts";
import type { SpecSection } from "../core/model/spec.ts";
import type { ChangePlan, HeldItem, PlanItem } from "../core/plan/plan.ts";
import { heldRows, planRows } from "../core/view/plan-rows.ts";
import type { ToolContext } from "./tool-context.ts";

type Place = Pick<ToolContext, "specs" | "words">;

/** A plan without what a language model may not know of: that is neither told nor carried out. */
export function exposedPlan(plan: ChangePlan, { specs }: Pick<Place, "specs">): ChangePlan {
  const isKnown = ({ file }: { readonly file: string }): boolean => specs.find(file) !== undefined;
  return { ...plan, items: plan.items.filter(isKnown), held: plan.held.filter(isKnown) };
}

export interface ItemJson extends PlaceJson {
  readonly change: PlanItem["kind"];
  readonly what?: string;
  readonly note?: string;
  readonly from?: string | null;
  readonly to?: string | null;
}

interface PlaceJson {
  readonly file: string;
  readonly sectionId: string;
  readonly section: string;
  readonly ticket: string | null;
}

/** The items of a plan, each in a line as the person will see it; of metadata no text. */
export function itemsJson(plan: Pick<ChangePlan, "items">, place: Place): ItemJson[] {
  const rows = new Map(planRows(plan, lookupIn(place)).map((row) => [row.itemId, row]));
  return plan.items.map((item) => {
    const row = rows.get(item.id);
    const isFull = place.specs.isFull(item.file);
    const note = row?.note == null ? null : place.specs.message(row.note);
    return {
      ...baseOf(item, place),
      change: item.kind,
      ...(isFull ? { what: place.words.line(row?.label ?? item.kind) } : statusesOf(item)),
      ...(isFull && note !== null ? { note: place.words.line(note) } : {}),
    };
  });
}

/** What needs a person; of metadata only the reason. */
export function heldJson(plan: ChangePlan, place: Place): object[] {
  const rows = heldRows(plan, lookupIn(place));
  return plan.held.map((held, index) => {
    const message = place.specs.message(rows[index]?.message ?? "");
    const isFull = place.specs.isFull(held.file);
    const why = isFull && message !== null ? { why: place.words.line(message, 600) } : {};
    return { ...baseOf(held, place), reason: held.reason, ...why };
  });
}

/** Problems that are about what is exposed, or about no spec at all. */
export function problemsJson(problems: readonly Problem[], { specs, words }: Place): object[] {
  return problems.flatMap(({ code, severity, file, line, message }) => {
    const isAbout = file === undefined ? true : specs.find(file) !== undefined || !file.endsWith(".md"); // prettier-ignore
    const said = specs.message(message);
    if (!isAbout || said === null) return [];
    const isFull = file === undefined || !file.endsWith(".md") || specs.isFull(file);
    const place = file === undefined ? {} : { file, line };
    return [{ code, severity, ...place, ...(isFull ? { message: words.line(said, 600) } : {}) }];
  });
}

function baseOf(one: PlanItem | HeldItem, { specs, words }: Place): PlaceJson {
  const section = sectionOf(specs, one.file, one.sectionIndex);
  return {
    file: one.file,
    sectionId: words.line(one.sectionId, 200),
    section: words.line(section?.title ?? one.sectionId),
    ticket: one.ticket,
  };
}

/** Statuses are metadata; other values may be texts. */
function statusesOf(item: PlanItem): Pick<ItemJson, "from" | "to"> {
  const isStatus = ["set-status", "transition-ticket", "close-ticket"].includes(item.kind);
  return isStatus ? { from: item.from, to: item.to } : {};
}

function lookupIn({ specs }: Place) {
  return (file: string, index: number): SpecSection | undefined => sectionOf(specs, file, index);
}

function sectionOf(specs: Place["specs"], file: string, index: number): SpecSection | undefined {
  return specs.find(file)?.document.sections[index];
}
