import { fileURLToPath } from "node:url";
import { join } from "node:path";

/** The folders that the host tasks read and write. Everything below `cache` is ignored by git. */
const project = fileURLToPath(new URL("../../", import.meta.url));
const cache = join(project, ".vscode-test");

export const locations = {
  project,
  cache,
  logs: join(cache, "logs"),
  screenshots: join(cache, "screenshots"),
  pictures: join(project, "docs", "pictures"),
  results: join(project, "out", "results"),
  demoFixture: join(project, "media", "sample"),
} as const;
