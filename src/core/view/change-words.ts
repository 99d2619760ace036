import { t } from "../kernel/texts.ts";
import { parseSpecStatus } from "../model/status.ts";
import { specStatusLabel, ticketStatusLabel } from "./status-words.ts";

/** That a ticket gets another status; what is not known is left out. */
export function moveLabel(key: string, from: string | null, to: string | null): string {
  if (to === null) return t("Move {0}", key);
  const wanted = ticketStatusLabel(to);
  if (from === null) return t("Move {0} to {1}", key, wanted);
  return t("Move {0}: {1} → {2}", key, ticketStatusLabel(from), wanted);
}

/** That a ticket is closed because merged work shows its section. */
export function closeLabel(key: string, from: string | null, to: string | null): string {
  if (to === null) return t("Close {0} with the evidence", key);
  const wanted = ticketStatusLabel(to);
  if (from === null) return t("Close {0} with the evidence to {1}", key, wanted);
  return t("Close {0} with the evidence: {1} → {2}", key, ticketStatusLabel(from), wanted);
}

/** That a section gets another status. */
export function statusLabel(from: string | null, to: string | null): string {
  if (to === null) return t("Set the spec's status");
  if (from === null) return t("Set the spec's status to {0}", specWord(to));
  return t("Set the spec's status: {0} → {1}", specWord(from), specWord(to));
}

/** That a criterion is ticked, or no longer. */
export function tickLabel(isChecked: boolean, criterion: string): string {
  return isChecked ? t('Check "{0}"', criterion) : t('Uncheck "{0}"', criterion);
}

function specWord(text: string): string {
  const status = parseSpecStatus(text);
  return status === undefined ? text : specStatusLabel(status);
}
