import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const NEEDED_MAJOR = 24;

/**
 * Starts the running script again on the project's own Node where this one is too old to read
 * TypeScript and to run VS Code. The process then ends with the exit code of that second run.
 */
export function needOwnNode() {
  if (Number.parseInt(process.versions.node, 10) >= NEEDED_MAJOR) {
    return;
  }
  const name = process.platform === "win32" ? "node.exe" : "node";
  const binary = fileURLToPath(new URL(`../../node_modules/node/bin/${name}`, import.meta.url));
  const again = spawnSync(binary, process.argv.slice(1), { stdio: "inherit" });
  if (again.error) {
    console.error(`Node ${NEEDED_MAJOR} could not be started (${again.error.message}).`);
    console.error("Run npm ci in the project folder, then try again.");
  }
  process.exit(again.status ?? 1);
}
