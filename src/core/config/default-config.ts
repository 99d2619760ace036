import { ALL_EXPOSED } from "../model/ai-exposure.ts";
import type { CanonConfig } from "./config.ts";

export const DEFAULT_DOC_PATHS: readonly string[] = ["docs/specs/*.md"];

/** What holds in a workspace without a configuration file: specs are read, nothing is synced. */
export function defaultConfig(): CanonConfig {
  return {
    docPaths: DEFAULT_DOC_PATHS,
    requireReview: false,
    createTickets: true,
    reverseSync: true,
    lifecycleSync: true,
    verifyOnClose: "warn",
    aiExposure: ALL_EXPOSED,
    team: null,
    systems: new Map(),
    routing: [],
    defaultTarget: null,
  };
}
