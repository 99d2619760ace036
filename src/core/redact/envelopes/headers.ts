import type { LabelledSpan } from "../rule.ts";
import { beginsWord } from "../tokens/token-shape.ts";
import { nameStrength } from "../context/secret-names.ts";
import { isReference, isStrongValue, looksRandom } from "../context/secret-values.ts";

const SCHEME =
  /(?:(bearer|ssws|apikey|bot|negotiate|hawk|digest)|(basic|token))(?:[ \t]|%20|\+){1,4}(?:token=)?["']?([A-Za-z0-9._~+/=:-]{8,8192})/gi;
const COOKIE = /\b(?:set-)?cookie["']?[ \t]{0,2}[:=][ \t]{0,2}["']?([^\r\n"']{4,4096})/gi;
const USER_FLAG =
  /-(?<=(?:^|[\s'"`])-)(?:u|U|-user|-proxy-user)[ \t=]{0,2}["']?([^\s:"'`]{1,80}):([^\s"'`]{3,200})/g;
const PASSWORD_FLAG = /-(?<=\s-)[pPa][ \t]?["']?([^\s"'`-][^\s"'`]{4,100})/g;
const PROGRAM =
  /\b(?:mysql|mysqldump|mariadb|sshpass|7z|7za|zip|unzip|mongo|mongosh|redis-cli|docker login|podman login|htpasswd)\b/;
const NETRC =
  /password(?<=\b(?:login|user)[ \t\r\n]{1,4}\S{1,80}[ \t\r\n]{1,8}password)[ \t\r\n]{1,4}(\S{3,200})/gi;
const FLAG =
  /-(?<=(?:^|[\s"'`[(])-?-)([A-Za-z][\w-]{2,40})(?:[ \t]{1,4}|["'],[ \t]{0,4}["'])["']?([^\s"'`-][^\s"'`]{3,4096})/g;
const IDENTIFIED =
  /\bidentified\s{1,4}(?:with\s{1,4}\w{1,40}\s{1,4})?by\s{1,4}(?:password\s{1,4})?["']([^"'\r\n]{3,200})["']/gi;

/** Credentials in headers, cookies and the arguments of well-known programs. */
export function findHeaderSecrets(text: string): LabelledSpan[] {
  return [
    ...schemes(text),
    ...cookies(text),
    ...group(text, USER_FLAG, 2, "password"),
    ...programPasswords(text),
    ...flags(text),
    ...group(text, NETRC, 1, "password"),
    ...group(text, IDENTIFIED, 1, "password"),
  ];
}

/** `-p…` is a password only on the line of a program that takes it so. */
function programPasswords(text: string): LabelledSpan[] {
  return group(text, PASSWORD_FLAG, 1, "password").filter(({ start }) => {
    const before = text.slice(Math.max(0, start - 220), start);
    return PROGRAM.test(before.slice(before.lastIndexOf("\n") + 1));
  });
}

/** `--token …`, also as two strings of a list. */
function flags(text: string): LabelledSpan[] {
  const spans: LabelledSpan[] = [];
  for (const match of text.matchAll(FLAG)) {
    const [whole, name = "", value = ""] = match;
    const strength = nameStrength(name);
    const isSecret =
      strength === "strong"
        ? isStrongValue(value, { isQuoted: false, isTight: true })
        : strength === "weak" && looksRandom(value, 12);
    if (!isSecret) continue;
    const start = match.index + whole.length - value.length;
    spans.push({ start, end: start + value.length, label: "secret" });
  }
  return spans;
}

function schemes(text: string): LabelledSpan[] {
  const spans: LabelledSpan[] = [];
  for (const match of text.matchAll(SCHEME)) {
    if (!beginsWord(text, match.index)) continue;
    const [whole, sure, vague, raw = ""] = match;
    const value = raw.replace(/[.:]+$/, "");
    const start = match.index + whole.length - raw.length;
    const isToken = sure === undefined ? isSent(text, match.index, vague, value) : isLikely(value);
    if (!isToken || isReference(value)) continue;
    spans.push({ start, end: start + value.length, label: "authorization" });
  }
  return spans;
}

/** `Bearer token` and `Bearer authentication` are prose. */
function isLikely(value: string): boolean {
  return /\d/.test(value) || value.length >= 24 || /[a-z][A-Z].*[A-Z]/.test(value);
}

/** The words `basic` and `token` count only behind the name of a header. */
function isSent(text: string, at: number, scheme: string | undefined, value: string): boolean {
  const before = text.slice(Math.max(0, at - 40), at);
  if (!/authorization["'\\]{0,3}[ \t]{0,4}[:=,>]{1,2}[ \t]{0,4}["'\\]{0,3}$/i.test(before)) {
    return scheme?.toLowerCase() === "basic" && value.length >= 12 && looksRandom(value, 12);
  }
  return value.length >= 8;
}

function cookies(text: string): LabelledSpan[] {
  const spans: LabelledSpan[] = [];
  for (const match of text.matchAll(COOKIE)) {
    const [whole, list = ""] = match;
    const start = match.index + whole.length - list.length;
    for (const pair of list.matchAll(/([\w.-]{1,80})=([^;\s,]{6,4096})/g)) {
      const [all, name = "", value = ""] = pair;
      const isPlain = /^(?:path|domain|expires|max-age|samesite|priority)$/i.test(name);
      if (isPlain || isReference(value) || !/\d|[A-Z].*[a-z].*[A-Z]/.test(value)) continue;
      const at = start + pair.index + all.length - value.length;
      spans.push({ start: at, end: at + value.length, label: "cookie" });
    }
  }
  return spans;
}

function group(text: string, expression: RegExp, nth: 1 | 2, label: string): LabelledSpan[] {
  const spans: LabelledSpan[] = [];
  for (const match of text.matchAll(expression)) {
    const value = match[nth] ?? "";
    if (isReference(value)) continue;
    const start = match.index + match[0].lastIndexOf(value);
    spans.push({ start, end: start + value.length, label });
  }
  return spans;
}
