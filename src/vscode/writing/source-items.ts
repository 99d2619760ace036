import * as vscode from "vscode";
import type { SpecDocument } from "../../core/model/spec.ts";
import { plainLine } from "../../core/view/plain-text.ts";
import type { CommentPlace } from "./comment-place.ts";
import { offerItem } from "./offer-item.ts";

const MAX_SOURCES = 50;

/** The changes that evidence may name: merges that wait, those of this spec, and an audit. */
export function sourceItems(place: CommentPlace): vscode.CompletionItem[] {
  const merges = place.merges
    .of(place.open.session)
    .filter(({ number }) => number !== null)
    .map(({ name, title }): [string, string] => [name, plainLine(title)]);
  const inSpec = vscode.l10n.t("Named by evidence of this spec");
  const named = sourcesOf(place.open.spec).map((name): [string, string] => [name, inSpec]);
  const audit: [string, string] = ["audit", vscode.l10n.t("Evidence without a pull request")];
  const all = new Map([audit, ...named, ...merges]);
  const names = [...new Map([...merges, ...named, audit]).keys()].slice(0, MAX_SOURCES);
  const kind = vscode.CompletionItemKind.Reference;
  return names.map((text, order) => {
    const description = all.get(text) ?? "";
    return offerItem(place, { kind, text, next: " ", order, description });
  });
}

/** The newest numbers first. */
function sourcesOf({ sections }: SpecDocument): string[] {
  const evidence = sections.flatMap((section) => [
    ...section.evidence,
    ...section.criteria.flatMap((criterion) => criterion.evidence),
  ]);
  const numbers = evidence.flatMap(({ source }) => /^PR#(\d+)$/.exec(source)?.[1] ?? []);
  return [...new Set(numbers.map(Number))].sort((a, b) => b - a).map((number) => `PR#${number}`);
}
