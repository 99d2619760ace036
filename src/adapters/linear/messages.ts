import { cutShort } from "../../core/kernel/cut-short.ts";
import { t } from "../../core/kernel/texts.ts";
import type { TrackerError } from "../../core/model/ticket.ts";

export function cancelled(): TrackerError {
  return {
    code: "tracker/cancelled",
    message: t("Cancelled before Linear was asked. Start again when you are ready."),
  };
}

export function notAKey(key: string): TrackerError {
  return {
    code: "tracker/rejected",
    message: t(
      "{0} is not the key of a Linear issue, such as ENG-12. Linear was not asked. Correct the link.",
      quoted(key),
    ),
  };
}

export function notAnId(id: string): TrackerError {
  return {
    code: "tracker/rejected",
    message: t(
      "{0} cannot be the id of a Linear issue or comment, so nothing was written. This is a fault of Canon.",
      quoted(id),
    ),
  };
}

export function noSuchIssue(key: string): TrackerError {
  return {
    code: "tracker/not-found",
    message: t(
      "{0} is not in Linear, or this account may not see it. Nothing was changed. Restore the issue, or remove the link.",
      quoted(key),
    ),
  };
}

export function noSuchParent(key: string): TrackerError {
  return {
    code: "tracker/not-found",
    message: t(
      "The parent {0} is not in Linear, or this account may not see it. Nothing was changed. Link the section above to an issue that exists.",
      quoted(key),
    ),
  };
}

export function ownParent(key: string): TrackerError {
  return {
    code: "tracker/rejected",
    message: t(
      "{0} cannot be its own parent. Nothing was changed. Choose another parent.",
      quoted(key),
    ),
  };
}

export function unknownState(
  wanted: string,
  team: string,
  states: readonly string[],
): TrackerError {
  const list = listed(states);
  return {
    code: "tracker/no-transition",
    message:
      list === ""
        ? t(
            "The team {0} in Linear has no state {1}, so nothing was changed. Name one of them in the `status_map`.",
            quoted(team),
            quoted(wanted),
          )
        : t(
            "The team {0} in Linear has no state {1}, so nothing was changed. Its states are {2}. Name one of them in the `status_map`.",
            quoted(team),
            quoted(wanted),
            list,
          ),
  };
}

export function unknownTeam(wanted: string, keys: readonly string[]): TrackerError {
  const list = listed(keys);
  return {
    code: "tracker/not-found",
    message:
      list === ""
        ? t(
            "This account sees no team {0} in Linear, so nothing was written. Write the key of a team as the project in the configuration.",
            quoted(wanted),
          )
        : t(
            "This account sees no team {0} in Linear, so nothing was written. It sees {1}. Write the key of a team as the project in the configuration.",
            quoted(wanted),
            list,
          ),
  };
}

export function ambiguousTeam(wanted: string, keys: readonly string[]): TrackerError {
  const list = listed(keys);
  return {
    code: "tracker/rejected",
    message:
      list === ""
        ? t(
            "Several teams in Linear are called {0}, so nothing was written. Write one of the keys as the project in the configuration.",
            quoted(wanted),
          )
        : t(
            "Several teams in Linear are called {0}, so nothing was written. Their keys are {1}. Write one of the keys as the project in the configuration.",
            quoted(wanted),
            list,
          ),
  };
}

/** More tickets than are looked up one by one in a run were not found under their names. */
export function notLookedUp(key: string, ceiling: number): TrackerError {
  return {
    code: "tracker/unreadable-answer",
    message: t(
      "{0} was not found under this name. Canon looks up {1} such issues in one run, and there were more. Remove the links to issues that are reported as missing, and sync again.",
      quoted(key),
      ceiling,
    ),
  };
}

export function oddIssue(key: string): TrackerError {
  return {
    code: "tracker/unreadable-answer",
    message: t(
      "Linear described {0} in a form that Canon does not know. The issue was left as it is. Open it in Linear, and sync again.",
      quoted(key),
    ),
  };
}

/** What was asked for by one name came under another. */
export function anotherIssue(name: string): TrackerError {
  return {
    code: "tracker/unreadable-answer",
    message: t(
      "Linear was asked for {0} and described another issue. Nothing was changed for it. Sync again.",
      quoted(name),
    ),
  };
}

export function leftOut(id: string): TrackerError {
  return {
    code: "tracker/unreadable-answer",
    message: t(
      "Linear created tickets and did not show the one with the id {0}. Sync again; Canon looks for it by this id.",
      id,
    ),
  };
}

export function tooManyComments(key: string): TrackerError {
  return {
    code: "tracker/unreadable-answer",
    message: t("{0} has more comments than Canon reads. None were read.", quoted(key)),
  };
}

const SHOWN = 12;

/** Names that a person gave in Linear; odd ones are left out. */
function listed(names: readonly string[]): string {
  const plain = names.filter((name) => /^[\p{L}\p{N}][\p{L}\p{N} ._'&/()-]{0,60}$/u.test(name));
  const list = plain.slice(0, SHOWN).join(", ");
  return plain.length > SHOWN ? t("{0} and others", list) : list;
}

/** Keys and names come from files that anybody may have written; show them on one line. */
function quoted(text: string): string {
  return `"${cutShort(text.replace(/[\p{Cc}\p{Cf}]/gu, "?"), 100)}"`;
}
