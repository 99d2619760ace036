import { err, ok, type Result } from "../../core/kernel/result.ts";
import { t } from "../../core/kernel/texts.ts";

/**
 * Reads the address of a tracker, and refuses every form that could mean another host than the
 * one a person sees.
 *
 * Shape:  `jira.example.com`, `https://example.com/jira`; https is meant where no scheme is
 *         written, plain http is for loopback addresses. The path ends in a slash.
 * Errors: what is wrong with the address, as the end of a sentence that names it.
 */
export function parseBaseUrl(text: string): Result<URL, string> {
  const written = /^[a-z][a-z0-9+.-]*:/i.test(text) && !/^[^/]*:\d+(?:\/|$)/.test(text);
  const full = written ? text : `https://${text}`;
  // eslint sees control characters here on purpose: they are what is refused.
  if (/[\s\\]|\p{Cc}/u.test(text) || !URL.canParse(full)) return err(t("is not an address"));
  const url = new URL(full);
  if (url.protocol !== "https:" && url.protocol !== "http:") return err(t("is not a web address"));
  if (url.username !== "" || url.password !== "" || text.includes("@")) {
    return err(t("holds a user name or password, which belongs into the credential"));
  }
  if (url.search !== "" || url.hash !== "" || /[?#]/.test(text)) {
    return err(t("holds more than a host and a path"));
  }
  const host = url.hostname;
  if (host === "" || host.endsWith(".") || host.includes("%")) return err(t("names no host"));
  if (!sameHostAsWritten(full, host)) return err(t("writes its host in a form that hides it"));
  if (url.protocol === "http:" && !isLoopback(host)) {
    return err(
      t("begins with http://, which would send the credential unprotected; write https://"),
    );
  }
  if (!url.pathname.endsWith("/")) url.pathname += "/";
  return ok(url);
}

/** Decimal and hexadecimal addresses, full-width letters and escapes all change when parsed. */
function sameHostAsWritten(full: string, host: string): boolean {
  const written = /^[a-z]+:\/\/(\[[^\]]*\]|[^/:?#]*)/i.exec(full)?.[1] ?? "";
  return written.toLowerCase() === host;
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "[::1]" || /^127(?:\.\d{1,3}){3}$/.test(host);
}
