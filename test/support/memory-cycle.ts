import { NEVER_CANCELLED } from "../../src/core/kernel/cancel.ts";
import { err, ok } from "../../src/core/kernel/result.ts";
import type { TicketComment, TrackerError } from "../../src/core/model/ticket.ts";
import { createRedactor, type Redactor } from "../../src/core/redact/redact.ts";
import {
  completeCycle,
  type CompletionOptions,
  type CompletionRequest,
} from "../../src/design-cycle/complete-cycle.ts";
import type { CompletionReport } from "../../src/design-cycle/completion-report.ts";
import { readDigest, type CycleDigest } from "../../src/design-cycle/digest.ts";
import type { OpenGitHost } from "../../src/design-cycle/find-pull-request.ts";
import {
  proposeLink,
  unwriteLink,
  writeLink,
  type LinkProposal,
  type WrittenLink,
} from "../../src/design-cycle/link-cycle.ts";
import type { CycleSystem } from "../../src/design-cycle/ticket-links.ts";
import type { CycleConnection } from "../../src/ports/cycle-connection.ts";
import type { GitHost } from "../../src/ports/git-host.ts";

const AT = "2026-01-05T10:00:00.000Z";
const BROKEN: TrackerError = {
  code: "tracker/unreachable",
  message: "The tracker did not answer.",
};

/** One ticket in memory, as a design cycle sees it; `fails` names the operations that fail. */
export class MemoryTicket implements CycleConnection {
  status: string;
  readonly statuses: readonly string[];
  readonly comments: (TicketComment & { readonly marker: string | null })[] = [];
  readonly fails = new Set<"read" | "move" | "post">();
  title = "Checkout";
  trouble = BROKEN;
  writes = 0;
  isMissing = false;
  /** What somebody else does while a ticket is moved. */
  onMove: () => unknown = () => undefined;

  constructor(status: string, statuses: readonly string[]) {
    this.status = status;
    this.statuses = statuses;
  }

  say(text: string, author = "Ada"): void {
    this.comments.unshift({ author, at: AT, text, marker: null });
  }

  async readTicket(key: string): ReturnType<CycleConnection["readTicket"]> {
    if (this.fails.has("read")) return Promise.resolve(err(this.trouble));
    if (this.isMissing) {
      return Promise.resolve(err({ code: "tracker/not-found", message: "There is none." }));
    }
    return Promise.resolve(ok({ key, title: this.title, url: null, status: this.status }));
  }

  async readComments(): ReturnType<CycleConnection["readComments"]> {
    return Promise.resolve(ok(this.comments));
  }

  async readStatuses(): ReturnType<CycleConnection["readStatuses"]> {
    return Promise.resolve(ok(this.statuses));
  }

  async move(_key: string, _from: string, to: string): ReturnType<CycleConnection["move"]> {
    if (this.fails.has("move")) return Promise.resolve(err(BROKEN));
    this.status = to;
    this.writes += 1;
    this.onMove();
    return Promise.resolve(ok(to));
  }

  async postComment(
    ...[, { marker, text }]: Parameters<CycleConnection["postComment"]>
  ): ReturnType<CycleConnection["postComment"]> {
    if (this.fails.has("post")) return Promise.resolve({ kind: "failed", error: BROKEN });
    if (this.comments.some((one) => one.marker === marker)) {
      return Promise.resolve({ kind: "already" });
    }
    this.comments.unshift({ author: "Canon", at: AT, text, marker });
    this.writes += 1;
    return Promise.resolve({ kind: "posted" });
  }
}

/** A design cycle whose files and tickets lie in memory. */
export class MemoryCycle {
  readonly files = new Map<string, string>();
  readonly tickets = new Map<CycleSystem, MemoryTicket>();
  readonly disabled = new Set<CycleSystem>();
  redact: Redactor = createRedactor([]);
  isLocked = false;
  /** The open pull requests by their branches; null where nobody answers. */
  pulls: { branch: string | null; open: Map<string, string> | null } | null = null;

  /** Completes the cycle as the person would. */
  complete(
    request: Partial<CompletionRequest> = {},
    options: CompletionOptions = {},
  ): Promise<CompletionReport> {
    const whole = { outcome: null, pullRequestUrl: null, ...request };
    return completeCycle(this.#deps(), whole, NEVER_CANCELLED, options);
  }

  digest(): Promise<CycleDigest> {
    return readDigest(this.#deps(), NEVER_CANCELLED);
  }

  proposeLink(system: CycleSystem, key: string): ReturnType<typeof proposeLink> {
    return proposeLink(this.#deps(), system, key, NEVER_CANCELLED);
  }

  writeLink(proposal: LinkProposal): ReturnType<typeof writeLink> {
    return writeLink(this.#deps(), proposal);
  }

  unwriteLink(written: WrittenLink): ReturnType<typeof unwriteLink> {
    return unwriteLink(this.#deps(), written);
  }

  state(): string {
    return this.files.get("STATE.md") ?? "";
  }

  #deps(): Parameters<typeof completeCycle>[0] {
    return {
      ...(this.pulls === null ? {} : { openGitHost: () => Promise.resolve(ok(this.#opened())) }),
      redact: this.redact,
      disabled: this.disabled,
      connect: (system) => Promise.resolve(ok(this.tickets.get(system) ?? null)),
      files: {
        read: (path) => Promise.resolve(ok(this.files.get(path) ?? null)),
        editState: (edit) => {
          if (this.isLocked) {
            const message = "Another program holds the lock of .design/STATE.md.";
            return Promise.resolve(
              err({ code: "cycle/locked", severity: "warning", line: null, message }),
            );
          }
          const edited = edit(this.state());
          if (edited.ok) this.files.set("STATE.md", edited.value);
          return Promise.resolve(edited.ok ? ok(undefined) : edited);
        },
      },
    };
  }

  #opened(): Extract<Awaited<ReturnType<OpenGitHost>>, { ok: true }>["value"] {
    const { branch = null, open = null } = this.pulls ?? {};
    const findOpenPullRequest: GitHost["findOpenPullRequest"] = (name) => {
      const url = open?.get(name);
      if (open === null) return Promise.resolve(err(BROKEN));
      return Promise.resolve(ok(url === undefined ? undefined : { url, number: 4 }));
    };
    return { host: { findOpenPullRequest }, branch };
  }
}
