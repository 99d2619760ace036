import type { SystemName } from "../../core/model/ticket-ref.ts";
import { parseBaseUrl } from "../http/base-url.ts";

/** Where people see a tracker, and where its interface is. Both belong to the same vendor. */
const WEB_HOSTS: Readonly<Partial<Record<SystemName, Readonly<Record<string, string>>>>> = {
  github: { "github.com": "api.github.com" },
  linear: { "linear.app": "api.linear.app" },
};

/**
 * Tells whether the host that a workspace names is the one a credential was given for.
 *
 * Shape: both are read by the same strict rules and compared whole, port included, and the scheme
 *        and path as well where the workspace writes them: two organisations may share a host.
 *        What cannot be read is another host.
 */
export function isOwnHost(system: SystemName, named: string, given: URL): boolean {
  const url = parseBaseUrl(named);
  if (!url.ok) return false;
  const { host, protocol, pathname } = url.value;
  if (named.includes("://") && protocol !== given.protocol) return false;
  if (WEB_HOSTS[system]?.[host] === given.host) return true;
  return host === given.host && given.pathname.startsWith(pathname);
}
