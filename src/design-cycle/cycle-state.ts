import { inFile, type Problem } from "../core/kernel/problem.ts";
import type { Result } from "../core/kernel/result.ts";
import { t } from "../core/kernel/texts.ts";
import type { TrackerError } from "../core/model/ticket.ts";
import type { CycleConnection } from "../ports/cycle-connection.ts";
import type { CycleFiles } from "../ports/cycle-files.ts";
import { parseCycleConfig, type CycleConfig } from "./cycle-config.ts";
import { parseStateFile } from "./state-file.ts";
import { linksOf, type CycleLink, type CycleLinks, type CycleSystem } from "./ticket-links.ts";

/** Where the design workflow keeps its state, from the root of the workspace. */
export const STATE_FILE = ".design/STATE.md";

/** Whether a tracker can be used for a cycle, in the order in which it is asked. */
export type SystemState =
  "disabled" | "not_linked" | "not_configured" | "unavailable" | "available";

export interface CycleDeps {
  readonly files: CycleFiles;
  /** Systems that the person's environment switches off. */
  readonly disabled: ReadonlySet<CycleSystem>;
  /** Opens the way to a tracker; null where none is set up. */
  readonly connect: (
    system: CycleSystem,
    key: string,
  ) => Promise<Result<CycleConnection | null, TrackerError>>;
}

/** The current cycle as its files have it; null where there is no current cycle. */
export interface CurrentCycle {
  readonly id: string;
  readonly links: CycleLinks;
}

export interface CycleReading {
  readonly cycle: CurrentCycle | null;
  readonly config: CycleConfig;
  readonly problems: readonly Problem[];
}

/** A tracker that can be asked, or why it cannot. */
export type OpenedSystem =
  | { readonly state: "available"; readonly link: CycleLink; readonly connection: CycleConnection }
  | {
      readonly state: Exclude<SystemState, "available">;
      readonly key: string | null;
      readonly reason: string;
    };

/** Reads state and configuration; what cannot be read is a problem and counts as absent. */
export async function readCycle(files: CycleFiles): Promise<CycleReading> {
  const configText = await files.read("config.json");
  const config = parseCycleConfig(configText.ok ? configText.value : null);
  const stateText = await files.read("STATE.md");
  const problems = [configText, stateText].flatMap((text) => (text.ok ? [] : [text.error]));
  const text = stateText.ok ? stateText.value : null;
  const inConfig = inFile(".design/config.json", config.problems);
  if (text === null) return { cycle: null, config, problems: [...problems, ...inConfig] };
  const state = parseStateFile(text);
  const links = state.cycle === null ? null : linksOf(state, state.cycle);
  const cycle = links === null || state.cycle === null ? null : { id: state.cycle, links };
  const inState = inFile(STATE_FILE, [...state.problems, ...(links?.problems ?? [])]);
  return { cycle, config, problems: [...problems, ...inConfig, ...inState] };
}

/** Opens the way to a cycle's ticket in one tracker: switches first, then link, then connection. */
export async function openSystem(
  system: CycleSystem,
  reading: CycleReading,
  deps: CycleDeps,
): Promise<OpenedSystem> {
  const link = reading.cycle?.links.links[system] ?? null;
  if (link === null) {
    const off = switchOf(system, reading.config, deps.disabled);
    const reason = t("No {0} ticket is linked to the current cycle.", NAMES[system]);
    return off === null
      ? { state: "not_linked", key: null, reason }
      : { state: "disabled", key: null, reason: SWITCHED_OFF[off](system) };
  }
  const opened = await openTicket(system, link.key, reading, deps);
  return opened.state === "available" ? { ...opened, link } : { ...opened, key: link.key };
}

/** The same for a ticket that need not be linked. */
export async function openTicket(
  system: CycleSystem,
  key: string,
  { config }: CycleReading,
  deps: CycleDeps,
): Promise<OpenedTicket> {
  const off = switchOf(system, config, deps.disabled);
  if (off !== null) return { state: "disabled", reason: SWITCHED_OFF[off](system) };
  const opened = await deps.connect(system, key);
  if (!opened.ok) return { state: "unavailable", reason: opened.error.message };
  if (opened.value === null) {
    return { state: "not_configured", reason: t("No connection to {0} is set up.", NAMES[system]) };
  }
  return { state: "available", connection: opened.value };
}

type OpenedTicket =
  | { readonly state: "available"; readonly connection: CycleConnection }
  | { readonly state: Exclude<SystemState, "available" | "not_linked">; readonly reason: string };

export const NAMES: Readonly<Record<CycleSystem, string>> = { linear: "Linear", jira: "Jira" };

/** What switches a system off; where both do, the environment is named. */
export function switchOf(
  system: CycleSystem,
  config: CycleConfig,
  disabled: ReadonlySet<CycleSystem>,
): "env" | "config" | null {
  if (disabled.has(system)) return "env";
  return config.disabled.has(system) ? "config" : null;
}

/** Whether a system's ticket is to be looked at: linked, and not switched off. */
export function isWanted(
  system: CycleSystem,
  { cycle, config }: CycleReading,
  disabled: ReadonlySet<CycleSystem>,
): boolean {
  const link = cycle?.links.links[system] ?? null;
  return link !== null && switchOf(system, config, disabled) === null;
}

const SWITCHED_OFF: Readonly<Record<"env" | "config", (system: CycleSystem) => string>> = {
  env: (system) =>
    t(
      "{0} is switched off by GDD_DISABLE_{1} in the environment.",
      NAMES[system],
      system.toUpperCase(),
    ),
  config: (system) =>
    t(
      "{0} is switched off by ticket_sync.{1}.enabled in .design/config.json.",
      NAMES[system],
      system,
    ),
};
