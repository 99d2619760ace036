import { err, ok, type Result } from "../core/kernel/result.ts";
import { buildPlan } from "../core/plan/build-plan.ts";
import { statusRows, type StatusRow } from "../core/view/status-rows.ts";
import { pageOf } from "./page-of.ts";
import { problemsJson } from "./plan-json.ts";
import { refusalText } from "./refusal-text.ts";
import { sectionFacts } from "./section-json.ts";
import { scopeOf, type Answer, type ExposedScope, type ToolContext } from "./tool-context.ts";
import type { SYNC_STATUS } from "./tool-schemas.ts";
import type { InputOf } from "./tool-schema.ts";

/** Sections with the status of spec and ticket. Only `live` asks a tracker. */
export async function syncStatus(
  context: ToolContext,
  { paths, section, live = false, onlyDiffering = false, ...page }: InputOf<typeof SYNC_STATUS>,
): Promise<Answer> {
  const alone = live ? context.folder.whyAlone() : null;
  if (alone !== null) return err(alone);
  const meant = scopeOf(context, paths, section);
  if (!meant.ok) return meant;
  const { scope, specs } = meant.value;
  const read = await (live ? liveRows(context, meant.value) : knownRows(context, meant.value));
  if (!read.ok) return read;
  const rows = read.value.filter(
    ({ section: one }) => scope.section === null || one.id === scope.section.id,
  );
  const told = rows.map((row) => ({ row, problems: problemsOf(row, context) }));
  const wanted = onlyDiffering ? told.filter(isWorthALook) : told;
  const { shown, nextOffset } = pageOf(wanted, page);
  return ok({
    asked: live ? "The trackers were asked now." : "No tracker was asked: drift is not known.",
    total: wanted.length,
    byStatus: counted(rows),
    specCount: specs.length,
    sections: shown.map(({ row, problems }) => rowJson(row, problems, context)),
    nextOffset,
  });
}

type Rows = Promise<Result<readonly StatusRow[], string>>;

async function knownRows({ folder }: ToolContext, { specs }: ExposedScope): Rows {
  const { engine } = folder;
  const notes = { references: await engine.references(), lastKnown: await engine.lastKnown() };
  return ok(statusRows(specs, new Map(), null, notes));
}

async function liveRows(context: ToolContext, { specs, scope }: ExposedScope): Rows {
  if (specs.length === 0) return ok([]);
  const { engine } = context.folder;
  const taken = await engine.snapshot(scope, context.run);
  if (!taken.ok) return err(refusalText(taken.error, context));
  const snapshot = taken.value;
  const plan = buildPlan(snapshot, {
    direction: "both",
    onConflict: "hold",
    asked: new Set<string>(),
  });
  await engine.noteSeen();
  const { references } = snapshot;
  const notes = { references, lastKnown: await engine.lastKnown() };
  const known = snapshot.specs.filter(({ file }) => context.specs.find(file) !== undefined);
  return ok(statusRows(known, snapshot.tickets, plan, notes));
}

function rowJson(row: StatusRow, problems: readonly object[], context: ToolContext): object {
  const spec = context.specs.find(row.file);
  if (spec === undefined) return {};
  const { words } = context;
  const found = row.reading?.kind === "found" ? row.reading.ticket : null;
  const seen = row.lastKnown;
  return {
    ...sectionFacts({ spec, section: row.section }, words),
    ticketStatus: found === null ? null : words.line(found.status.name, 100),
    ticketState: row.reading?.kind ?? null,
    ticketAsLastSeen: seen === null ? null : { status: words.line(seen.status, 100), at: seen.at },
    drift: row.drift,
    problems,
  };
}

/** The problems on the lines of a section. */
function problemsOf({ file, section }: StatusRow, context: ToolContext): object[] {
  const problems = context.specs.find(file)?.document.problems ?? [];
  const own = problems.filter(
    ({ line }) => line !== null && line >= section.line && line <= section.endLine,
  );
  return problemsJson(
    own.slice(0, 10).map((one) => ({ ...one, file })),
    context,
  );
}

function isWorthALook({ row, problems }: { row: StatusRow; problems: readonly object[] }): boolean {
  return problems.length > 0 || row.health !== null || (row.drift !== null && row.drift !== "none");
}

function counted(rows: readonly StatusRow[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { section } of rows) {
    const state = section.status?.state ?? "draft";
    counts[state] = (counts[state] ?? 0) + 1;
  }
  return counts;
}
