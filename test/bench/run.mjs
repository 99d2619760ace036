// Measures Canon and prints each number beside its budget. The exit code says only whether it
// could be measured: a slow machine is no failure.
import { needOwnNode } from "../host/own-node.mjs";

needOwnNode();
const { main } = await import("./main.ts");
process.exitCode = await main(process.argv.slice(2));
