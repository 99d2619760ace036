import { SPEC_STATES, type SpecState } from "../model/status.ts";
import type { TicketStatus } from "../model/ticket.ts";
import type { StatusMap } from "./config.ts";
import { preferredState, type SpecStates } from "./spec-states.ts";

/**
 * The spec states that an issue on GitHub stands for.
 *
 * Shape:  the name is `open` or `closed`, with a bar and the status label where there is one.
 *         A label that contradicts the state was left behind when somebody closed or reopened
 *         the issue by hand, so the state counts.
 * Source: the Canon documentation; labels that begin with `specwright:` are read as `canon:`.
 */
export function githubSpecStates(
  map: StatusMap,
  status: TicketStatus,
  forwardName: (state: SpecState) => string,
): SpecStates {
  const name = plain(status.name);
  const [openness = "", label = null] = name.split("|");
  if (openness !== "open" && openness !== "closed") {
    return { preferred: map.fallback, agreeing: new Set(), known: false };
  }
  const exact = SPEC_STATES.filter((state) => plain(forwardName(state)) === name);
  const preferred =
    reverseState(map, name, openness, label) ??
    preferredState(exact, null) ??
    stateByOpenness(openness, status);
  const agreeing = exact.length > 0 ? exact : agreeingByOpenness(openness, preferred, forwardName);
  return { preferred, agreeing: new Set([...agreeing, preferred]), known: true };
}

function reverseState(
  map: StatusMap,
  name: string,
  openness: string,
  label: string | null,
): SpecState | null {
  const reverse = new Map([...map.reverse].map(([key, state]) => [plain(key), state]));
  const byLabel = label === null ? undefined : reverse.get(label);
  const fits = byLabel !== undefined && isClosing(byLabel) === (openness === "closed");
  return reverse.get(name) ?? (fits ? byLabel : null);
}

function stateByOpenness(openness: string, status: TicketStatus): SpecState {
  if (openness === "open") return "todo";
  return status.category === "canceled" ? "deprecated" : "done";
}

/** Without a label, an open issue says only that the section is not finished. */
function agreeingByOpenness(
  openness: string,
  preferred: SpecState,
  forwardName: (state: SpecState) => string,
): SpecState[] {
  if (preferred === "deprecated") return [preferred];
  return SPEC_STATES.filter((state) => plain(forwardName(state)).split("|")[0] === openness);
}

function isClosing(state: SpecState): boolean {
  return state === "done" || state === "deprecated";
}

function plain(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replace(/(^|\|)specwright:/, "$1canon:")
    .replace(/canon:in_progress$/, "canon:in-progress");
}
