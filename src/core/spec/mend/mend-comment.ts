import { t } from "../../kernel/texts.ts";
import { SPEC_STATES, type SpecState } from "../../model/status.ts";
import { SYSTEMS, type SystemName } from "../../model/ticket-ref.ts";
import { readComment } from "../read-comment.ts";
import { isWebUrl } from "../tokens.ts";
import { commentsAt, withContent, type CommentAt } from "./comments-at.ts";
import type { Mend, Mender } from "./mend.ts";
import { nearestWords } from "./nearest-words.ts";
import { keyOfAddress } from "./key-of-address.ts";

const STATES = new Map<string, SpecState>([
  ["open", "todo"],
  ["new", "todo"],
  ["ready", "todo"],
  ["to_do", "todo"],
  ["backlog", "todo"],
  ["wip", "in_progress"],
  ["doing", "in_progress"],
  ["started", "in_progress"],
  ["active", "in_progress"],
  ["progress", "in_progress"],
  ["closed", "done"],
  ["complete", "done"],
  ["completed", "done"],
  ["finished", "done"],
  ["resolved", "done"],
  ["on_hold", "blocked"],
  ["waiting", "blocked"],
  ["cancelled", "deprecated"],
  ["canceled", "deprecated"],
  ["obsolete", "deprecated"],
  ["wontfix", "deprecated"],
]);
const SYSTEM_NAMES = new Map<string, SystemName>([
  ["gh", "github"],
  ["ado", "azure-devops"],
  ["azuredevops", "azure-devops"],
  ["devops", "azure-devops"],
  ["atlassian", "jira"],
  ["jira_cloud", "jira"],
]);
const WORDS = ["system", "section", "ticket", "shadow", "realized-in", "delta"] as const;
const WORD_MEANINGS = new Map<string, (typeof WORDS)[number]>([
  ["evidence", "realized-in"],
  ["realised_in", "realized-in"],
  ["issue", "ticket"],
]);

/** The status that was meant: one for a word that has one meaning, else the nearest ones, else all. */
export const mendStatus: Mender = (spec, { line }) =>
  each(commentsAt(spec, line), (comment, content) => {
    const [, before, word] = /^(\S+\s+status:)(\S+)$/.exec(content) ?? [];
    if (before === undefined || word === undefined) return [];
    const near = nearestWords(word, SPEC_STATES, STATES);
    return (near.length > 0 ? near : SPEC_STATES).map((state) =>
      mend(t("Set the status to {0}", state), comment, before + state, near.length === 1),
    );
  });

/** The word behind `canon:` that was meant. */
export const mendWord: Mender = (spec, { line }) =>
  each(commentsAt(spec, line), (comment, content) => {
    const [, before, word, rest] = /^((?:canon|specwright):)([A-Za-z-]*)(.*)$/s.exec(content) ?? [];
    if (before === undefined || word === undefined || rest === undefined) return [];
    const section = spec.sections.findLast((one) => one.line <= line);
    if (word === "status" && section !== undefined) {
      const near = nearestWords(rest.slice(1), SPEC_STATES, STATES);
      return near.map((state) => {
        const body = `${before}system:${section.id} status:${state}`;
        return mend(t("Write {0}", body), comment, body, near.length === 1);
      });
    }
    const near = nearestWords(word, WORDS, WORD_MEANINGS);
    return near.map((known) =>
      mend(t("Write canon:{0}", known), comment, before + known + rest, near.length === 1),
    );
  });

/** The tracker that was meant. */
export const mendSystem: Mender = (spec, { line }) =>
  each(commentsAt(spec, line), (comment, content) => {
    const [, before, word, rest] = /^(\w+:(?:ticket|shadow):)([^:\s]+)(:.*)$/.exec(content) ?? [];
    if (before === undefined || word === undefined || rest === undefined) return [];
    const near = nearestWords(word, SYSTEMS, SYSTEM_NAMES);
    return (near.length > 0 ? near : SYSTEMS)
      .filter((system) => isReadable(before + system + rest))
      .map((system) =>
        mend(
          t("Write {0} for the tracker", system),
          comment,
          before + system + rest,
          near.length === 1 && near[0] === system,
        ),
      );
  });

/** A key that was pasted as an address, or with signs around it. */
export const mendKey: Mender = (spec, { line }) =>
  each(commentsAt(spec, line), (comment, content) => {
    const match = /^(\w+:(?:ticket|shadow):)([A-Za-z-]+):(\S+)((?:\s+url:\S+)?)$/.exec(content);
    const [, before = "", system = "", written = "", url = ""] = match ?? [];
    if (match === null) return [];
    const key = keyOfAddress(system.toLowerCase(), written) ?? bareKey(written);
    const kept = url === "" && isWebUrl(written) ? ` url:${written}` : url;
    return [mend(t("Write the key {0}", key), comment, `${before}${system}:${key}${kept}`, true)];
  });

/** Without its address, the link is whole. */
export const mendUrl: Mender = (spec, { line }) =>
  each(commentsAt(spec, line), (comment, content) => [
    mend(t("Remove the address"), comment, content.replace(/\s+url:\S+$/, ""), true),
  ]);

/** A pull request that was named in another way. */
export const mendEvidence: Mender = (spec, { line }) =>
  each(commentsAt(spec, line), (comment, content) => {
    const fixed = content.replace(
      /^(\w+:realized-in:)(?:pr|pull)?[\s#-]*(\d+)(?=\s|$)/i,
      "$1PR#$2",
    );
    return [mend(t("Write {0}", fixed.slice(0, 80)), comment, fixed, true)];
  });

function bareKey(written: string): string {
  return written.replace(/^[#"'([]+|[,.;"')\]]+$/g, "");
}

function isReadable(content: string): boolean {
  const { comment, oddities } = readComment(content);
  return comment.kind !== "unreadable" && oddities.length === 0;
}

function mend(title: string, comment: CommentAt, content: string, isPreferred: boolean): Mend {
  return { title, splices: [withContent(comment, content)], isPreferred };
}

/** What does not change is no way to mend anything. */
function each(
  comments: readonly CommentAt[],
  mendOne: (comment: CommentAt, content: string) => readonly Mend[],
): Mend[] {
  return comments.flatMap((comment) => {
    const content = comment.body.trim();
    return mendOne(comment, content).filter(({ splices: [first] }) => first?.text !== content);
  });
}
