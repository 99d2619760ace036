import type { LabelledSpan } from "../rule.ts";
import { isReference, looksRandom } from "../context/secret-values.ts";

/** The longest part of an address that is looked at before its `@`. */
const REACH = 400;

const WEBHOOKS =
  /https:\/\/(?:hooks\.slack(?:-gov)?\.com\/(?:services|workflows|triggers)\/|(?:ptb\.|canary\.)?discord(?:app)?\.com\/api\/(?:v\d+\/)?webhooks\/\d{5,25}\/|[a-z0-9-]{1,60}\.webhook\.office\.com\/webhookb?2?\/|outlook\.office\.com\/webhook\/|chat\.googleapis\.com\/v1\/spaces\/[\w-]{4,40}\/messages\?|api\.telegram\.org\/bot|hooks\.zapier\.com\/hooks\/catch\/|events\.pagerduty\.com\/integration\/)/g;
const WEBHOOK_REST = /[A-Za-z0-9/_@:.,%&=?~+-]{8,600}/y;

/** Addresses that are a credential as a whole: whoever has one may post. */
export function findWebhooks(text: string): LabelledSpan[] {
  if (!text.includes("https://")) return [];
  const spans: LabelledSpan[] = [];
  WEBHOOKS.lastIndex = 0;
  for (let match = WEBHOOKS.exec(text); match !== null; match = WEBHOOKS.exec(text)) {
    const start = match.index + match[0].length;
    WEBHOOK_REST.lastIndex = start;
    const rest = WEBHOOK_REST.exec(text)?.[0].replace(/[.,:?]+$/, "");
    if (rest === undefined || !/\d/.test(rest)) continue;
    spans.push({ start, end: start + rest.length, label: "webhook" });
    WEBHOOKS.lastIndex = start + rest.length;
  }
  return spans;
}

/** Passwords, and tokens in their place, between `://` and `@`. */
export function findUrlPasswords(text: string): LabelledSpan[] {
  const spans: LabelledSpan[] = [];
  for (let at = text.indexOf("://"); at >= 0; at = text.indexOf("://", at + 3)) {
    const span = passwordAt(text, at + 3);
    if (span !== null) spans.push(span);
  }
  return spans;
}

function passwordAt(text: string, start: number): LabelledSpan | null {
  const part = /^[^\s"'`<>[\]{}|\\]{1,400}/.exec(text.slice(start, start + REACH))?.[0] ?? "";
  const end = part.search(/[/?#]/);
  const authority = end < 0 ? part : part.slice(0, end);
  // A raw password may hold a slash or a question mark; then the `@` stands behind it.
  const at = authority.includes("@") ? authority.lastIndexOf("@") : rawAt(part);
  if (at <= 0) return null;
  const colon = part.indexOf(":");
  if (colon >= 0 && colon < at) {
    const value = part.slice(colon + 1, at);
    if (
      value === "" ||
      isReference(value) ||
      /^(?:\*+|x+|\.+|password|passwd|pass|pw|pwd|secret|token)$/i.test(value)
    ) {
      return null; // prettier-ignore
    }
    return { start: start + colon + 1, end: start + at, label: "url_password" };
  }
  const user = part.slice(0, at);
  return looksRandom(user, 16) ? { start, end: start + at, label: "url_password" } : null;
}

/** Only where a password was begun and a host follows, so that mail addresses in paths stay. */
function rawAt(part: string): number {
  const match = /^[^/?#:@]{0,100}:[^@]{3,200}@[\w.-]+(?::\d+)?(?:[/?]|$)/.exec(part);
  return match === null || /^[\w.-]*:\d{1,5}\//.test(part) ? -1 : part.indexOf("@");
}
