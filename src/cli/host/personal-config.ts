import { join } from "node:path";
import { readFile } from "node:fs/promises";
import { errorCode } from "../../adapters/files/disk.ts";
import { parsePersonalConfig, type PersonalConfig } from "../../core/config/personal-config.ts";
import { inFile, type Problem } from "../../core/kernel/problem.ts";
import { variable, type CliHost } from "./cli-host.ts";

const PLACE = ".config/canon/config.yaml";

/** What the person has set up for themselves; nothing of it can come from a workspace. */
export async function readPersonalConfig(
  host: CliHost,
): Promise<Omit<PersonalConfig, "problems"> & { readonly problems: readonly Problem[] }> {
  const home = homeOf(host);
  const text = home === undefined ? "" : await readIfThere(join(home, PLACE));
  if (text === null) {
    return { connection: "auto", servers: [], agent: null, problems: [UNREADABLE] };
  }
  const config = parsePersonalConfig(text, (name) => variable(host, name));
  return { ...config, problems: inFile(`~/${PLACE}`, config.problems) };
}

export function homeOf(host: CliHost): string | undefined {
  return variable(host, "HOME") ?? variable(host, "USERPROFILE");
}

/** Empty where there is no file, null where it cannot be read. */
async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    return ["ENOENT", "ENOTDIR"].includes(errorCode(error)) ? "" : null;
  }
}

const UNREADABLE: Problem = {
  code: "personal/unreadable",
  severity: "warning",
  file: `~/${PLACE}`,
  line: null,
  message:
    "Your own configuration cannot be read, so nothing in it holds. Check who owns the file.",
};
