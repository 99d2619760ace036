import { t } from "../core/kernel/texts.ts";
import type { TrackerError } from "../core/model/ticket.ts";

/** The answer to a create said nothing of this ticket. */
export function unanswered() {
  return unsure(t("The tracker's answer did not mention this ticket."));
}

/** The answer to a create was meant for another request. */
export function misdirected() {
  return unsure(t("The tracker's answer named a ticket that was there before."));
}

function unsure(message: string): { readonly kind: "unsure"; readonly error: TrackerError } {
  return { kind: "unsure", error: { code: "tracker/unreadable-answer", message } };
}
