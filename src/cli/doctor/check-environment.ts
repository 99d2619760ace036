import { variable, type CliHost } from "../host/cli-host.ts";
import { authorityFile, knowsProxies, proxyVariable } from "../host/network-variables.ts";
import type { Check } from "./check.ts";

const KILL_SWITCHES = ["GDD_DISABLE_LINEAR", "GDD_DISABLE_JIRA"];

/** What the variables of this process switch off, and the way to the network that they name. */
export function checkEnvironment(host: CliHost): Check[] {
  return [checkSwitches(host), ...checkAuthority(host), ...checkProxy(host)];
}

function checkSwitches(host: CliHost): Check {
  const base = { name: "kill switches", category: "runtime" } as const;
  const set = KILL_SWITCHES.filter((name) => variable(host, name) !== undefined);
  if (set.length === 0) return { ...base, status: "ok", detail: "none is set", fix: null };
  const said = set.map((name) =>
    variable(host, name) === "1"
      ? `${name} is 1: design cycles leave that system alone`
      : `${name} is set to something other than 1 and does nothing`,
  );
  const fix = `Unset ${set.join(" and ")} to switch it on again.`;
  return { ...base, status: "warn", detail: said.join("; "), fix };
}

function checkAuthority(host: CliHost): Check[] {
  const file = authorityFile(host);
  if (file === null) return [];
  const base = { name: "certificates", category: "runtime" } as const;
  if (file.isReadable) {
    return [{ ...base, status: "ok", detail: "CANON_CA_FILE is trusted as well", fix: null }];
  }
  const detail = "CANON_CA_FILE names a file that cannot be read";
  return [{ ...base, status: "fail", detail, fix: "Name a file with certificates in PEM form." }];
}

function checkProxy(host: CliHost): Check[] {
  const name = proxyVariable(host);
  if (name === undefined) return [];
  const base = { name: "proxy", category: "runtime" } as const;
  if (knowsProxies()) {
    return [{ ...base, status: "ok", detail: `requests go by way of ${name}`, fix: null }];
  }
  const detail = `${name} is set, and Node ${process.versions.node} does not know proxies`;
  return [{ ...base, status: "fail", detail, fix: "Install Node 24, or 22.21 or later." }];
}
