import type { Problem } from "../kernel/problem.ts";
import type { ExposureRules } from "../model/ai-exposure.ts";
import type { SpecState } from "../model/status.ts";
import type { TrackerTarget } from "../model/ticket.ts";

export type ConfigProblemCode =
  | "config/unreadable"
  | "config/too-large"
  | "config/broken-yaml"
  | "config/not-a-mapping"
  | "config/unknown-key"
  | "config/unused-key"
  | "config/duplicate-key"
  | "config/wrong-type"
  | "config/wrong-value"
  | "config/unknown-target"
  | "config/missing-value"
  | "config/incomplete-status-map"
  | "config/deprecated"
  | "config/secret"
  | "config/no-tracker";

/** `instead` is the known word that was most likely meant; absent where none resembles it. */
export interface ConfigProblem extends Problem<ConfigProblemCode> {
  readonly instead?: string;
}

/** How the states of specs and tickets translate. Names of ticket states compare without case. */
export interface StatusMap {
  readonly forward: ReadonlyMap<SpecState, string>;
  readonly reverse: ReadonlyMap<string, SpecState>;
  readonly fallback: SpecState;
}

export interface Hierarchy {
  /** Heading depth (2 to 6) to issue type. */
  readonly typeByDepth: ReadonlyMap<number, string>;
  readonly defaultType: string | null;
  /** Children are linked to the ticket of the section above. */
  readonly autoParent: boolean;
}

/** One configured connection, under `ticket_systems` or from a simple form. */
export interface SystemConfig extends TrackerTarget {
  readonly statusMap: StatusMap;
  readonly hierarchy: Hierarchy;
}

/** All named keys of a rule must hold; the first rule that holds wins. */
export interface RoutingRule {
  readonly match: {
    readonly tags: readonly string[] | null;
    readonly team: string | null;
    readonly owner: string | null;
    readonly path: string | null;
    /** `true` matches every spec, `false` none; null: not used. */
    readonly always: boolean | null;
  };
  readonly target: string;
  readonly shadowTargets: readonly string[];
}

/** What a missing proof does to a section whose ticket was closed. */
export const CLOSE_CHECKS = ["warn", "require", "off"] as const;

export type CloseCheck = (typeof CLOSE_CHECKS)[number];

export interface CanonConfig {
  readonly docPaths: readonly string[];
  /** Only a written `specs.require_review: true` holds tickets back until a spec is approved. */
  readonly requireReview: boolean;
  /** False: tickets are created only for sections that a person named. */
  readonly createTickets: boolean;
  /** False: no spec is changed from a tracker. */
  readonly reverseSync: boolean;
  /** Which status moves go to tickets: all, only closing ones, or none. */
  readonly lifecycleSync: boolean | "close_only";
  /** Whether a claim is checked before a closed ticket makes its section done. */
  readonly verifyOnClose: CloseCheck;
  /** How much of a spec a language model may see, where the spec does not say. */
  readonly aiExposure: ExposureRules;
  readonly team: string | null;
  readonly systems: ReadonlyMap<string, SystemConfig>;
  readonly routing: readonly RoutingRule[];
  /** Serves what no rule matches; null when such specs have no tracker. */
  readonly defaultTarget: string | null;
}

export interface ParsedConfig {
  readonly config: CanonConfig;
  readonly problems: readonly ConfigProblem[];
  /** True when an error was found: then nothing may be synced. */
  readonly broken: boolean;
}
