import { cleanUp, cleanUpOnSignals } from "./cleanup.ts";
import { HostTrouble } from "./host-trouble.ts";

type Task = (args: readonly string[]) => Promise<number>;

/** What can be asked for. Each task is loaded only when it is wanted. */
const TASKS: Readonly<Record<string, () => Promise<Task>>> = {
  integration: async () => (await import("./integration.ts")).integration,
  e2e: async () => (await import("./e2e.ts")).e2e,
  demo: async () => (await import("./demo.ts")).demo,
  desktop: async () => (await import("./desktop.ts")).desktop,
};

/** Runs one task and gives the exit code: 0 good, 1 tests failed or the host did not work. */
export async function main(args: readonly string[]): Promise<number> {
  const load = TASKS[args[0] ?? ""];
  if (load === undefined) {
    console.error(`Usage: node test/host/run.mjs ${Object.keys(TASKS).join("|")}`);
    return 2;
  }
  cleanUpOnSignals();
  try {
    return await (
      await load()
    )(args.slice(1));
  } catch (error) {
    console.error(error instanceof HostTrouble ? error.message : error);
    return 1;
  } finally {
    await cleanUp();
  }
}
