import type { Problem } from "../core/kernel/problem.ts";
import type { Result } from "../core/kernel/result.ts";
import type { TrackerError } from "../core/model/ticket.ts";
import type { CycleConnection } from "../ports/cycle-connection.ts";
import type { CycleFiles } from "../ports/cycle-files.ts";
import { parseCycleConfig, type CycleConfig } from "./cycle-config.ts";
import { parseStateFile } from "./state-file.ts";
import { linksOf, type CycleLink, type CycleLinks, type CycleSystem } from "./ticket-links.ts";

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
  if (text === null) return { cycle: null, config, problems: [...problems, ...config.problems] };
  const state = parseStateFile(text);
  const links = state.cycle === null ? null : linksOf(state, state.cycle);
  const cycle = links === null || state.cycle === null ? null : { id: state.cycle, links };
  const found = [...config.problems, ...state.problems, ...(links?.problems ?? [])];
  return { cycle, config, problems: [...problems, ...found] };
}

/** Opens the way to a cycle's ticket in one tracker: switches first, then link, then connection. */
export async function openSystem(
  system: CycleSystem,
  { cycle, config }: CycleReading,
  deps: CycleDeps,
): Promise<OpenedSystem> {
  const link = cycle?.links.links[system] ?? null;
  const key = link?.key ?? null;
  const off = switchedOff(system, config, deps.disabled);
  if (off !== null) return { state: "disabled", key, reason: off };
  if (link === null) {
    const reason = `No ${NAMES[system]} ticket is linked to the current cycle.`;
    return { state: "not_linked", key, reason };
  }
  const opened = await deps.connect(system, link.key);
  if (!opened.ok) return { state: "unavailable", key, reason: opened.error.message };
  if (opened.value === null) {
    const reason = `No connection to ${NAMES[system]} is set up.`;
    return { state: "not_configured", key, reason };
  }
  return { state: "available", link, connection: opened.value };
}

export const NAMES: Readonly<Record<CycleSystem, string>> = { linear: "Linear", jira: "Jira" };

/** Where both switch it off, the environment is named. */
function switchedOff(
  system: CycleSystem,
  config: CycleConfig,
  disabled: ReadonlySet<CycleSystem>,
): string | null {
  if (disabled.has(system)) {
    return `${NAMES[system]} is switched off by GDD_DISABLE_${system.toUpperCase()} in the environment.`;
  }
  return config.disabled.has(system)
    ? `${NAMES[system]} is switched off by ticket_sync.${system}.enabled in .design/config.json.`
    : null;
}
