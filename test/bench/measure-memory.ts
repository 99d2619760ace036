import { runCommand } from "../host/run-command.ts";
import { fileURLToPath } from "node:url";
import { atMost, megabytes, type Row } from "./row.ts";

/** The heap that 1,000 parsed specs with 20,000 sections take, measured in a process of its own. */
export async function measureMemory(): Promise<Row[]> {
  const child = fileURLToPath(new URL("./memory-process.ts", import.meta.url));
  const output = await runCommand(process.execPath, ["--expose-gc", child], {
    purpose: "Measuring memory",
  });
  const { heapBytes } = JSON.parse(output) as { heapBytes: number };
  const metric = "heap for 1,000 specs with 20,000 sections";
  return [atMost({ metric, value: heapBytes, limit: 60e6, show: megabytes })];
}
