import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { build } from "../../esbuild.mjs";
import { locations } from "../host/locations.ts";
import { atMost, forComparison, milliseconds, times, type Row } from "./row.ts";
import { median, time } from "./statistics.ts";

const ROUNDS = 25;

/** How long the command line takes to say its version, beside a Node that does nothing. */
export async function measureStart(): Promise<Row[]> {
  await build(["cli"]);
  const program = join(locations.project, "dist", "cli.js");
  const bare: number[] = [];
  const canon: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    bare.push(run(["-e", "0"]));
    canon.push(run([program, "--version"]));
  }
  const metric = "`canon --version`, beside `node -e 0`";
  const [bareMs, canonMs] = [median(bare), median(canon)];
  return [
    forComparison("`node -e 0`", milliseconds(bareMs)),
    atMost({ metric, value: canonMs / bareMs, limit: 1.5, show: times }),
  ];
}

function run(args: readonly string[]): number {
  return time(() => {
    const { status } = spawnSync(process.execPath, args, { stdio: ["ignore", "pipe", "pipe"] });
    if (status !== 0) throw new Error(`${args.join(" ")} ended with ${status ?? "a signal"}.`);
  });
}
