import { Secret } from "../../core/kernel/secret.ts";
import { variable, type CliHost } from "./cli-host.ts";

/** What a program needs to run at all. No credential is among it. */
export function basicsOf(host: CliHost): Record<string, string> {
  return Object.fromEntries(
    BASICS.flatMap((name) => {
      const value = variable(host, name);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

const BASICS = [
  "PATH",
  "HOME",
  "USER",
  "LOGNAME",
  "LANG",
  "TMPDIR",
  "USERPROFILE",
  "APPDATA",
  "LOCALAPPDATA",
  "PATHEXT",
  "SystemRoot",
  "TEMP",
  "TMP",
];

/** What a program is given under a name that speaks of a secret is masked wherever it turns up. */
export function secretValues(values: Readonly<Record<string, string>>): Secret[] {
  return Object.entries(values)
    .filter(([name, value]) => SECRET.test(name) && value.length >= SHORTEST)
    .map(([, value]) => new Secret(value.replace(/^(?:Bearer|Basic|token)\s+/i, "")));
}

const SECRET = /token|key|secret|pass|pat$|auth|cookie|credential/i;
const SHORTEST = 8;
