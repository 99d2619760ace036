// Runs what needs a real VS Code: node test/host/run.mjs integration|e2e|demo|desktop
import { needOwnNode } from "./own-node.mjs";

needOwnNode();
const { main } = await import("./main.ts");
process.exitCode = await main(process.argv.slice(2));
