import { RememberedReads } from "../../design-cycle/remembered-reads.ts";
import { readDigest, type CycleDigest } from "../../design-cycle/digest.ts";
import type { DigestLook } from "../../design-cycle/digest-page.ts";
import type { Accounts } from "../credentials/accounts.ts";
import { SYSTEM_CLOCK } from "../../adapters/clock/system-clock.ts";
import type { FolderSession } from "../workspace/folder-session.ts";
import { cycleDeps } from "./cycle-deps.ts";

/** A digest with what a page needs to know beside it. */
export interface DigestReading extends Pick<DigestLook, "disabled" | "hasState" | "redact"> {
  readonly digest: CycleDigest;
}

/** Reads the digests of the window's folders; each ticket at most once a minute, unless asked. */
export class DigestSource {
  readonly #accounts: () => Promise<Accounts>;
  readonly #reads = new Map<string, RememberedReads>();
  #mayRunTools = false;

  constructor(accounts: () => Promise<Accounts>) {
    this.#accounts = accounts;
  }

  async read(session: FolderSession, signal: AbortSignal): Promise<DigestReading> {
    const accounts = await this.#accounts();
    const deps = await cycleDeps(session, accounts, signal, {
      isAsked: false,
      mayRunTools: this.#mayRunTools,
    });
    const connect = this.#readsOf(session).over(deps.connect);
    const [digest, state] = await Promise.all([
      readDigest({ ...deps, connect }, signal),
      deps.files.read("STATE.md"),
    ]);
    const hasState = !state.ok || state.value !== null;
    return { digest, hasState, disabled: deps.disabled, redact: deps.redact };
  }

  /** Lets the next reading ask the trackers again. */
  forget(): void {
    this.#reads.clear();
  }

  /** A person wants the tickets, and can answer where the editor asks about a tool. */
  allowTools(): void {
    this.#mayRunTools = true;
  }

  #readsOf({ folder }: FolderSession): RememberedReads {
    const key = folder.uri.toString();
    const known = this.#reads.get(key) ?? new RememberedReads(SYSTEM_CLOCK);
    this.#reads.set(key, known);
    return known;
  }
}
