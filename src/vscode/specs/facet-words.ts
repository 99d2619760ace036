import * as vscode from "vscode";
import { isSpecState } from "../../core/model/status.ts";
import { plainLine } from "../../core/view/plain-text.ts";
import {
  facetKind,
  facetValue,
  type Facet,
  type FacetKind,
} from "../../core/view/section-facets.ts";
import type { Grouping } from "../../core/view/spec-tree.ts";
import { STATUS_ICONS, type StatusIcon } from "../../core/view/status-icons.ts";
import { stateLabel } from "../../core/view/status-words.ts";

const MAX_VALUE = 60;

/** A facet as people read it: "In progress", "No owner", "Jira". */
export function facetLabel(facet: Facet): string {
  const value = facetValue(facet);
  switch (facetKind(facet)) {
    case "status":
      return isSpecState(value) ? stateLabel(value) : plainLine(value, MAX_VALUE);
    case "owner":
      return value === "" ? vscode.l10n.t("No owner") : plainLine(value, MAX_VALUE);
    case "team":
      return value === "" ? vscode.l10n.t("No team") : plainLine(value, MAX_VALUE);
    case "system":
      return systemLabel(value);
    case "connection":
      return value === "" ? vscode.l10n.t("Not linked") : plainLine(value, MAX_VALUE);
    case "need":
      return vscode.l10n.t("Needs attention");
  }
}

/** What the facets of a kind have in common. */
export function kindLabel(kind: FacetKind): string {
  switch (kind) {
    case "status":
      return vscode.l10n.t("Status");
    case "owner":
      return vscode.l10n.t("Owner");
    case "team":
      return vscode.l10n.t("Team");
    case "system":
      return vscode.l10n.t("Tracker");
    case "connection":
      return vscode.l10n.t("Connection");
    case "need":
      return vscode.l10n.t("What waits");
  }
}

export function groupingLabel(grouping: Grouping): string {
  return grouping === "spec" ? vscode.l10n.t("Spec") : kindLabel(grouping);
}

const KIND_SHAPES = {
  owner: "person",
  team: "organization",
  system: "link",
  connection: "plug",
  need: "bell",
} as const;

export function facetIcon(facet: Facet): StatusIcon {
  const [kind, value] = [facetKind(facet), facetValue(facet)];
  if (kind === "status") return STATUS_ICONS[isSpecState(value) ? value : "draft"];
  return { shape: KIND_SHAPES[kind], colour: null };
}

function systemLabel(system: string): string {
  switch (system) {
    case "":
      return vscode.l10n.t("Not linked");
    case "local":
      return vscode.l10n.t("Local tickets");
    case "jira":
      return "Jira";
    case "linear":
      return "Linear";
    case "github":
      return "GitHub";
    case "azure-devops":
      return "Azure DevOps";
    default:
      return plainLine(system, MAX_VALUE);
  }
}
