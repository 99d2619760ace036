import type { CancelSignal } from "../../core/kernel/cancel.ts";
import { t } from "../../core/kernel/texts.ts";
import type { PullRequestDraft, WriteOutcome } from "../../core/model/ticket.ts";
import { path } from "../http/request-path.ts";
import { keepsChanging } from "./messages.ts";
import { addRelation, type PatchStep } from "./patch.ts";
import type { Place } from "./place.ts";
import { readCurrent, writeSteps } from "./update-item.ts";
import { repository, type WorkItem } from "./wire.ts";

const ATTEMPTS = 3;

/** Adds a pull request to the links of a work item, if it is not among them. */
export async function linkPullRequest(
  place: Place,
  key: string,
  pullRequest: PullRequestDraft,
  signal: CancelSignal,
): Promise<WriteOutcome> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const current = await readCurrent(place, key, signal);
    if (!current.ok) return { kind: "failed", error: current.error };
    const steps = await stepsToLink(place, current.value.item, pullRequest, signal);
    const outcome = await writeSteps(place, current.value, () => steps, signal);
    // The link does not depend on what else the work item says, so it follows the change.
    if (outcome.kind !== "stale") return outcome;
  }
  return { kind: "failed", error: keepsChanging(key) };
}

/** Adding a link a second time would be refused, so it is looked for first. */
export async function stepsToLink(
  place: Place,
  item: WorkItem,
  { url, title }: PullRequestDraft,
  signal: CancelSignal,
): Promise<readonly PatchStep[]> {
  const artifact = await artifactOf(place, url, signal);
  const has = (rel: string, target: string): boolean =>
    item.relations?.some((one) => one.rel === rel && isSameUrl(one.url, target)) ?? false;
  if (has("Hyperlink", url)) return [];
  if (artifact === null) return [addRelation("Hyperlink", url, title.slice(0, LONGEST_COMMENT))];
  if (has("ArtifactLink", artifact)) return [];
  const value = { rel: "ArtifactLink", url: artifact, attributes: { name: "Pull Request" } };
  return [{ op: "add", path: "/relations/-", value }];
}

const LONGEST_COMMENT = 255;

/**
 * What Azure Repos calls a pull request of this organisation; null for any other, and where the
 * repository cannot be looked up: a plain link serves then.
 */
async function artifactOf(place: Place, url: string, signal: CancelSignal): Promise<string | null> {
  const [, inProject, repo = "", number = ""] = below(place.address, url).match(PULL_REQUEST) ?? [];
  const name = decoded(repo);
  const project = inProject === undefined ? name : decoded(inProject);
  if (!isName(name) || !isName(project)) return null;
  const said = await place.api.ask(
    {
      method: "GET",
      path: path`${project}/_apis/git/repositories/${name}`,
      answer: repository,
      effect: "read",
      action: t("looking up the repository of a pull request"),
    },
    signal,
  );
  if (!said.ok) return null;
  const { id, project: owner } = said.value;
  return `vstfs:///Git/PullRequestId/${owner.id}%2F${id}%2F${number}`;
}

const PULL_REQUEST = /^(?:([^/?#]+)\/)?_git\/([^/?#]+)\/pullrequest\/(\d{1,10})\/?(?:[?#].*)?$/i;

/** The part of an address below the organisation; empty for addresses elsewhere. */
function below(address: URL, url: string): string {
  const href = URL.canParse(url) ? new URL(url).href : "";
  const isHere = href.toLowerCase().startsWith(address.href.toLowerCase());
  return isHere ? href.slice(address.href.length) : "";
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return "";
  }
}

function isName(name: string): boolean {
  return name !== "" && name !== "." && name !== ".." && !/[\p{Cc}/\\]/u.test(name);
}

function isSameUrl(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
