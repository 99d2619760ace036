import type { CancelSignal } from "../core/kernel/cancel.ts";
import { NAMES, openSystem, readCycle, type CycleDeps } from "./cycle-state.ts";
import { CYCLE_SYSTEMS, type CycleSystem } from "./ticket-links.ts";

/** One thing that was looked at, in the form of every health report. */
export interface CycleCheck {
  readonly name: string;
  readonly category: "integrations" | "files";
  readonly status: "ok" | "warn" | "fail";
  readonly detail: string;
  readonly fix: string | null;
}

/** Says for the cycle and each of its trackers how it stands; changes nothing. */
export async function checkCycle(deps: CycleDeps, signal: CancelSignal): Promise<CycleCheck[]> {
  const reading = await readCycle(deps.files);
  const { cycle, problems } = reading;
  const state: CycleCheck =
    cycle === null
      ? {
          name: "cycle",
          category: "files",
          status: "ok",
          detail: "No design cycle is current.",
          fix: null,
        }
      : {
          name: "cycle",
          category: "files",
          status: "ok",
          detail: `The current design cycle is "${cycle.id}".`,
          fix: null,
        };
  const oddities = problems.map((problem): CycleCheck => ({
    name: "cycle files",
    category: "files",
    status: "warn",
    detail: problem.message,
    fix: null,
  }));
  if (cycle === null) return [state, ...oddities];
  const systems = CYCLE_SYSTEMS.map(async (system): Promise<CycleCheck> => {
    const opened = await openSystem(system, reading, deps);
    const base = { name: system, category: "integrations" } as const;
    if (opened.state !== "available") {
      const isWrong = opened.state === "unavailable" || opened.state === "not_configured";
      const status = isWrong ? "warn" : "ok";
      return {
        ...base,
        status,
        detail: `${opened.state}: ${opened.reason}`,
        fix: fixFor(system, opened.state),
      };
    }
    const { key } = opened.link;
    const ticket = await opened.connection.readTicket(key, signal);
    if (!ticket.ok) {
      return { ...base, status: "warn", detail: `unavailable: ${ticket.error.message}`, fix: null };
    }
    const detail = `available: ${key} is "${ticket.value.status}".`;
    return { ...base, status: "ok", detail, fix: null };
  });
  return [state, ...oddities, ...(await Promise.all(systems))];
}

function fixFor(system: CycleSystem, state: string): string | null {
  return state === "not_configured"
    ? `Give Canon a credential for ${NAMES[system]}, or leave it: a cycle never waits for it.`
    : null;
}
