import { t } from "../../core/kernel/texts.ts";
import { plainLine } from "../../core/view/plain-text.ts";
import { stateLine } from "../../design-cycle/cycle-health.ts";
import { openSystem, readCycle } from "../../design-cycle/cycle-state.ts";
import { CYCLE_SYSTEMS } from "../../design-cycle/ticket-links.ts";
import type { Accounts } from "../credentials/accounts.ts";
import { quietRun } from "../host/run.ts";
import type { FolderSession } from "../workspace/folder-session.ts";
import { cycleDeps } from "./cycle-deps.ts";

/** What the status bar says of a folder's design cycle. */
export interface CycleTip {
  readonly text: string;
  readonly tooltip: string;
}

/** Says which cycle is current and how each tracker stands, as far as it is known without asking. */
export async function cycleTip(session: FolderSession, accounts: Accounts): Promise<CycleTip> {
  const deps = await cycleDeps(session, accounts, quietRun().signal, { isAsked: false });
  const reading = await readCycle(deps.files);
  const { cycle, problems } = reading;
  const systems = CYCLE_SYSTEMS.map(async (system) => {
    const opened = await openSystem(system, reading, deps);
    return plainLine(stateLine(system, opened, reading, deps), 200);
  });
  const name = cycle === null ? t("no cycle") : plainLine(cycle.id, 30);
  const title = cycle === null ? t("No design cycle is current") : t("Design cycle {0}", name);
  const odd = problems.map(({ message }) => plainLine(message, 300));
  return {
    text: `$(milestone) ${name}`,
    tooltip: [title, ...(await Promise.all(systems)), ...odd].join("\n"),
  };
}
