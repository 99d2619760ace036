import { cutShort } from "../kernel/cut-short.ts";
import { distance } from "fastest-levenshtein";
import { t } from "../kernel/texts.ts";
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
  if (/[\r\n]/.test(content))
    return malformed(
      t("This Canon comment runs over several lines. It is ignored. Write it on one line."),
    );
  const match = EXACT_PREFIX.exec(content);
  if (match === null)
    return malformed(
      t("This Canon comment has a form that is not known. It is ignored. Write it on one line."),
    );
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
      t("This status comment cannot be read. Write `<!-- canon:system:ID status:STATE -->`."),
    );
  }
  const status = parseSpecStatus(word) ?? null;
  if (status !== null && (status.blockedBy === null || isPlainToken(status.blockedBy))) {
    return { comment: { kind: "status", id, status }, oddities: [] };
  }
  return odd(
    { kind: "status", id, status: null },
    "spec/unknown-status",
    t(
      "The status {0} is not known, so the section counts as draft. Use one of {1}, or blocked:KEY.",
      shown(word),
      SPEC_STATES.join(", "),
    ),
  );
}

function readLink(kind: "ticket" | "shadow", rest: string): ReadComment {
  const match = /^(\S+)(?:\s+url:(\S+))?$/.exec(rest);
  const [name, url] = [match?.[1], match?.[2]];
  if (name === undefined) {
    return malformed(
      t(
        "This {0} comment cannot be read, so it links nothing. Write `<!-- canon:{0}:SYSTEM:KEY -->`.",
        kind,
      ),
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
    t(
      "The address behind `url:` is not an http or https address and is ignored. Correct or remove it.",
    ),
  );
}

function unknownTicket(kind: "ticket" | "shadow", name: string): ReadComment {
  const system = name.split(":", 1)[0] ?? "";
  const isKnown = parseTicketId(`${system}:1`) ?? parseTicketId(`${system}:A-1`);
  if (isKnown === undefined) {
    return odd(
      UNREADABLE,
      "spec/unknown-system",
      t(
        "The ticket system {0} is not known, so this {1} comment links nothing. Use one of {2}.",
        shown(system),
        kind,
        SYSTEMS.join(", "),
      ),
    );
  }
  return odd(
    UNREADABLE,
    "spec/invalid-key",
    t(
      "The key {0} does not have the form of a {1} ticket, so this {2} comment links nothing. Correct the key.",
      shown(name.slice(system.length + 1)),
      isKnown.system,
      kind,
    ),
  );
}

function readDelta(rest: string): ReadComment {
  if (rest === "added" || rest === "modified" || rest === "removed") {
    return { comment: { kind: "delta", delta: rest }, oddities: [] };
  }
  return malformed(
    t(
      "This delta comment cannot be read. Write canon:delta:added, canon:delta:modified or canon:delta:removed.",
    ),
  );
}

function unknownWord(word: string): ReadComment {
  const short = word.slice(0, 40);
  const near = WORDS.find((known) => distance(known, short.toLowerCase()) <= 2);
  const advice =
    near === undefined ? t("Correct or remove it.") : t("Did you mean canon:{0}?", near);
  return odd(
    UNREADABLE,
    "spec/unknown-comment",
    t(
      "Canon does not know comments that begin with canon:{0} and ignores this one. {1}",
      cutShort(word, 40),
      advice,
    ),
  );
}

function malformed(message: string): ReadComment {
  return odd(UNREADABLE, "spec/malformed-comment", message);
}

function odd(comment: CanonComment, code: CommentOddity["code"], message: string): ReadComment {
  return { comment, oddities: [{ code, severity: "warning", message }] };
}

/** Names from a file are cut short, so that a message stays a message. */
function shown(word: string): string {
  const plain = word.replace(/[\p{Cc}\p{Cf}]/gu, "");
  return `"${cutShort(plain, 60)}"`;
}
