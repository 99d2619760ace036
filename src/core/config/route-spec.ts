import type { CanonConfig, RoutingRule, SystemConfig } from "./config.ts";
import { matchPath } from "./match-path.ts";

/** What routing looks at: a spec's path and its front matter. */
export interface RoutedSpec {
  /** Relative to the workspace folder, with forward slashes. */
  readonly file: string;
  readonly tags: readonly string[];
  readonly team: string | null;
  readonly owner: string | null;
  readonly ticketProject: string | null;
}

/** Where the tickets of a spec go. `target` is null when the spec has no tracker. */
export interface Route {
  readonly target: SystemConfig | null;
  readonly shadows: readonly SystemConfig[];
}

/**
 * Finds the tracker of a spec: the first rule that holds, else the default, else the only one.
 *
 * Shape: the project that the spec names takes the place of the target's own.
 */
export function routeSpec(config: CanonConfig, spec: RoutedSpec): Route {
  const rule = config.routing.find(({ match }) => holds(match, config, spec));
  const name = rule?.target ?? config.defaultTarget ?? onlySystem(config);
  const target = name === null ? undefined : config.systems.get(name);
  if (target === undefined) return { target: null, shadows: [] };
  const project = spec.ticketProject ?? target.project;
  return {
    target: { ...target, project },
    shadows: (rule?.shadowTargets ?? []).flatMap((shadow) => config.systems.get(shadow) ?? []),
  };
}

function holds(match: RoutingRule["match"], config: CanonConfig, spec: RoutedSpec): boolean {
  return (
    (match.always ?? true) &&
    (match.tags === null || match.tags.some((tag) => spec.tags.includes(tag))) &&
    (match.team === null || match.team === (spec.team ?? config.team)) &&
    (match.owner === null || match.owner === spec.owner) &&
    (match.path === null || matchPath(match.path, spec.file, true))
  );
}

function onlySystem(config: CanonConfig): string | null {
  const [first = null, ...others] = config.systems.keys();
  return others.length === 0 ? first : null;
}
