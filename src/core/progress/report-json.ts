import type { GroupProgress } from "./measure-progress.ts";
import type { ProgressReport } from "./report.ts";
import type { Totals } from "./totals.ts";

/**
 * A report as scripts read it.
 *
 * Shape:  `history` is null where nothing is known of the past, and `historyReason` says why.
 */
export function reportJson(report: ProgressReport): object {
  const { name, takenAt, totals, specs, owners, teams, systems, needs, history } = report;
  return {
    name,
    takenAt,
    totals: totalsJson(totals),
    specs: specs.map(({ file, title, owner, team, totals: own, sections }) => ({
      ...{ file, title, owner, team },
      totals: totalsJson(own),
      sections: sections.map((one) => ({
        sectionId: one.id,
        number: one.number,
        title: one.title,
        line: one.line,
        status: one.state,
        blockedBy: one.blockedBy,
        ticket: one.ticket,
        criteria: one.totals.criteria,
        met: one.totals.met,
        realized: one.totals.realized,
      })),
    })),
    owners: owners.map(groupJson),
    teams: teams.map(groupJson),
    systems: systems.map(groupJson),
    needsAttention: needs.map(({ kind, spec, section }) => ({
      kind,
      file: specs[spec]?.file ?? null,
      sectionId: specs[spec]?.sections[section]?.id ?? null,
      blockedBy: specs[spec]?.sections[section]?.blockedBy ?? null,
    })),
    history: history.kind === "known" ? history.points : null,
    historyGaps: history.kind === "known" ? history.gaps : [],
    historyReason: history.kind === "known" ? null : history.why,
  };
}

function groupJson({ name, totals }: GroupProgress): object {
  return { name, totals: totalsJson(totals) };
}

function totalsJson(totals: Totals): object {
  const { sections, byState, linked, criteria, met, realized } = totals;
  const deprecated = byState.deprecated;
  return { sections, deprecated, byState, linked, criteria, met, realized };
}
