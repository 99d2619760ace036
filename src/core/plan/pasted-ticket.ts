import type { CanonConfig } from "../config/config.ts";
import type { SpecDocument } from "../model/spec.ts";
import {
  isTicketKey,
  parseTicketId,
  type SystemName,
  type TicketRef,
} from "../model/ticket-ref.ts";
import { connectionOf, linkRef, targetOf } from "./connections.ts";
import { projectOf } from "./ticket-keys.ts";

/** A host where a tracker is known to be: `acme.atlassian.net`, in lower case. */
export interface TrackerHost {
  readonly system: SystemName;
  readonly host: string;
}

const PUBLIC_HOSTS: readonly TrackerHost[] = [
  { system: "linear", host: "linear.app" },
  { system: "github", host: "github.com" },
  { system: "azure-devops", host: "dev.azure.com" },
];

const MAX_LENGTH = 2000;

/**
 * The ticket that a text names, if it names one of a configured tracker and nothing else.
 *
 * Shape:  the address of a ticket on a host of `hosts`, of the configuration or of the public
 *         services; `jira:PAY-142`; or a bare key whose project the configuration or the spec names.
 *         In the form in which the spec links it. Asks nobody.
 * Errors: none; any other text, and an address elsewhere, is undefined.
 */
export function pastedTicket(
  text: string,
  config: CanonConfig,
  spec: { readonly file: string; readonly document: SpecDocument },
  hosts: readonly TrackerHost[],
): TicketRef | undefined {
  const word = text.trim();
  if (word === "" || word.length > MAX_LENGTH || /\s/.test(word)) return undefined;
  const systems = [...config.systems.values()];
  const used = new Set(systems.map(({ system }) => system));
  const known = [
    ...PUBLIC_HOSTS.filter(({ system }) =>
      systems.some((one) => one.system === system && one.host === null),
    ),
    ...systems.flatMap(({ system, host }) =>
      host === null ? [] : [{ system, host: nameOf(host) }],
    ),
    ...hosts,
  ].filter(({ system }) => used.has(system));
  const ref = /^https?:\/\//i.test(word)
    ? addressed(word, known)
    : (parseTicketId(word) ?? bareKey(word, config, spec));
  const system = ref === undefined ? null : connectionOf(config, ref, targetOf(config, spec));
  return ref === undefined || system === null ? undefined : linkRef(config, system, ref);
}

/** The host that an address or a setting names, without what stands around it. */
export function nameOf(address: string): string {
  return address
    .trim()
    .replace(/^[a-z]+:\/\//i, "")
    .replace(/[/?#].*$/s, "")
    .toLowerCase();
}

function addressed(url: string, known: readonly TrackerHost[]): TicketRef | undefined {
  const [, path = "", query = ""] = /^https?:\/\/[^/?#@\\]+([^?#]*)(?:\?([^#]*))?/i.exec(url) ?? [];
  const host = nameOf(url);
  for (const { system } of known.filter((one) => one.host === host)) {
    const key = keyIn(system, path, query);
    if (key !== undefined && isTicketKey(system, key)) return { system, key };
  }
  return undefined;
}

function keyIn(system: SystemName, path: string, query: string): string | undefined {
  switch (system) {
    case "jira":
      return (
        /\/browse\/([^/]+)\/?$/.exec(path)?.[1] ?? /(?:^|&)selectedIssue=([^&]+)/.exec(query)?.[1]
      );
    case "linear":
      return /^\/[^/]+\/issue\/([^/]+)(?:\/[^/]*)?\/?$/.exec(path)?.[1];
    case "github": {
      const [, repository, number] = /^\/([^/]+\/[^/]+)\/issues\/(\d+)\/?$/.exec(path) ?? [];
      return number === undefined ? undefined : `${repository ?? ""}#${number}`;
    }
    case "azure-devops":
      return (
        /\/_workitems\/edit\/(\d+)\/?$/.exec(path)?.[1] ?? /(?:^|&)workitem=(\d+)/i.exec(query)?.[1]
      );
    case "local":
      return undefined;
  }
}

/** A key of a project that is known; `UTF-8` has the form of one as well. */
function bareKey(
  word: string,
  config: CanonConfig,
  spec: { readonly file: string; readonly document: SpecDocument },
): TicketRef | undefined {
  const target = targetOf(config, spec);
  const configured = [...config.systems.values(), ...(target === null ? [] : [target])];
  const linked = spec.document.sections
    .flatMap(({ tickets, shadows }) => [...tickets, ...shadows])
    .map(({ ref }) => ({ system: ref.system, project: projectOf(ref) }));
  const used = new Set(configured.map(({ system }) => system));
  const systems = [...configured, ...linked]
    .filter(({ system, project }) => {
      const named = isTicketKey(system, word) ? projectOf({ system, key: word }) : null;
      return used.has(system) && named !== null && named === project;
    })
    .map(({ system }) => system);
  const [system, ...others] = new Set(systems);
  // A key that may be of two trackers is of neither.
  return system === undefined || others.length > 0 ? undefined : { system, key: word };
}
