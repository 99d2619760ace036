import { NONE_EXPOSED } from "../core/model/ai-exposure.ts";
import { defaultConfig } from "../core/config/default-config.ts";
import { parseConfig } from "../core/config/parse-config.ts";
import type { FileStore } from "../ports/file-store.ts";
import type { LoadedConfig } from "./engine.ts";

/** In order of preference; the first that exists is the configuration. */
export const CONFIG_FILES = ["CANON.yaml", "SPECWRIGHT.yaml"] as const;

const MAX_CONFIG_BYTES = 1_000_000;

/** Reads the workspace's configuration; without a file the defaults hold, with no tracker. */
export async function loadConfig(files: FileStore): Promise<LoadedConfig> {
  for (const file of CONFIG_FILES) {
    const reading = await files.read(file, MAX_CONFIG_BYTES);
    if (reading.kind === "missing") continue;
    if (reading.kind === "unreadable") {
      const hidden = { ...defaultConfig(), aiExposure: NONE_EXPOSED };
      return { file, config: hidden, problems: [reading.problem], broken: true };
    }
    return { file, ...parseConfig(reading.text, file) };
  }
  return { file: null, config: defaultConfig(), problems: [], broken: false };
}
