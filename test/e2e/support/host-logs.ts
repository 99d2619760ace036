import { readdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { sharedHost } from "./shared-host.ts";

/** What the extension hosts log of Canon as an error; lines begin with a local time. */
const ERROR = /^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}) \[error\] (.*)$/gm;

/** Errors of Canon in the logs of the extension hosts since a moment, in milliseconds since 1970. */
export async function errorsInLogs(since: number): Promise<string[]> {
  const { dataFolder } = await sharedHost();
  const folder = join(dataFolder, "data", "logs");
  const names = await readdir(folder, { recursive: true });
  const logs = names.filter((name) => /remoteexthost\.log$|Canon\.log$/.test(name));
  if (logs.length === 0) throw new Error(`There are no logs of an extension host in ${folder}.`);
  const found = await Promise.all(
    logs.map(async (name) => {
      const text = await readFile(join(folder, name), "utf8");
      return [...text.matchAll(ERROR)]
        .filter(([, at]) => new Date(at ?? "").getTime() >= since)
        .map(([, , message]) => `${basename(name)}: ${message ?? ""}`)
        .filter((line) => line.startsWith("Canon") || /canon/i.test(line));
    }),
  );
  return found.flat();
}
