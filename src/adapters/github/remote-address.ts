import { parseRepository, type Repository } from "./issue-place.ts";

/** A repository as the address of a git remote names it. `host` has a port where one is written. */
export interface RemoteAddress {
  readonly host: string;
  readonly repository: Repository;
}

/** Reads `https://host/owner/name.git`, `ssh://git@host/…` and `git@host:owner/name`. */
export function parseRemoteAddress(url: string): RemoteAddress | undefined {
  const short = /^(?:[A-Za-z0-9._-]+@)?([A-Za-z0-9.-]+):(?!\/\/)([^:]+)$/.exec(url);
  const [host, path] = short === null ? longForm(url) : [short[1] ?? "", short[2] ?? ""];
  const repository = parseRepository(path.replace(/^\/+|\/+$/g, "").replace(/\.git$/, ""));
  return host === "" || repository === undefined
    ? undefined
    : { host: host.toLowerCase(), repository };
}

function longForm(url: string): [host: string, path: string] {
  if (!URL.canParse(url)) return ["", ""];
  const { protocol, host, hostname, pathname } = new URL(url);
  if (protocol === "ssh:" || protocol === "git+ssh:") return [hostname, pathname];
  return protocol === "https:" || protocol === "http:" ? [host, pathname] : ["", ""];
}

/**
 * Tells whether a remote lies at the server that a credential was given for.
 *
 * Shape:  `api.github.com` serves github.com; a server of one's own serves its own host, or the
 *         one below `api.`.
 */
export function isServedBy({ host }: RemoteAddress, baseUrl: string): boolean {
  if (!URL.canParse(baseUrl)) return false;
  const restUrl = new URL(baseUrl);
  const plain = host === "ssh.github.com" ? "github.com" : host;
  const served = restUrl.host.toLowerCase();
  return plain === served || `api.${plain}` === served;
}
