// Measures Canon and prints each number beside its budget. The exit code says only whether it
// could be measured: a slow machine is no failure.
import { main } from "./main.ts";

process.exitCode = await main(process.argv.slice(2));
