import { cutShort } from "../../core/kernel/cut-short.ts";
import type { TrackerError } from "../../core/model/ticket.ts";

export const CANCELLED: TrackerError = {
  code: "tracker/cancelled",
  message: "Cancelled before Azure DevOps was asked. Start again when you are ready.",
};

export function notAKey(key: string): TrackerError {
  return {
    code: "tracker/rejected",
    message: `${quoted(key)} is not the number of a work item, such as 4211. Azure DevOps was not asked. Correct the link.`,
  };
}

export function notAMarker(marker: string): TrackerError {
  return {
    code: "tracker/rejected",
    message: `${quoted(marker)} cannot be the marker of a work item or comment, so nothing was written. This is a fault of Canon.`,
  };
}

export function notATime(time: string): TrackerError {
  return {
    code: "tracker/rejected",
    message: `${quoted(time)} is not a time, so Azure DevOps was not asked what changed since. This is a fault of Canon.`,
  };
}

export function noSuchItem(key: string): TrackerError {
  return {
    code: "tracker/not-found",
    message: `Work item ${key} is not in Azure DevOps, or this account may not see it. Nothing was changed. Restore the work item, or remove the link.`,
  };
}

export function noSuchParent(key: string): TrackerError {
  return {
    code: "tracker/not-found",
    message: `The parent ${quoted(key)} is not in Azure DevOps, or this account may not see it. Nothing was changed. Link the section above to a work item that exists.`,
  };
}

export function ownParent(key: string): TrackerError {
  return {
    code: "tracker/rejected",
    message: `Work item ${key} cannot be its own parent. Nothing was changed. Choose another parent.`,
  };
}

export function noSuchType(type: string, project: string): TrackerError {
  return {
    code: "tracker/rejected",
    message: `The project ${quoted(project)} has no work item type ${quoted(type)}, so nothing was written. Name one of its types in the \`hierarchy\` of the configuration.`,
  };
}

export function unknownState(
  wanted: string,
  type: string,
  states: readonly string[],
): TrackerError {
  return {
    code: "tracker/no-transition",
    message: `Work items of the type ${quoted(type)} have no state ${quoted(wanted)}, so nothing was changed. ${listed("Their states are", states)}Name one of them in the \`status_map\`.`,
  };
}

export function oddItem(key: string): TrackerError {
  return {
    code: "tracker/unreadable-answer",
    message: `Azure DevOps described work item ${key} in a form that Canon does not know. It was left as it is. Open it in Azure DevOps, and sync again.`,
  };
}

export function tooManyComments(key: string): TrackerError {
  return {
    code: "tracker/unreadable-answer",
    message: `Work item ${key} has more comments than Canon reads, so none were read or written.`,
  };
}

export function keepsChanging(key: string): TrackerError {
  return {
    code: "tracker/rejected",
    message: `Work item ${key} changed again and again while Canon wrote to it. Nothing was written. Sync again.`,
  };
}

/** Someone is let in without a credential, as public projects do; this is no proof of one. */
export function anonymous(host: string): TrackerError {
  return {
    code: "tracker/unauthorized",
    message: `Azure DevOps at ${host} did not recognise the credential and answered as to a stranger. Set it again; it may have expired or been revoked.`,
  };
}

export function signInPage(host: string): TrackerError {
  return {
    code: "tracker/unauthorized",
    message: `Azure DevOps at ${host} answered with its sign-in page, as it does for a credential that it does not accept. Set it again; it may have expired, been revoked, or belong to another organisation.`,
  };
}

export function oldServer(host: string): TrackerError {
  return {
    code: "tracker/rejected",
    message: `Azure DevOps at ${host} is too old for Canon, which needs version 7.1 of its interface: Azure DevOps Services, or Azure DevOps Server 2022.1 and later.`,
  };
}

export function noSuchProject(host: string): TrackerError {
  return {
    code: "tracker/not-found",
    message: `Azure DevOps at ${host} has no project of this name, or this account may not see it. Write its name as the project in the configuration, as it stands in the address of its boards.`,
  };
}

/** Names of fields as their grammar allows them; a rule may also be about none in particular. */
export function refusedValues(action: string, fields: readonly string[]): TrackerError {
  const plain = [...new Set(fields)].filter((name) => /^[A-Za-z][\w.]{0,80}$/.test(name));
  const which = plain.length === 0 ? "" : ` It names ${plain.slice(0, SHOWN).join(", ")}.`;
  return {
    code: "tracker/rejected",
    message: `A rule of the process refused the values while ${action}, so nothing was written.${which} Make the change in Azure DevOps by hand once to see what it asks for, or run \`canon doctor\`.`,
  };
}

export function oddAnswer(host: string, action: string): TrackerError {
  return {
    code: "tracker/unreadable-answer",
    message: `Azure DevOps at ${host} answered in a form that Canon does not know while ${action}. Check the address; it should be the one of the organisation or collection. Then sync again.`,
  };
}

const SHOWN = 12;

/** Names that a person gave in Azure DevOps; odd ones are left out. */
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
