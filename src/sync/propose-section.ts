import type { Problem } from "../core/kernel/problem.ts";
import { err, ok, type Result } from "../core/kernel/result.ts";
import { t } from "../core/kernel/texts.ts";
import type { SpecSection } from "../core/model/spec.ts";
import { ticketId, type TicketRef } from "../core/model/ticket-ref.ts";
import { connectionOf, placedRef } from "../core/plan/connections.ts";
import { planSection } from "../core/plan/plan-section.ts";
import type { ChangePlan } from "../core/plan/plan.ts";
import type { SpecReading } from "../core/plan/snapshot.ts";
import { lastOfTop, PlaceFinder } from "../core/plan/suggest-places.ts";
import type { Run } from "./engine.ts";
import type { Reading } from "./reading.ts";
import type { SectionPlace } from "./triage-report.ts";
import { takenTickets } from "./triage.ts";

/**
 * Plans a section for a ticket that has none, where a person wants it or where it fits best.
 *
 * Errors: a ticket that has a section or cannot be read, a place that is not there.
 */
export async function proposeSection(
  reading: Reading,
  specs: readonly SpecReading[],
  ref: TicketRef,
  wanted: SectionPlace | null,
  run: Run,
): Promise<Result<ChangePlan, Problem>> {
  const { config, trackers, clock, redact } = reading;
  const id = ticketId(ref);
  const system = connectionOf(config, ref, null);
  if (system === null) {
    const message = t(
      "No connection to {0} is configured, so no section was added for {1}.",
      ref.system,
      id,
    );
    return err(problem("link/no-connection", message));
  }
  const placed = placedRef(config, system, ref);
  const problems: Problem[] = [];
  const taken = await takenTickets(reading, specs, run, problems);
  if (taken.has(system, placed)) {
    const message = t("{0} has a section already, so none was added.", id);
    return err(problem("triage/has-section", message));
  }
  const answer = (await trackers.read([{ system, ref: placed }])).get(ticketId(placed));
  if (answer?.kind !== "found") {
    const why =
      answer?.kind === "unreadable" ? answer.error.message : t("There is no such ticket.");
    return err(problem("link/ticket-not-found", t("{0}: {1} No section was added.", id, why)));
  }
  const { ticket } = answer;
  if (taken.mayHave(ticket)) {
    const message = t(
      "An interrupted run may have created {0} for a section, so none was added. Sync first, which finds out.",
      id,
    );
    return err(problem("triage/has-section", message));
  }
  const place =
    wanted === null
      ? new PlaceFinder(config, specs).suggest(system, ticket).place
      : findPlace(specs, wanted);
  if (place === null) return err(noPlace(wanted));
  const plan = planSection(config, { system, ticket }, place, { takenAt: clock.now(), redact });
  return plan.ok ? ok({ ...plan.value, problems }) : plan;
}

/** The place that a person named; null where there is none, or several. */
export function findPlace(
  specs: readonly SpecReading[],
  { file, sectionId }: SectionPlace,
): { spec: SpecReading; after: SpecSection | null } | null {
  const spec = specs.find((one) => one.file === file);
  if (spec === undefined) return null;
  if (sectionId === null) return { spec, after: lastOfTop(spec) };
  const [after, second] = spec.document.sections.filter(({ id }) => id === sectionId);
  return after === undefined || second !== undefined ? null : { spec, after };
}

/** Says that a section cannot stand where it was wanted. */
export function noPlace(wanted: SectionPlace | null): Problem {
  const message =
    wanted === null
      ? t(
          "There is no spec that a section can be added to. Nothing was changed. Make a spec first, for example docs/specs/product.md.",
        )
      : wanted.sectionId === null
        ? t(
            "There is no such spec. Nothing was changed. Specs are the files that `specs.doc_paths` names, by default docs/specs/*.md.",
          )
        : t(
            'The spec has no section with the id "{0}", or several. Nothing was changed. `canon parse` shows the ids.',
            wanted.sectionId,
          );
  return { ...problem("triage/no-place", message), ...(wanted && { file: wanted.file }) };
}

function problem(code: string, message: string): Problem {
  return { code, severity: "error", line: null, message };
}
