import { readCycle } from "../../design-cycle/cycle-state.ts";
import { CYCLE_SYSTEMS } from "../../design-cycle/ticket-links.ts";
import type { Accounts } from "../credentials/accounts.ts";
import type { FolderSession } from "../workspace/folder-session.ts";
import { cycleDeps } from "./cycle-deps.ts";

/** Whether the current cycle has a ticket whose tracker is not switched off. Asks no tracker. */
export async function hasLinkedTicket(
  session: FolderSession,
  accounts: Accounts,
): Promise<boolean> {
  const { signal } = new AbortController();
  const { files, disabled } = await cycleDeps(session, accounts, signal, { isAsked: false });
  const { cycle, config } = await readCycle(files);
  const isOn = (system: (typeof CYCLE_SYSTEMS)[number]): boolean =>
    !disabled.has(system) && !config.disabled.has(system);
  return CYCLE_SYSTEMS.some((system) => isOn(system) && cycle?.links.links[system] != null);
}
