import * as vscode from "vscode";
import { SPEC_STATES } from "../../core/model/status.ts";
import { SYSTEMS } from "../../core/model/ticket-ref.ts";
import { freeIds } from "../../core/spec/free-id.ts";
import { mayHoldComment } from "../../core/spec/may-hold-comment.ts";
import type { OpenSpec } from "../workspace/open-specs.ts";
import { plainLine } from "../../core/view/plain-text.ts";
import type { CommentPlace } from "./comment-place.ts";
import { deltaText, stateText, wordText, type CommentWord } from "./comment-texts.ts";
import { lineItems, pathItems } from "./evidence-items.ts";
import { offerItem } from "./offer-item.ts";
import { sourceItems } from "./source-items.ts";
import { ticketItems } from "./ticket-items.ts";

/** Each may be followed by a key where it can. */
const STATES = SPEC_STATES.flatMap((state) =>
  state === "blocked" ? [state, "blocked:" as const] : [state],
);
const WORDS: readonly CommentWord[] = ["ticket", "system", "realized-in", "shadow", "delta"];

/** What can be typed at a place in a comment; undefined where no comment of Canon's may stand. */
export async function commentItems(
  place: CommentPlace,
  token: vscode.CancellationToken,
): Promise<vscode.CompletionList | undefined> {
  const { open, part, line } = place;
  if (!mayHoldComment(open.spec, line, part.open, part.isClosed)) return undefined;
  switch (part.name.kind) {
    case "key":
    case "blocker":
      return ticketItems(place, token);
    case "path":
      return pathItems(place, token);
    case "lines":
      return new vscode.CompletionList(await lineItems(place, part.name.path));
    default:
      return new vscode.CompletionList(plainItems(place));
  }
}

/** What needs nothing but the spec and its configuration. */
function plainItems(place: CommentPlace): vscode.CompletionItem[] {
  const { open, part, line } = place;
  const { Keyword, EnumMember, Module, Reference } = vscode.CompletionItemKind;
  switch (part.name.kind) {
    case "word":
      return WORDS.map((word, order) => {
        const [id] = word === "system" ? freeIds(open.spec.sections, line) : [];
        const next = id === undefined ? "" : `${id} status:`;
        const { description, documentation } = wordText(word);
        const text = `canon:${word}:`;
        return offerItem(place, { kind: Keyword, text, next, order, description, documentation });
      });
    case "system":
      return systemNames(open).map(({ name, description }, order) =>
        offerItem(place, { kind: Module, text: `${name}:`, order, description }),
      );
    case "id":
      return freeIds(open.spec.sections, line).map((text, order) => {
        const description = vscode.l10n.t("An id that no other section of this spec has");
        return offerItem(place, { kind: Reference, text, next: " status:", order, description });
      });
    case "field":
      return [offerItem(place, { kind: Keyword, text: "status:", order: 0 })];
    case "state":
      return STATES.map((text, order) =>
        offerItem(place, { kind: EnumMember, text, order, description: stateText(text) }),
      );
    case "source":
      return sourceItems(place);
    case "delta":
      return (["added", "modified", "removed"] as const).map((text, order) =>
        offerItem(place, { kind: EnumMember, text, order, description: deltaText(text) }),
      );
    default:
      return [];
  }
}

/** The trackers of the configuration; without any, all that Canon knows. */
function systemNames({ folder }: OpenSpec): { name: string; description: string }[] {
  const systems = [...folder.config.config.systems.values()];
  if (systems.length === 0) {
    const description = vscode.l10n.t("No connection is configured for it yet");
    return SYSTEMS.map((name) => ({ name, description }));
  }
  const names = [...new Set(systems.map(({ system }) => system))];
  return names.map((name) => {
    const own = systems.filter(({ system }) => system === name);
    const places = own.map((one) => one.project ?? one.name);
    return { name, description: plainLine(places.join(", ")) };
  });
}
