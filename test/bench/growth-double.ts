// A Jira of its own for a growing workspace, in a process of its own: what it works and holds is none
// of Canon's. It listens to `GrowthOrder` and answers each order with a `GrowthAnswer`.
import { startJiraCloudDouble } from "../support/jira-cloud/jira-cloud-double.ts";
import type { IssueRecord, Json } from "../support/jira-cloud/jira-state.ts";
import { AREA_0, areaName, SECTIONS_A_SPEC } from "./growth-specs.ts";

/** Makes the tickets of further specs, as copies of those of the first, so that there are `specs`. */
export interface GrowthOrder {
  readonly specs: number;
}

export interface GrowthAnswer {
  readonly tickets: number;
  readonly env: Readonly<Record<string, string>>;
  readonly project: string;
}

const double = await startJiraCloudDouble();
process.on("message", ({ specs }: GrowthOrder) => {
  growTo(specs);
  tell();
});
// The one that started it is gone.
process.on("disconnect", () => process.exit());
tell();

function growTo(specs: number): void {
  const { issues } = double.state;
  const originals = issues.slice(0, SECTIONS_A_SPEC);
  for (let spec = issues.length / SECTIONS_A_SPEC; spec < specs; spec++) {
    for (const original of originals) double.state.create(copyOf(original, areaName(spec)));
  }
}

function copyOf({ typeId, summary, description, status }: IssueRecord, area: string) {
  const text = JSON.stringify(description).replaceAll(AREA_0, area);
  return {
    typeId,
    status,
    summary: summary.replaceAll(AREA_0, area),
    description: JSON.parse(text) as Json,
  };
}

function tell(): void {
  const { env, project, state } = double;
  process.send?.({ tickets: state.issues.length, env, project } satisfies GrowthAnswer);
}
