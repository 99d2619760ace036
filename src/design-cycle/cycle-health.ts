import type { CancelSignal } from "../core/kernel/cancel.ts";
import { t } from "../core/kernel/texts.ts";
import type { CycleConfig } from "./cycle-config.ts";
import {
  NAMES,
  openSystem,
  readCycle,
  switchOf,
  type CycleDeps,
  type CycleReading,
  type OpenedSystem,
} from "./cycle-state.ts";
import { CYCLE_SYSTEMS, type CycleSystem } from "./ticket-links.ts";

/** One thing that was looked at, in the form of every health report. */
export interface CycleCheck {
  readonly name: string;
  readonly category: "integrations" | "files";
  readonly status: "ok" | "warn" | "fail";
  readonly detail: string;
  readonly fix: string | null;
}

/**
 * Says for the cycle and each of its trackers how it stands; changes nothing.
 *
 * Shape:  being switched off or not set up is no fault; only what does not answer is.
 */
export async function checkCycle(deps: CycleDeps, signal: CancelSignal): Promise<CycleCheck[]> {
  const reading = await readCycle(deps.files);
  const { cycle, problems } = reading;
  const current =
    cycle === null
      ? t("No design cycle is current.")
      : t('The current design cycle is "{0}".', cycle.id);
  const state = { name: "cycle", status: "ok", detail: current, fix: null } as const;
  const oddities = problems.map(({ file, line, message }) => {
    const at = line === null ? "" : `:${line}`;
    const detail = file === undefined ? message : `${file}${at}: ${message}`;
    return { name: "cycle files", status: "warn", detail, fix: null } as const;
  });
  const files = [state, ...oddities].map((check) => ({ ...check, category: "files" }) as const);
  const systems = CYCLE_SYSTEMS.map((system) => checkSystem(system, reading, deps, signal));
  return [...files, ...(await Promise.all(systems))];
}

async function checkSystem(
  system: CycleSystem,
  reading: CycleReading,
  deps: CycleDeps,
  signal: CancelSignal,
): Promise<CycleCheck> {
  const opened = await openSystem(system, reading, deps);
  const base = { name: system, category: "integrations" } as const;
  if (opened.state !== "available") {
    const status = opened.state === "unavailable" ? "warn" : "ok";
    return {
      ...base,
      status,
      detail: stateLine(system, opened, reading, deps),
      fix: fixFor(system, opened.state),
    };
  }
  const { key } = opened.link;
  const ticket = await opened.connection.readTicket(key, signal);
  if (!ticket.ok) {
    const detail = t("{0}: unavailable ({1})", system, ticket.error.message);
    return { ...base, status: "warn", detail, fix: null };
  }
  const detail = t('{0}: available ({1} is "{2}")', system, key, ticket.value.status);
  return { ...base, status: "ok", detail, fix: null };
}

/** A tracker's state on one line, with the switch that is set or the reason there is. */
export function stateLine(
  system: CycleSystem,
  opened: OpenedSystem,
  { config }: CycleReading,
  { disabled }: Pick<CycleDeps, "disabled">,
): string {
  switch (opened.state) {
    case "available":
      return t("{0}: available ({1})", system, opened.link.key);
    case "disabled":
      return `${system}: ${switchLine(system, config, disabled) ?? t("disabled")}`;
    case "unavailable":
      return t("{0}: unavailable ({1})", system, opened.reason);
    case "not_configured":
    case "not_linked":
      return `${system}: ${opened.state}${opened.key === null ? "" : ` (${opened.key})`}`;
  }
}

/** The switch that turns a system off, by its name and place; null where it is on. */
export function switchLine(
  system: CycleSystem,
  config: CycleConfig,
  disabled: ReadonlySet<CycleSystem>,
): string | null {
  const off = switchOf(system, config, disabled);
  return off === null ? null : t("disabled by {0}", SWITCHES[off](system));
}

const SWITCHES: Readonly<Record<"env" | "config", (system: CycleSystem) => string>> = {
  env: (system) => `env (GDD_DISABLE_${system.toUpperCase()}=1)`,
  config: (system) => `config (.design/config.json: ticket_sync.${system}.enabled=false)`,
};

function fixFor(system: CycleSystem, state: string): string | null {
  return state === "not_configured"
    ? t("Give Canon a credential for {0}, or leave it: a cycle never waits for it.", NAMES[system])
    : null;
}
