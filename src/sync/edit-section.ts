import { isSpecFile } from "../core/config/spec-files.ts";
import { hashText } from "../core/kernel/hash.ts";
import type { Problem } from "../core/kernel/problem.ts";
import { err, ok, type Result } from "../core/kernel/result.ts";
import { t } from "../core/kernel/texts.ts";
import type { SpecSection } from "../core/model/spec.ts";
import type { SpecStatus } from "../core/model/status.ts";
import { ticketId, type TicketId, type TicketRef } from "../core/model/ticket-ref.ts";
import type { Ticket } from "../core/model/ticket.ts";
import { connectionOf, linkRef, placedId, placedRef, targetOf } from "../core/plan/connections.ts";
import type { SpecReading } from "../core/plan/snapshot.ts";
import { insertTicketLink, removeTicketLink, replaceTicketLink } from "../core/spec/write-links.ts";
import { setStatus } from "../core/spec/write-status.ts";
import type { Application } from "./application.ts";
import { forgetLost } from "./forget-lost.ts";
import { writeBases } from "./journal.ts";
import { noteReferences } from "./references.ts";
import type { SpecEdit } from "./spec-files.ts";

/** One section of a spec as it stands in its file. */
export interface FoundSection {
  readonly spec: SpecReading;
  readonly section: SpecSection;
}

/** Sets the primary link of a section to a ticket that exists. */
export async function linkSection(
  app: Application,
  found: FoundSection,
  ref: TicketRef,
): Promise<Result<Ticket, Problem>> {
  const { spec, section } = found;
  const system = connectionOf(app.config, ref, targetOf(app.config, spec));
  if (system === null) {
    return err(
      refused(found, "link/no-connection", t("No connection to {0} is configured.", ref.system)),
    );
  }
  const placed = placedRef(app.config, system, ref);
  const readings = await app.trackers.read([{ system, ref: placed }]);
  const reading = readings.get(ticketId(placed));
  if (reading?.kind !== "found") {
    const why =
      reading?.kind === "unreadable"
        ? t("The ticket {0} could not be read: {1}", ref.key, reading.error.message)
        : t("The tracker has no ticket {0}.", ref.key);
    return err(refused(found, "link/ticket-not-found", t("{0} The spec was not changed.", why)));
  }
  const former = section.tickets[0]?.ref;
  const link = linkRef(app.config, system, ref);
  const edited = await editSpec(app, found, (doc) =>
    former === undefined
      ? insertTicketLink(doc, section.index, link)
      : replaceTicketLink(doc, section.index, former, link),
  );
  if (!edited.ok) return edited;
  const isOther = former !== undefined && ticketId(former) !== ticketId(link);
  const forgotten = isOther ? await forget(app, found, former) : ok(undefined);
  // The ticket has just answered, whatever was known against it before.
  await noteReferences(app.files, [{ ticket: ticketId(placed), health: null }]);
  return forgotten.ok ? ok(reading.ticket) : forgotten;
}

/**
 * Removes the primary link of a section, or forgets one that the spec has lost; the ticket stays as
 * it is.
 */
export async function unlinkSection(
  app: Application,
  found: FoundSection,
  parse: (text: string) => SpecReading["document"],
): Promise<Result<TicketId, Problem>> {
  const ref = found.section.tickets[0]?.ref;
  if (ref === undefined) {
    const lost = await forgetLost(app, parse, found);
    if (!lost.ok) return lost;
    if (lost.value !== null) return ok(lost.value);
    return err(
      refused(found, "link/not-linked", t("The section has no ticket. Nothing was changed.")),
    );
  }
  const edited = await editSpec(app, found, (doc) =>
    removeTicketLink(doc, found.section.index, ref),
  );
  if (!edited.ok) return edited;
  const forgotten = await forget(app, found, ref);
  return forgotten.ok ? ok(ticketId(ref)) : forgotten;
}

export async function setSectionStatus(
  app: Application,
  found: FoundSection,
  status: SpecStatus,
): Promise<Result<void, Problem>> {
  return editSpec(app, found, (doc) => setStatus(doc, found.section.index, status));
}

/** Finds one section by file and id, reading the file afresh. */
export async function findSection(
  app: Pick<Application, "files" | "config">,
  parse: (text: string) => SpecReading["document"],
  file: string,
  sectionId: string,
): Promise<Result<FoundSection, Problem>> {
  const problem = (code: string, message: string): Problem => ({
    code,
    severity: "error",
    file,
    line: null,
    message,
  });
  if (!isSpecFile(app.config, file)) {
    return err(
      problem(
        "sync/no-such-spec",
        t(
          "This file is not a spec. Specs are the files that `specs.doc_paths` names, by default docs/specs/*.md.",
        ),
      ),
    );
  }
  const reading = await app.files.read(file);
  if (reading.kind === "unreadable") return err(reading.problem);
  if (reading.kind === "missing")
    return err(problem("sync/no-such-spec", t("There is no such file.")));
  const document = parse(reading.text);
  const sections = document.sections.filter((section) => section.id === sectionId);
  const [section, second] = sections;
  if (section === undefined) {
    return err(
      problem("sync/unknown-section", t('The spec has no section with the id "{0}".', sectionId)),
    );
  }
  if (second !== undefined) {
    return err(
      problem(
        "sync/ambiguous-section",
        t(
          'Several sections have the id "{0}", on lines {1}. Give each its own id first.',
          sectionId,
          sections.map(({ line }) => line).join(", "),
        ),
      ),
    );
  }
  const isUnsaved = reading.isUnsaved ?? false;
  return ok({ spec: { file, hash: hashText(reading.text), document, isUnsaved }, section });
}

async function editSpec(
  app: Application,
  { spec, section }: FoundSection,
  edit: SpecEdit,
): Promise<Result<void, Problem>> {
  if (!spec.document.writable) {
    return err(
      refused(
        { spec, section },
        "spec/not-writable",
        t("The file cannot be edited safely as it stands. Mend its problems first."),
      ),
    );
  }
  const checked = await app.specFiles.check(spec.file, spec.hash);
  const outcome =
    checked.kind === "done" ? await app.specFiles.edit(spec.file, [edit], []) : checked;
  if (outcome.kind === "done") return ok(undefined);
  return err(refused({ spec, section }, "spec/not-edited", outcome.error));
}

/** A link that a person took away has no agreed values any more. */
async function forget(
  app: Application,
  found: FoundSection,
  ref: TicketRef,
): Promise<Result<void, Problem>> {
  const system = connectionOf(app.config, ref, targetOf(app.config, found.spec));
  const id = system === null ? ticketId(ref) : placedId(app.config, system, ref);
  const saved = await writeBases(app.files, new Map([[id, null]]));
  await noteReferences(app.files, [{ ticket: id, health: null }]);
  if (saved.ok) return saved;
  const message = t(
    "The spec was changed, but what was agreed with {0} could not be forgotten: {1}",
    id,
    saved.error.message,
  );
  return err(refused(found, "link/not-forgotten", message));
}

function refused({ spec, section }: FoundSection, code: string, message: string): Problem {
  return { code, severity: "error", file: spec.file, line: section.line, message };
}
