// Starts the host tasks on the project's own Node 24, whichever Node was asked to run this file.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const NEEDED_MAJOR = 24;

if (Number.parseInt(process.versions.node, 10) < NEEDED_MAJOR) {
  const binary = fileURLToPath(new URL("../../node_modules/node/bin/node", import.meta.url));
  const again = spawnSync(
    process.platform === "win32" ? `${binary}.exe` : binary,
    [fileURLToPath(import.meta.url), ...process.argv.slice(2)],
    { stdio: "inherit" },
  );
  if (again.error) {
    console.error(`Node ${NEEDED_MAJOR} could not be started (${again.error.message}).`);
    console.error("Run npm ci in the project folder, then try again.");
  }
  process.exit(again.status ?? 1);
}

const { main } = await import("./main.ts");
process.exitCode = await main(process.argv.slice(2));
