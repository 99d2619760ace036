import { cutShort } from "../../core/kernel/cut-short.ts";
import { t } from "../../core/kernel/texts.ts";
import type { TrackerError } from "../../core/model/ticket.ts";

export function cancelled(): TrackerError {
  return {
    code: "tracker/cancelled",
    message: t("Cancelled before Azure DevOps was asked. Start again when you are ready."),
  };
}

export function notAKey(key: string): TrackerError {
  return {
    code: "tracker/rejected",
    message: t(
      "{0} is not the number of a work item, such as 4211. Azure DevOps was not asked. Correct the link.",
      quoted(key),
    ),
  };
}

export function notAMarker(marker: string): TrackerError {
  return {
    code: "tracker/rejected",
    message: t(
      "{0} cannot be the marker of a work item or comment, so nothing was written. This is a fault of Canon.",
      quoted(marker),
    ),
  };
}

export function notATime(time: string): TrackerError {
  return {
    code: "tracker/rejected",
    message: t(
      "{0} is not a time, so Azure DevOps was not asked what changed since. This is a fault of Canon.",
      quoted(time),
    ),
  };
}

export function noSuchItem(key: string): TrackerError {
  return {
    code: "tracker/not-found",
    message: t(
      "Work item {0} is not in Azure DevOps, or this account may not see it. Nothing was changed. Restore the work item, or remove the link.",
      key,
    ),
  };
}

export function noSuchParent(key: string): TrackerError {
  return {
    code: "tracker/not-found",
    message: t(
      "The parent {0} is not in Azure DevOps, or this account may not see it. Nothing was changed. Link the section above to a work item that exists.",
      quoted(key),
    ),
  };
}

export function ownParent(key: string): TrackerError {
  return {
    code: "tracker/rejected",
    message: t(
      "Work item {0} cannot be its own parent. Nothing was changed. Choose another parent.",
      key,
    ),
  };
}

export function noSuchType(type: string, project: string): TrackerError {
  return {
    code: "tracker/rejected",
    message: t(
      "The project {0} has no work item type {1}, so nothing was written. Name one of its types in the `hierarchy` of the configuration.",
      quoted(project),
      quoted(type),
    ),
  };
}

export function unknownState(
  wanted: string,
  type: string,
  states: readonly string[],
): TrackerError {
  const list = listed(states);
  return {
    code: "tracker/no-transition",
    message:
      list === ""
        ? t(
            "Work items of the type {0} have no state {1}, so nothing was changed. Name one of them in the `status_map`.",
            quoted(type),
            quoted(wanted),
          )
        : t(
            "Work items of the type {0} have no state {1}, so nothing was changed. Their states are {2}. Name one of them in the `status_map`.",
            quoted(type),
            quoted(wanted),
            list,
          ),
  };
}

export function oddItem(key: string): TrackerError {
  return {
    code: "tracker/unreadable-answer",
    message: t(
      "Azure DevOps described work item {0} in a form that Canon does not know. It was left as it is. Open it in Azure DevOps, and sync again.",
      key,
    ),
  };
}

export function tooManyComments(key: string): TrackerError {
  return {
    code: "tracker/unreadable-answer",
    message: t(
      "Work item {0} has more comments than Canon reads, so none were read or written.",
      key,
    ),
  };
}

export function keepsChanging(key: string): TrackerError {
  return {
    code: "tracker/rejected",
    message: t(
      "Work item {0} changed again and again while Canon wrote to it. Nothing was written. Sync again.",
      key,
    ),
  };
}

/** Someone is let in without a credential, as public projects do; this is no proof of one. */
export function anonymous(host: string): TrackerError {
  return {
    code: "tracker/unauthorized",
    message: t(
      "Azure DevOps at {0} did not recognise the credential and answered as to a stranger. Set it again; it may have expired or been revoked.",
      host,
    ),
  };
}

export function signInPage(host: string): TrackerError {
  return {
    code: "tracker/unauthorized",
    message: t(
      "Azure DevOps at {0} answered with its sign-in page, as it does for a credential that it does not accept. Set it again; it may have expired, been revoked, or belong to another organisation.",
      host,
    ),
  };
}

export function oldServer(host: string): TrackerError {
  return {
    code: "tracker/rejected",
    message: t(
      "Azure DevOps at {0} is too old for Canon, which needs version 7.1 of its interface: Azure DevOps Services, or Azure DevOps Server 2022.1 and later.",
      host,
    ),
  };
}

export function noSuchProject(host: string): TrackerError {
  return {
    code: "tracker/not-found",
    message: t(
      "Azure DevOps at {0} has no project of this name, or this account may not see it. Write its name as the project in the configuration, as it stands in the address of its boards.",
      host,
    ),
  };
}

/** Names of fields as their grammar allows them; a rule may also be about none in particular. */
export function refusedValues(action: string, fields: readonly string[]): TrackerError {
  const plain = [...new Set(fields)].filter((name) => /^[A-Za-z][\w.]{0,80}$/.test(name));
  return {
    code: "tracker/rejected",
    message:
      plain.length === 0
        ? t(
            "A rule of the process refused the values while {0}, so nothing was written. Make the change in Azure DevOps by hand once to see what it asks for, or run `canon doctor`.",
            action,
          )
        : t(
            "A rule of the process refused the values while {0}, so nothing was written. It names {1}. Make the change in Azure DevOps by hand once to see what it asks for, or run `canon doctor`.",
            action,
            plain.slice(0, SHOWN).join(", "),
          ),
  };
}

export function oddAnswer(host: string, action: string): TrackerError {
  return {
    code: "tracker/unreadable-answer",
    message: t(
      "Azure DevOps at {0} answered in a form that Canon does not know while {1}. Check the address; it should be the one of the organisation or collection. Then sync again.",
      host,
      action,
    ),
  };
}

const SHOWN = 12;

/** Names that a person gave in Azure DevOps; odd ones are left out. */
function listed(names: readonly string[]): string {
  const plain = names.filter((name) => /^[\p{L}\p{N}][\p{L}\p{N} ._'&/()-]{0,60}$/u.test(name));
  const list = plain.slice(0, SHOWN).join(", ");
  return plain.length > SHOWN ? t("{0} and others", list) : list;
}

/** Keys and names come from files that anybody may have written; show them on one line. */
function quoted(text: string): string {
  return `"${cutShort(text.replace(/[\p{Cc}\p{Cf}]/gu, "?"), 100)}"`;
}
