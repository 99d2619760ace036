import { t } from "../core/kernel/texts.ts";
import type {
  DigestAction,
  DigestNote,
  DigestPage,
  DigestTicket,
} from "../core/view/digest-protocol.ts";
import { inertBlock, inertLine } from "../core/view/plain-text.ts";
import type { Redactor } from "../core/redact/redact.ts";
import { NAMES } from "./cycle-state.ts";
import type { CycleDigest, SystemDigest } from "./digest.ts";
import { ShownTexts } from "./shown-texts.ts";
import type { CycleSystem } from "./ticket-links.ts";

/** What the page depends on beside the digest itself. */
export interface DigestLook {
  readonly redact: Redactor;
  /** Whether there is a state file at all. */
  readonly hasState: boolean;
  /** Systems that the person's environment switches off. */
  readonly disabled: ReadonlySet<CycleSystem>;
  /** The host of an address; null for one that no browser should open. */
  readonly hostOf: (url: string | null) => string | null;
  /**
   * When the newest comment was made that the person has seen: "" where there was none, undefined
   * for a first look.
   */
  readonly lastSeen: (system: CycleSystem, key: string) => string | undefined;
}

/** The digest as the page shows it: cut after redaction, without invisible characters. */
export function digestPage(digest: CycleDigest, look: DigestLook): DigestPage {
  const { cycle, systems, problems } = digest;
  const [problem] = problems;
  const odd = problem === undefined ? null : note(clean(problem.message, look), "openState");
  const named = cycle === null ? null : inertLine(look.redact(cycle).text, 60);
  const page = { cycle: named, isBusy: false, tickets: [] };
  if (named === null) return { ...page, note: odd ?? noCycle(look) };
  const linked = systems.filter(({ key }) => key !== null);
  if (linked.length === 0 && systems.some(({ state }) => state === "not_linked")) {
    const text = t('No ticket is linked to the cycle "{0}".', named);
    return { ...page, note: odd ?? note(text, "linkTicket") };
  }
  const shown = linked.length === 0 ? systems : linked;
  return { ...page, note: odd, tickets: shown.map((system) => ticketOf(system, look)) };
}

/** A page that says one thing and has no tickets. */
export function notePage(why: "loading" | "no-file" | "restricted" | "failed"): DigestPage {
  return { cycle: null, isBusy: why === "loading", note: noteFor(why), tickets: [] };
}

function noteFor(why: Parameters<typeof notePage>[0]): DigestNote {
  switch (why) {
    case "loading":
      return note(t("Reading the tickets of the design cycle…"));
    case "no-file":
      return note(t("Open a file under .design to read what is said on its cycle's tickets."));
    case "restricted":
      return note(t("The window is in Restricted Mode, so no tracker is asked."), "manageTrust");
    case "failed":
      return note(t("Canon met an unexpected error. The log says more."), "showLog");
  }
}

function noCycle({ hasState }: DigestLook): DigestNote {
  return hasState
    ? note(t("No design cycle is current."), "openState")
    : note(t("No design cycle is current: there is no .design/STATE.md in this folder."));
}

function ticketOf(digest: SystemDigest, look: DigestLook): DigestTicket {
  const { system, key, title, status, url } = digest;
  const shown = new ShownTexts(look.redact, digest.redacted);
  const seen = key === null ? undefined : look.lastSeen(system, key);
  return {
    system,
    tracker: NAMES[system],
    key,
    title: title === null ? null : shown.line(title, 200),
    status: status === null ? null : shown.line(status, 40),
    host: look.hostOf(url),
    note: noteOf(digest, look),
    comments: digest.comments.map((one) => shown.comment(one, seen)),
    hidden: shown.hidden(),
  };
}

function noteOf(digest: SystemDigest, look: DigestLook): DigestNote | null {
  const { system, state, comments } = digest;
  const reason = clean(digest.reason ?? "", look);
  switch (state) {
    case "available":
      return comments.length === 0 ? note(t("Nobody has commented on this ticket yet.")) : null;
    case "disabled":
      return look.disabled.has(system) ? note(reason) : note(reason, "openConfig");
    case "not_linked":
      return note(reason, "linkTicket");
    case "not_configured":
      return note(reason, "setCredentials");
    case "unavailable":
      return note(reason, actionAfter(digest.code));
  }
}

function actionAfter(code: SystemDigest["code"]): DigestAction {
  if (code === "tracker/unauthorized") return "setCredentials";
  return code === "tracker/not-found" ? "linkTicket" : "refresh";
}

function note(text: string, action: DigestAction | null = null): DigestNote {
  return { text, action };
}

function clean(message: string, { redact }: DigestLook): string {
  return inertBlock(redact(message).text, 400);
}
