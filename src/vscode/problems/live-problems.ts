import * as vscode from "vscode";
import type { CanonConfig, SystemConfig } from "../../core/config/config.ts";
import { specStatesFor } from "../../core/config/status-map.ts";
import type { Problem } from "../../core/kernel/problem.ts";
import type { SpecSection } from "../../core/model/spec.ts";
import type { SpecState } from "../../core/model/status.ts";
import type { Ticket } from "../../core/model/ticket.ts";
import { connectionOf, targetOf } from "../../core/plan/connections.ts";
import { noConnection, unmappedProblem } from "../../core/plan/plan-problems.ts";
import { isOpenAndUnlinked } from "../../core/plan/plan-unlinked.ts";
import { KeptBySection } from "../../core/view/kept-by-section.ts";
import { plainLine } from "../../core/view/plain-text.ts";
import { specStatusLabel, stateLabel, ticketStatusLabel } from "../../core/view/status-words.ts";
import type { OpenSpec } from "../workspace/open-specs.ts";

/** What a sync would remark about an open spec, from what is known already. Asks no tracker. */
export function liveProblems(open: OpenSpec): Problem[] {
  const { spec, path: file, folder } = open;
  const { config } = folder.config;
  if (spec.frontMatter.sync === "false" || config.systems.size === 0) return [];
  const target = targetOf(config, { file, document: spec });
  const basis = [open.session, folder.config, file, spec.frontMatter, open.session.live.basis];
  const linked = spec.sections.flatMap((section) =>
    PROBLEMS.of(section, basis, () => linkProblems(open, section, target)),
  );
  return [...noRoute(config, file, open), ...linked];
}

const PROBLEMS = new KeptBySection<Problem[]>();

/** The status that the ticket of a section stands for, where the section says something else. */
export function statusOfTicket(open: OpenSpec, section: SpecSection): SpecState | undefined {
  const { folder, path: file, spec: document } = open;
  const found = ticketOf(open, section, targetOf(folder.config.config, { file, document }));
  return found === undefined ? undefined : stateOf(found, section);
}

function stateOf({ system, ticket }: FoundTicket, section: SpecSection): SpecState | undefined {
  const states = specStatesFor(system, ticket.status);
  const isSame = states.agreeing.has(section.status?.state ?? "draft");
  return states.known && !isSame ? states.preferred : undefined;
}

function noRoute(config: CanonConfig, file: string, { spec }: OpenSpec): Problem[] {
  const first = spec.sections.find(isOpenAndUnlinked);
  if (first === undefined || targetOf(config, { file, document: spec }) !== null) return [];
  const message = vscode.l10n.t(
    "No routing rule matches this spec and there is no default, so its sections get no tickets. Add a rule with `default: true` to CANON.yaml.",
  );
  return [{ code: "sync/no-route", severity: "warning", file, line: first.line, message }];
}

function linkProblems(
  open: OpenSpec,
  section: SpecSection,
  target: SystemConfig | null,
): Problem[] {
  const [link] = section.tickets;
  if (link === undefined) return [];
  const { config } = open.folder.config;
  if (connectionOf(config, link.ref, target) === null) {
    return [noConnection(open.path, link.line, link.ref)];
  }
  const found = ticketOf(open, section, target);
  if (found === undefined) return [];
  const { ticket, system } = found;
  const name = plainLine(ticketStatusLabel(ticket.status.name), 60);
  if (!specStatesFor(system, ticket.status).known) {
    return [unmappedProblem({ file: open.path, line: link.line, name })];
  }
  const state = stateOf(found, section);
  if (state === undefined) return [];
  const says = plainLine(specStatusLabel(section.status));
  const isSameWord = stateLabel(state) === name;
  const message = isSameWord
    ? vscode.l10n.t(
        'The section says "{0}", and {1} says "{2}". Sync the section, or take over the status of the ticket.',
        ...[says, link.ref.key, name],
      )
    : vscode.l10n.t(
        'The section says "{0}", and {1} is "{2}", which means "{3}". Sync the section, or take over the status of the ticket.',
        ...[says, link.ref.key, name, stateLabel(state)],
      );
  const { line } = link;
  return [{ code: "link/differs", severity: "info", file: open.path, line, message }];
}

interface FoundTicket {
  readonly ticket: Ticket;
  readonly system: SystemConfig;
}

function ticketOf(
  open: OpenSpec,
  section: SpecSection,
  target: SystemConfig | null,
): FoundTicket | undefined {
  const [link] = section.tickets;
  const reading = link === undefined ? undefined : open.session.live.get(link.ref);
  if (link === undefined || reading?.kind !== "found") return undefined;
  const system = connectionOf(open.folder.config.config, link.ref, target);
  return system === null ? undefined : { ticket: reading.ticket, system };
}
