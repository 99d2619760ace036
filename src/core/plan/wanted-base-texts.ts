import { connectionOf, placedId, targetOf } from "./connections.ts";
import type { ChangePlan, HeldItem } from "./plan.ts";
import type { Snapshot } from "./snapshot.ts";

/** The hashes of agreed texts that would be shown beside what a plan holds. */
export function wantedBaseTexts(snapshot: Snapshot, plan: ChangePlan): ReadonlySet<string> {
  const hashes = new Set<string>();
  for (const held of plan.held) {
    if (held.reason !== "conflict/title" && held.reason !== "conflict/text") continue;
    const base = baseOf(snapshot, held);
    const hash = held.reason === "conflict/title" ? base?.title : base?.text;
    if (hash != null && !snapshot.baseTexts.has(hash)) hashes.add(hash);
  }
  return hashes;
}

function baseOf({ config, specs, bases }: Snapshot, { file, sectionIndex }: HeldItem) {
  const spec = specs.find((one) => one.file === file);
  const ref = spec?.document.sections[sectionIndex]?.tickets[0]?.ref;
  if (spec === undefined || ref === undefined) return undefined;
  const system = connectionOf(config, ref, targetOf(config, spec));
  return system === null ? undefined : bases.get(placedId(config, system, ref));
}
