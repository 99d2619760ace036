import type { LabelledSpan } from "../rule.ts";
import { isReference, looksRandom } from "./secret-values.ts";

const KEYWORDS =
  /(?<![\p{L}\p{N}_-])(?:(pass(?:word|phrase|code|wort)|pwd|kennwort|geheimnis|mot de passe|contraseña|senha|wachtwoord|hasło|lösenord|salasana|parola|пароль|密码|パスワード|login|credentials?)|(api[ -]?key|access[ -]?key|(?:access|api|auth|refresh|bearer|bot|deploy)?[ -]?token|client secret|secret(?: key)?|private key|schlüssel))(?![\p{L}\p{N}_-])/giu;
/** What stands in every keyword, in a form that is quick to look for. */
const CORES =
  /pass|pwd|login|credential|key|token|secret|nwort|geheim|senha|wachtw|hasło|lösenord|salasa|parola|schlüssel|contrase|пароль|密码|パスワード/gi;
/** How far a keyword reaches before such a part, and from there with one character behind it. */
const LONGEST_LEAD = 16;
const LONGEST_KEYWORD = 16;
const LINK =
  /^[^\n.;:=|]{0,60}?(?:\s(?:is|was|are|ist|war|lautet|est|était|es|era|é|jest|är|on|becomes|now|to|via|with|mit)|\s?(?:->|→|=>|：|は|是))(?:\s(?:now|set to|still|jetzt|currently))?\s{0,3}["'`*“„«]{0,3}/iu;
const PLAIN = /^\s{1,3}(?:["'`“„«]{1,3})/u;
const VALUE = /^[^\s"'`“”„«»|<>]{4,200}/u;
const KNOWN_WORD =
  /^(?:(?:aes|sha|md|base|rsa|hmac|utf|iso|https?|oauth|oidc|argon|bcrypt|scrypt|pbkdf|x\.?509|ed|es|hs|rs|ps|p|pkcs|v|http\/|tls|ssl|jwt|k8s|s3|ec2|i18n|l10n|2fa|mfa|totp|sso|api|step|section|line|issue|pr|port)[\d.-]*(?![^\s.,;:)])|base\d\d-|\d+(?:st|nd|rd|th|ms|s|m|h|d|kb|mb|gb|x|%)?(?:$|[.,;:)-]))/i;

/** Secrets told in a sentence: `the password for staging is …`. */
export function findSentences(text: string): LabelledSpan[] {
  const spans: LabelledSpan[] = [];
  for (const match of keywordsOf(text)) {
    const behind = match.index + match[0].length;
    const rest = text.slice(behind, behind + 330);
    const lead = (LINK.exec(rest) ?? PLAIN.exec(rest))?.[0];
    if (lead === undefined) continue;
    const raw = VALUE.exec(rest.slice(lead.length))?.[0].replace(/(?:[.,;:?)\]]+|\*+)$/, "") ?? "";
    const isQuoted = /["'`“„«*]$/.test(lead);
    const isSecret = match[1] === undefined ? looksRandom(raw, 12) : isToldPassword(raw, isQuoted);
    if (!isSecret) continue;
    const start = behind + lead.length;
    const label = match[1] === undefined ? "token" : "password";
    spans.push({ start, end: start + raw.length, label });
  }
  return spans;
}

interface Keyword {
  readonly index: number;
  readonly 0: string;
  readonly 1: string | undefined;
}

/** The quick look says where a keyword may stand; the exact one is made there only. */
function* keywordsOf(text: string): Generator<Keyword> {
  let from = 0;
  CORES.lastIndex = 0;
  for (let core = CORES.exec(text); core !== null; core = CORES.exec(text)) {
    const left = Math.max(0, core.index - LONGEST_LEAD - 1);
    KEYWORDS.lastIndex = Math.max(from - left, left === 0 ? 0 : 1);
    const match = KEYWORDS.exec(text.slice(left, core.index + LONGEST_KEYWORD));
    if (match === null) continue;
    from = left + match.index + match[0].length;
    CORES.lastIndex = Math.max(CORES.lastIndex, from);
    yield { index: left + match.index, 0: match[0], 1: match[1] };
  }
}

function isToldPassword(value: string, isQuoted: boolean): boolean {
  if (value.length < 5 || isReference(value) || KNOWN_WORD.test(value)) return false;
  if (/^[\w.-]+\.(?:[a-z]{2,4})(?:\/.*)?$/.test(value) || value.includes("://")) return false;
  const hasDigit = /\d/.test(value);
  const hasSymbol = /[^\p{L}\p{N}'’()/_.,-]/u.test(value);
  if (hasDigit && /\p{L}/u.test(value)) return isQuoted || !/^[A-Za-z]+-\d+$/.test(value);
  return hasSymbol && (hasDigit || isQuoted || /[A-Z]/.test(value));
}
