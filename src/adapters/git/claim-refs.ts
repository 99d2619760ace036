import type { CancelSignal } from "../../core/kernel/cancel.ts";
import { hashText } from "../../core/kernel/hash.ts";
import type { Problem } from "../../core/kernel/problem.ts";
import { err, ok, type Result } from "../../core/kernel/result.ts";
import type { ClaimStore, SharedClaim } from "../../ports/claim-store.ts";
import { askGit } from "./ask-git.ts";
import { fetchRefs } from "./fetch-refs.ts";
import { listRemote, type RemoteRefs } from "./list-remote.ts";
import { pushClaims } from "./push-claims.ts";
import { findRemote, unreachable, type RemotePlace } from "./reach-remote.ts";
import { readBlobs } from "./read-blobs.ts";
import { filesMovedOn, sharedBranch } from "./shared-branch.ts";
import { CLAIM_FILE } from "./store-claims.ts";

const MAX_CLAIM_BYTES = 5_000_000;
/** Claims come and go while they are being read. */
const ATTEMPTS = 4;

/**
 * Claims as references of a remote repository, one for each spec: `refs/canon/claims/…`.
 *
 * Each points at a commit of its own with the claim as its only file. A push that names what it
 * expects there is what makes sure that only one of two jobs gets it.
 */
export function createClaimStore(place: RemotePlace): ClaimStore {
  return new ClaimRefs(place);
}

class ClaimRefs implements ClaimStore {
  readonly #place: RemotePlace;
  #folder: string | undefined;
  #branch = "";
  #tip: string | null = null;

  constructor(place: RemotePlace) {
    this.#place = place;
  }

  async list(...[signal]: Parameters<ClaimStore["list"]>): ReturnType<ClaimStore["list"]> {
    const ready = await this.#prepare(signal);
    if (!ready.ok) return ready;
    for (let attempt = 1; ; attempt++) {
      const refs = await this.#look(signal);
      if (!refs.ok) return refs;
      this.#tip = refs.value.tip;
      const claims = await this.#read(refs.value.claims, attempt === ATTEMPTS, signal);
      if (claims !== null) return ok(claims);
      if (attempt === ATTEMPTS) return err(unreachable(this.#place.remote, "", false));
    }
  }

  async write(
    ...[writes, signal]: Parameters<ClaimStore["write"]>
  ): ReturnType<ClaimStore["write"]> {
    const ready = await this.#prepare(signal);
    if (!ready.ok) return ready;
    const look = () => this.#look(signal);
    return pushClaims(this.#place, ready.value, writes, look, signal);
  }

  async movedOn(
    ...[paths, signal]: Parameters<ClaimStore["movedOn"]>
  ): ReturnType<ClaimStore["movedOn"]> {
    const ready = await this.#prepare(signal);
    if (!ready.ok) return ready;
    const refs = await this.#look(signal);
    if (!refs.ok) return refs;
    const { tip } = refs.value;
    return tip === null
      ? ok(new Set())
      : filesMovedOn(this.#place, { tip, branch: this.#branch }, paths, signal);
  }

  async sharedTexts(
    ...[paths, signal]: Parameters<ClaimStore["sharedTexts"]>
  ): ReturnType<ClaimStore["sharedTexts"]> {
    const tip = this.#tip;
    const isHere = tip !== null && (await askGit(this.#place, ["cat-file", "-e", tip], signal)).ok;
    if (!isHere) return ok(new Map());
    const names = new Map(paths.map((path) => [`${tip}:./${path}`, path]));
    const texts = await readBlobs(this.#place, [...names.keys()], MAX_CLAIM_BYTES, signal);
    return ok(new Map([...texts].map(([name, text]) => [names.get(name) ?? name, text])));
  }

  /** Where the claims of this workspace lie; another folder of the repository has its own. */
  async #prepare(signal: CancelSignal): Promise<Result<string, Problem>> {
    if (this.#folder !== undefined) return ok(this.#folder);
    const known = await findRemote(this.#place, signal);
    if (!known.ok) return known;
    const prefix = await askGit(this.#place, ["rev-parse", "--show-prefix"], signal);
    if (!prefix.ok) return prefix;
    this.#branch = await sharedBranch(this.#place, signal);
    const workspace = hashText(prefix.value.replace(/\n$/, "")).slice(0, 8);
    this.#folder = `refs/canon/claims/${workspace}/`;
    return ok(this.#folder);
  }

  #look(signal: CancelSignal): Promise<Result<RemoteRefs, Problem>> {
    return listRemote(this.#place, this.#folder ?? "", this.#branch, signal);
  }

  /** Null where one of them went away in the meantime, so that all have to be listed again. */
  async #read(
    ids: ReadonlyMap<string, string>,
    isLast: boolean,
    signal: CancelSignal,
  ): Promise<Map<string, SharedClaim> | null> {
    const blobOf = (id: string): string => `${id}:${CLAIM_FILE}`;
    const readAll = (): Promise<Map<string, string | null>> =>
      readBlobs(this.#place, [...ids.values()].map(blobOf), MAX_CLAIM_BYTES, signal);
    let texts = await readAll();
    const isMissing = ([, id]: [string, string]): boolean =>
      (texts.get(blobOf(id)) ?? null) === null;
    const missing = [...ids].filter(isMissing).map(([name]) => `${this.#folder ?? ""}${name}`);
    if (missing.length > 0) {
      const fetched = await fetchRefs(this.#place, missing, signal);
      texts = await readAll();
      const isWhole = fetched && ![...ids].some(isMissing);
      if (!isWhole && !isLast) return null;
      if (!fetched) return null;
    }
    return new Map(
      [...ids].map(([name, id]) => [name, { id, text: texts.get(blobOf(id)) ?? null }]),
    );
  }
}
