/**
 * The key of a ticket in the address of its page; undefined for any other text.
 *
 * Shape:  `system` is one of the names that comments use.
 * Source: the addresses that the trackers show in a browser.
 */
export function keyOfAddress(system: string, address: string): string | undefined {
  const path = /^https?:\/\/[^/\s]+(\/[^\s?#]*)/i.exec(address)?.[1];
  if (path === undefined) return undefined;
  switch (system) {
    case "jira":
      return /\/browse\/([A-Za-z]\w*-\d+)\/?$/.exec(path)?.[1];
    case "linear":
      return /\/issue\/([A-Za-z]\w*-\d+)(?:\/|$)/.exec(path)?.[1];
    case "github": {
      const [, repository, number] = /^\/([\w-]+\/[\w.-]+)\/issues\/(\d+)\/?$/.exec(path) ?? [];
      return number === undefined ? undefined : `${repository ?? ""}#${number}`;
    }
    case "azure":
    case "azure-devops":
      return /\/_workitems\/edit\/(\d+)\/?$/.exec(path)?.[1];
    default:
      return undefined;
  }
}
