import { cutShort } from "../kernel/cut-short.ts";
import { distance } from "fastest-levenshtein";
import { parseSpecStatus, SPEC_STATES } from "../model/status.ts";
import { parseTicketId, SYSTEMS } from "../model/ticket-ref.ts";
import type { CanonComment, CommentOddity, ReadComment } from "./canon-comment.ts";
import { readEvidence } from "./read-evidence.ts";
import { isPlainToken, isWebUrl } from "./tokens.ts";

const PREFIX = /^\s*(?:canon|specwright)\s*:/i;
const EXACT_PREFIX = /^(?:canon|specwright):([A-Za-z-]*)(?::|(?![^\s]))/;
const WORDS = ["system", "section", "ticket", "shadow", "realized-in", "delta"] as const;
const UNREADABLE: CanonComment = { kind: "unreadable" };

/** Tells whether the body of an HTML comment is meant for Canon. */
export function isCanonComment(body: string): boolean {
  return PREFIX.test(body);
}

/**
 * Reads the body of a Canon comment.
 *
 * Shape:  names are case-sensitive, except that of a ticket system; after the last part only
 *         blanks may follow.
 * Errors: none; what cannot be read is `unreadable`, and an oddity says why.
 * Source: the Canon spec format, with the forms that the public program writes.
 */
export function readComment(body: string): ReadComment {
  const content = body.trim();
  if (/[\r\n]/.test(content)) return malformed("This Canon comment runs over several lines.");
  const match = EXACT_PREFIX.exec(content);
  if (match === null) return malformed("This Canon comment has a form that is not known.");
  const rest = content.slice(match[0].length);
  switch (match[1]) {
    case "system":
    case "section":
      return readStatus(rest);
    case "ticket":
      return readLink("ticket", rest);
    case "shadow":
      return readLink("shadow", rest);
    case "realized-in":
      return readEvidence(rest);
    case "delta":
      return readDelta(rest);
    default:
      return unknownWord(match[1] ?? "");
  }
}

function readStatus(rest: string): ReadComment {
  const match = /^(\S+)\s+status:(\S+)$/.exec(rest);
  const [id, word] = [match?.[1], match?.[2]];
  if (id === undefined || word === undefined || !isPlainToken(id)) {
    return malformed(
      "This status comment cannot be read. Write `<!-- canon:system:ID status:STATE -->`.",
    );
  }
  const status = parseSpecStatus(word) ?? null;
  if (status !== null && (status.blockedBy === null || isPlainToken(status.blockedBy))) {
    return { comment: { kind: "status", id, status }, oddities: [] };
  }
  return odd(
    { kind: "status", id, status: null },
    "spec/unknown-status",
    `The status ${shown(word)} is not known, so the section counts as draft. Use one of ${SPEC_STATES.join(", ")}, or blocked:KEY.`,
  );
}

function readLink(kind: "ticket" | "shadow", rest: string): ReadComment {
  const match = /^(\S+)(?:\s+url:(\S+))?$/.exec(rest);
  const [name, url] = [match?.[1], match?.[2]];
  if (name === undefined) {
    return malformed(
      `This ${kind} comment cannot be read, so it links nothing. Write \`<!-- canon:${kind}:SYSTEM:KEY -->\`.`,
    );
  }
  const ref = parseTicketId(name);
  if (ref === undefined) return unknownTicket(kind, name);
  if (url === undefined || isWebUrl(url)) {
    return { comment: { kind, ref, url: url ?? null }, oddities: [] };
  }
  return odd(
    { kind, ref, url: null },
    "spec/invalid-url",
    "The address behind `url:` is not an http or https address and is ignored. Correct or remove it.",
  );
}

function unknownTicket(kind: "ticket" | "shadow", name: string): ReadComment {
  const system = name.split(":", 1)[0] ?? "";
  const isKnown = parseTicketId(`${system}:1`) ?? parseTicketId(`${system}:A-1`);
  const links = `so this ${kind} comment links nothing`;
  if (isKnown === undefined) {
    return odd(
      UNREADABLE,
      "spec/unknown-system",
      `The ticket system ${shown(system)} is not known, ${links}. Use one of ${SYSTEMS.join(", ")}.`,
    );
  }
  return odd(
    UNREADABLE,
    "spec/invalid-key",
    `The key ${shown(name.slice(system.length + 1))} does not have the form of a ${isKnown.system} ticket, ${links}. Correct the key.`,
  );
}

function readDelta(rest: string): ReadComment {
  if (rest === "added" || rest === "modified" || rest === "removed") {
    return { comment: { kind: "delta", delta: rest }, oddities: [] };
  }
  return malformed(
    "This delta comment cannot be read. Write canon:delta:added, canon:delta:modified or canon:delta:removed.",
  );
}

function unknownWord(word: string): ReadComment {
  const short = word.slice(0, 40);
  const near = WORDS.find((known) => distance(known, short.toLowerCase()) <= 2);
  const advice = near === undefined ? "Correct or remove it." : `Did you mean canon:${near}?`;
  return odd(
    UNREADABLE,
    "spec/unknown-comment",
    `Canon does not know comments that begin with canon:${cutShort(word, 40)} and ignores this one. ${advice}`,
  );
}

function malformed(message: string): ReadComment {
  const advice = message.includes("Write") ? "" : " It is ignored. Write it on one line.";
  return odd(UNREADABLE, "spec/malformed-comment", message + advice);
}

function odd(comment: CanonComment, code: CommentOddity["code"], message: string): ReadComment {
  return { comment, oddities: [{ code, severity: "warning", message }] };
}

/** Names from a file are cut short, so that a message stays a message. */
function shown(word: string): string {
  const plain = word.replace(/[\p{Cc}\p{Cf}]/gu, "");
  return `"${cutShort(plain, 60)}"`;
}
