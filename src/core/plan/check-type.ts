import { isSameName } from "../config/status-map.ts";
import { t } from "../kernel/texts.ts";
import type { WorkflowDescription } from "../model/ticket.ts";
import type { CreateTicketItem, HeldReason } from "./plan.ts";

/** How many names a message lists; longer lists are looked up in the tracker. */
const MAX_NAMES = 12;

/** Why a ticket cannot be made, known before anything is sent. */
export interface TypeRefusal {
  readonly reason: Extract<
    HeldReason,
    "workflow/unknown-type" | "workflow/required-field" | "workflow/needs-parent"
  >;
  readonly message: string;
}

/** Names the workflow of a connection; a spec may send its tickets to another project. */
export function workflowKey(at: {
  readonly target: string;
  readonly project: string | null;
}): string {
  return JSON.stringify([at.target, at.project]);
}

/**
 * Checks a new ticket against what the project lets tickets be; null where nothing stands
 * against it or nothing is known.
 */
export function checkType(
  { draft, target, project }: Pick<CreateTicketItem, "draft" | "target" | "project">,
  workflow: WorkflowDescription | undefined,
): TypeRefusal | null {
  const types = (workflow?.types ?? []).filter(({ name }) => name !== null);
  const wanted = draft.type;
  // Trackers without types take a ticket as it is.
  if (wanted === null || types.length === 0) return null;
  const where = project === null ? `"${target}"` : t("The project {0}", project);
  const type = types.find(({ name }) => name !== null && isSameName(name, wanted));
  if (type === undefined) {
    return {
      reason: "workflow/unknown-type",
      message: t(
        '{0} has no ticket type "{1}". It has {2}. No ticket was created. Name one of them under `hierarchy`, or add the type in the tracker.',
        where,
        wanted,
        listed(types.map(({ name }) => name ?? "")),
      ),
    };
  }
  const { requiredFields } = type;
  if (requiredFields.length > 0) {
    return {
      reason: "workflow/required-field",
      message: t(
        '{0} wants {1} in every new "{2}", and Canon does not fill that. No ticket was created. Make the field optional or give it a default in the tracker, or create the ticket there and link it.',
        where,
        listed(requiredFields),
        type.name ?? wanted,
      ),
    };
  }
  if (type.needsParent === true && draft.parent === null) {
    return {
      reason: "workflow/needs-parent",
      message: t(
        'A "{0}" can only stand below another ticket, and the section above has none that could be its parent. No ticket was created. Give the section above a ticket, turn `auto_parent` on, or name another type under `hierarchy`.',
        type.name ?? wanted,
      ),
    };
  }
  return null;
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, MAX_NAMES).map((name) => `"${name}"`);
  const list = shown.join(", ");
  return names.length > MAX_NAMES ? t("{0} and others", list) : list;
}
