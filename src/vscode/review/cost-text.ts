import * as vscode from "vscode";
import type { PlanItem } from "../../core/plan/plan.ts";
import { requestCost } from "../../core/view/request-cost.ts";
import { isRemote, SYSTEM_GUIDES } from "../credentials/systems.ts";

/** What applying these items asks of trackers; empty when nothing leaves the machine. */
export function costText(items: readonly PlanItem[]): string {
  const parts = requestCost(items).map(({ system, most }) => {
    const name = isRemote(system) ? SYSTEM_GUIDES[system].label : system;
    return most === 1
      ? vscode.l10n.t("At most 1 request to {0}.", name)
      : vscode.l10n.t("At most {0} requests to {1}.", most, name);
  });
  return parts.join(" ");
}
