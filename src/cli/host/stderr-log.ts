import type { Log } from "../../ports/log.ts";
import { stripControls } from "../output/plain-text.ts";
import type { OutputStream } from "./cli-host.ts";

/** Diagnostics of a run. What is merely good to know shows up with `--verbose` only. */
export function stderrLog(stderr: OutputStream, isVerbose: boolean): Log {
  const write = (text: string): void => {
    stderr.write(`${stripControls(text)}\n`);
  };
  return {
    info: (text) => {
      if (isVerbose) write(text);
    },
    warn: write,
    error: write,
  };
}
