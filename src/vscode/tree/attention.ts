import type { Event } from "vscode";
import type { CommandId } from "../commands/command-ids.ts";

/** One row of the "Needs Attention" view. Its texts may come from a tracker; the view shows them as plain text. */
export interface AttentionNode {
  /** Unique among its siblings and the same after a refresh, so that what is expanded stays so. */
  readonly id: string;
  readonly label: string;
  readonly description?: string;
  readonly tooltip?: string;
  /** The name of a codicon, without `$()`. */
  readonly icon?: string;
  /** What selecting the row runs. */
  readonly command?: { readonly id: CommandId; readonly argument?: unknown };
  /** A place in a file that selecting the row opens, in place of a command. Lines count from 1. */
  readonly place?: { readonly uri: string; readonly line: number };
  /** Named by `viewItem` in the manifest, for buttons of the row. */
  readonly context?: string;
  readonly children?: readonly AttentionNode[];
}

/** What one provider has to say about one subject: a row at the top, with what it counts below. */
export interface AttentionSection extends AttentionNode {
  readonly children: readonly AttentionNode[];
  /** Shown behind the label; a section that counts nothing is not shown. */
  readonly count: number;
  /** Whether a person has to decide; only then the count is in the view's badge. */
  readonly needsPerson: boolean;
}

/** A source of sections. It answers from what it knows; drawing the view asks no tracker. */
export interface AttentionProvider {
  readonly onDidChange: Event<unknown>;
  sections(): readonly AttentionSection[];
  /** The view came into sight: whoever has never looked may look once. */
  onDidShow?(): void;
}
