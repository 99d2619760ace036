import type { CancelSignal } from "../../core/kernel/cancel.ts";
import { err, ok, type Result } from "../../core/kernel/result.ts";
import { t } from "../../core/kernel/texts.ts";
import type { TrackerError, WorkflowDescription, WorkflowType } from "../../core/model/ticket.ts";
import { path } from "../http/request-path.ts";
import { cancelled, noSuchType } from "./messages.ts";
import type { Place } from "./place.ts";
import { readItems } from "./read-items.ts";
import { categories, typeFields } from "./wire.ts";

/** Types of other tools of Azure DevOps, which nobody plans with. */
const NOT_FOR_PLANS = /Hidden|Test|CodeReview|Feedback|SharedStep|SharedParameter/i;

/** The types that people plan with, and what each asks for. */
export async function describeWorkflow(
  place: Place,
  signal: CancelSignal,
  typesInUse?: readonly string[],
): Promise<Result<WorkflowDescription, TrackerError>> {
  if (signal.aborted) return err(cancelled());
  const said = await place.api.ask(
    {
      method: "GET",
      path: path`${place.project}/_apis/wit/workitemtypecategories`,
      answer: categories,
      effect: "read",
      action: t("looking up the types of work items"),
    },
    signal,
  );
  if (!said.ok) return err(said.error.error);
  const isPlanned = ({ referenceName }: { referenceName: string }): boolean =>
    !NOT_FOR_PLANS.test(referenceName);
  const namesIn = (all: typeof said.value.value): Set<string> =>
    new Set(all.flatMap(({ workItemTypes }) => workItemTypes.map(({ name }) => name)));
  const others = namesIn(said.value.value.filter((one) => !isPlanned(one)));
  const names = [...namesIn(said.value.value.filter(isPlanned))].filter(
    (name) => !others.has(name),
  );
  const types: WorkflowType[] = [];
  const isUsed = (name: string): boolean =>
    typesInUse?.some((one) => one.toLowerCase() === name.toLowerCase()) ?? true;
  const described = names.map((name) =>
    isUsed(name)
      ? describeType(place, name, signal)
      : Promise.resolve(ok({ name, states: [], requiredFields: [] })),
  );
  for (const type of await Promise.all(described)) {
    if (!type.ok) return type;
    types.push(type.value);
  }
  return ok({ types });
}

/** Where each work item can go from where it is; null where that is not known. */
export async function reachableStates(
  place: Place,
  keys: readonly string[],
  signal: CancelSignal,
): Promise<ReadonlyMap<string, readonly string[] | null>> {
  const readings = await readItems(place, keys, signal);
  const reachable = [...readings].map(
    async ([key, reading]): Promise<[string, readonly string[] | null]> => {
      if (reading.kind !== "found") return [key, null];
      const { fields } = reading.item;
      const moves = await place.types.moves(
        fields["System.TeamProject"],
        fields["System.WorkItemType"],
        signal,
      );
      return [key, (moves.ok ? moves.value.get(fields["System.State"]) : undefined) ?? null];
    },
  );
  return new Map(await Promise.all(reachable));
}

async function describeType(
  place: Place,
  name: string,
  signal: CancelSignal,
): Promise<Result<WorkflowType, TrackerError>> {
  const [states, fields] = await Promise.all([
    place.types.states(place.project, name, signal),
    place.api.ask(
      {
        method: "GET",
        path: path`${place.project}/_apis/wit/workitemtypes/${name}/fields`,
        answer: typeFields,
        effect: "read",
        action: t("looking up the fields of work items"),
      },
      signal,
    ),
  ]);
  if (!states.ok) return err(states.error.error);
  if (states.value === null) return err(noSuchType(name, place.project));
  if (!fields.ok) return err(fields.error.error);
  // What Azure DevOps keeps itself it also fills itself; the title comes from Canon.
  const required = fields.value.value.filter(
    ({ alwaysRequired, defaultValue, referenceName }) =>
      alwaysRequired && defaultValue == null && !referenceName.startsWith("System."),
  );
  return ok({ name, states: states.value, requiredFields: required.map((field) => field.name) });
}
