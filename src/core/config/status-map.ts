import { SPEC_STATES, type SpecState } from "../model/status.ts";
import type { TicketStatus } from "../model/ticket.ts";
import { BUILT_IN_STATES, STATE_BY_CATEGORY } from "./built-in-states.ts";
import type { StatusMap, SystemConfig } from "./config.ts";
import { githubSpecStates } from "./github-status.ts";
import { preferredState, type SpecStates } from "./spec-states.ts";

/**
 * The ticket status to ask for when a section is in this state.
 *
 * Shape: the name as configured, else the built-in one; for GitHub `open|label` or `closed|label`.
 */
export function ticketStatusFor(system: SystemConfig, state: SpecState): string {
  const [builtIn = state] = BUILT_IN_STATES[system.system][state];
  return system.statusMap.forward.get(state) ?? builtIn;
}

/** Few names stand on many tickets; each is looked up once per configuration. */
const KNOWN = new WeakMap<StatusMap, Map<string, SpecStates>>();

/**
 * The spec states that a ticket status stands for.
 *
 * A tracker may know fewer states than a spec, or call them differently from process to process:
 * compare with `agreeing` instead of comparing names, or a sync would never come to rest.
 */
export function specStatesFor(system: SystemConfig, status: TicketStatus): SpecStates {
  const key = `${system.system} ${status.category ?? ""} ${status.name}`;
  const known = KNOWN.get(system.statusMap) ?? new Map<string, SpecStates>();
  const states = known.get(key) ?? lookUp(system, status);
  KNOWN.set(system.statusMap, known.set(key, states));
  return states;
}

function lookUp(system: SystemConfig, status: TicketStatus): SpecStates {
  if (system.system === "github") {
    return githubSpecStates(system.statusMap, status, (state) => ticketStatusFor(system, state));
  }
  const { forward, reverse, fallback } = system.statusMap;
  const builtIn = BUILT_IN_STATES[system.system];
  const byCategory = status.category === null ? null : STATE_BY_CATEGORY[status.category];
  const named = (names: (state: SpecState) => readonly string[]): SpecState[] =>
    SPEC_STATES.filter((state) => names(state).some((name) => isSameName(name, status.name)));

  const agreeing = named((state) => namesOf(forward.get(state), builtIn[state]));
  const preferred =
    [...reverse].find(([name]) => isSameName(name, status.name))?.[1] ??
    preferredState(
      named((state) => namesOf(forward.get(state), [])),
      byCategory,
    ) ??
    preferredState(
      named((state) => builtIn[state]),
      byCategory,
    ) ??
    byCategory;
  return preferred === null
    ? { preferred: fallback, agreeing: new Set(agreeing), known: false }
    : { preferred, agreeing: new Set([...agreeing, preferred]), known: true };
}

function namesOf(written: string | undefined, builtIn: readonly string[]): readonly string[] {
  return written === undefined ? builtIn : [written];
}

/** Trackers and keyboards differ in letter case, in blanks and in the apostrophe of "Won't Do". */
export function isSameName(a: string, b: string): boolean {
  return plain(a) === plain(b);
}

function plain(name: string): string {
  return name.trim().replace(/\s+/g, " ").replaceAll("\u2019", "'").toLowerCase();
}
