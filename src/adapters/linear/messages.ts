import { cutShort } from "../../core/kernel/cut-short.ts";
import type { TrackerError } from "../../core/model/ticket.ts";

export const CANCELLED: TrackerError = {
  code: "tracker/cancelled",
  message: "Cancelled before Linear was asked. Start again when you are ready.",
};

export function notAKey(key: string): TrackerError {
  return {
    code: "tracker/rejected",
    message: `${quoted(key)} is not the key of a Linear issue, such as ENG-12. Linear was not asked. Correct the link.`,
  };
}

export function notAnId(id: string): TrackerError {
  return {
    code: "tracker/rejected",
    message: `${quoted(id)} cannot be the id of a Linear issue or comment, so nothing was written. This is a fault of Canon.`,
  };
}

export function noSuchIssue(key: string): TrackerError {
  return {
    code: "tracker/not-found",
    message: `${quoted(key)} is not in Linear, or this account may not see it. Nothing was changed. Restore the issue, or remove the link.`,
  };
}

export function noSuchParent(key: string): TrackerError {
  return {
    code: "tracker/not-found",
    message: `The parent ${quoted(key)} is not in Linear, or this account may not see it. Nothing was changed. Link the section above to an issue that exists.`,
  };
}

export function ownParent(key: string): TrackerError {
  return {
    code: "tracker/rejected",
    message: `${quoted(key)} cannot be its own parent. Nothing was changed. Choose another parent.`,
  };
}

export function unknownState(
  wanted: string,
  team: string,
  states: readonly string[],
): TrackerError {
  return {
    code: "tracker/no-transition",
    message: `The team ${quoted(team)} in Linear has no state ${quoted(wanted)}, so nothing was changed. ${listed("Its states are", states)}Name one of them in the \`status_map\`.`,
  };
}

export function unknownTeam(wanted: string, keys: readonly string[]): TrackerError {
  return {
    code: "tracker/not-found",
    message: `This account sees no team ${quoted(wanted)} in Linear, so nothing was written. ${listed("It sees", keys)}Write the key of a team as the project in the configuration.`,
  };
}

export function ambiguousTeam(wanted: string, keys: readonly string[]): TrackerError {
  return {
    code: "tracker/rejected",
    message: `Several teams in Linear are called ${quoted(wanted)}, so nothing was written. ${listed("Their keys are", keys)}Write one of the keys as the project in the configuration.`,
  };
}

/** More tickets than are looked up one by one in a run were not found under their names. */
export function notLookedUp(key: string, ceiling: number): TrackerError {
  return {
    code: "tracker/unreadable-answer",
    message: `${quoted(key)} was not found under this name. Canon looks up ${ceiling} such issues in one run, and there were more. Remove the links to issues that are reported as missing, and sync again.`,
  };
}

export function oddIssue(key: string): TrackerError {
  return {
    code: "tracker/unreadable-answer",
    message: `Linear described ${quoted(key)} in a form that Canon does not know. The issue was left as it is. Open it in Linear, and sync again.`,
  };
}

/** What was asked for by one name came under another. */
export function anotherIssue(name: string): TrackerError {
  return {
    code: "tracker/unreadable-answer",
    message: `Linear was asked for ${quoted(name)} and described another issue. Nothing was changed for it. Sync again.`,
  };
}

export function leftOut(id: string): TrackerError {
  return {
    code: "tracker/unreadable-answer",
    message: `Linear created tickets and did not show the one with the id ${id}. Sync again; Canon looks for it by this id.`,
  };
}

export function tooManyComments(key: string): TrackerError {
  return {
    code: "tracker/unreadable-answer",
    message: `${quoted(key)} has more comments than Canon reads. None were read.`,
  };
}

const SHOWN = 12;

/** Names that a person gave in Linear; odd ones are left out. */
function listed(intro: string, names: readonly string[]): string {
  const plain = names.filter((name) => /^[\p{L}\p{N}][\p{L}\p{N} ._'&/()-]{0,60}$/u.test(name));
  if (plain.length === 0) return "";
  const rest = plain.length > SHOWN ? " and others" : "";
  return `${intro} ${plain.slice(0, SHOWN).join(", ")}${rest}. `;
}

/** Keys and names come from files that anybody may have written; show them on one line. */
function quoted(text: string): string {
  return `"${cutShort(text.replace(/[\p{Cc}\p{Cf}]/gu, "?"), 100)}"`;
}
