import type { SpecSection } from "../../core/model/spec.ts";
import { connectionOf, targetOf } from "../../core/plan/connections.ts";
import type { SpecReading } from "../../core/plan/snapshot.ts";
import { isBroken, isDismissed } from "../../core/plan/references.ts";
import { KeptBySection } from "../../core/view/kept-by-section.ts";
import type { LiveTicket } from "../../core/view/lens-text.ts";
import type { TreeFolder } from "../../core/view/spec-tree.ts";
import type { Standing, VerifyFindings } from "../verify/verify-findings.ts";
import type { FolderSession, LoadedFolder } from "../workspace/folder-session.ts";
import type { Folders } from "../workspace/folders.ts";
import { liveCopies, liveTicket } from "../workspace/live-ticket.ts";
import type { SpecIndex } from "../workspace/spec-index.ts";

/** What is known of a section besides its text. */
export interface SectionFacts {
  readonly live: LiveTicket | undefined;
  readonly copies: readonly LiveTicket[];
  readonly standing: Standing;
}

interface PlacedFolder {
  readonly session: FolderSession;
  readonly folder: LoadedFolder;
}

const UNKNOWN: SectionFacts = { live: undefined, copies: [], standing: "unknown" };
const FACTS = new KeptBySection<SectionFacts>();

/** All specs of the window, as they were read last, and what is known of their sections. */
export class KnownSpecs {
  readonly folders: readonly TreeFolder[];
  readonly #sessions: ReadonlyMap<string, PlacedFolder>;
  readonly #verify: VerifyFindings;

  private constructor(
    all: readonly (PlacedFolder & { specs: readonly SpecReading[] })[],
    verify: VerifyFindings,
  ) {
    this.folders = all.map(({ session, folder, specs }) => ({
      id: session.folder.uri.toString(),
      name: session.folder.name,
      specs,
      connectionOf: connectionIn(folder),
    }));
    this.#sessions = new Map(all.map((one) => [one.session.folder.uri.toString(), one]));
    this.#verify = verify;
  }

  /** Reads what has changed since the last time; asks no tracker. */
  static async read(
    folders: Folders,
    index: SpecIndex,
    verify: VerifyFindings,
  ): Promise<KnownSpecs> {
    const all = await Promise.all(
      folders.all().map(async (session) => ({
        session,
        folder: await session.load(),
        specs: await index.all(session),
      })),
    );
    return new KnownSpecs(all, verify);
  }

  /** The patterns under which specs are looked for. */
  docPaths(): readonly string[] {
    const all = [...this.#sessions.values()];
    return [...new Set(all.flatMap(({ folder }) => folder.config.config.docPaths))];
  }

  sessionOf({ id }: TreeFolder): FolderSession | undefined {
    return this.#sessions.get(id)?.session;
  }

  /** The same object while it says the same. */
  factsOf(folder: TreeFolder, spec: SpecReading, section: SpecSection): SectionFacts {
    const at = this.#sessions.get(folder.id);
    if (at === undefined) return UNKNOWN;
    const { session } = at;
    const { file, document } = spec;
    const place = { ...at, file, frontMatter: document.frontMatter };
    const seen = [session.live.basis, this.#verify.foundIn(session, file)];
    const basis = [session, at.folder.config, file, document.frontMatter, ...seen];
    return FACTS.of(section, basis, () => ({
      live: liveTicket(place, section),
      copies: liveCopies(place, section),
      standing: this.#verify.standingOf(session, file, section),
    }));
  }

  readonly needsAttention = (
    folder: TreeFolder,
    spec: SpecReading,
    section: SpecSection,
  ): boolean => {
    const { live, copies, standing } = this.factsOf(folder, spec, section);
    const isOff = [live, ...copies].some((one) => one?.agrees === false);
    const isLost = live?.reading.kind === "missing" || isOpenBreak(live);
    return isOff || isLost || standing === "open";
  };
}

function connectionIn({ config: { config } }: LoadedFolder): TreeFolder["connectionOf"] & object {
  return (spec, { tickets: [link] }) =>
    link === undefined
      ? null
      : (connectionOf(config, link.ref, targetOf(config, spec))?.name ?? null);
}

function isOpenBreak(live: LiveTicket | undefined): boolean {
  return isBroken(live?.health) && !isDismissed(live?.health);
}
