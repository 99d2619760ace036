import { err, ok, type Result } from "../../core/kernel/result.ts";
import { t } from "../../core/kernel/texts.ts";
import { isTicketKey } from "../../core/model/ticket-ref.ts";
import type { TrackerProblem, TrackerTarget } from "../../core/model/ticket.ts";
import { missingProject } from "../http/remote-deps.ts";

export type ProxySystem = "github" | "jira" | "linear";

/** Which tickets are meant: the tracker behind the server, and the part of it. */
export interface ProxyPlace {
  readonly system: ProxySystem;
  readonly organization: string;
  /** `owner/repo`, or the key of a project or team. */
  readonly project: string;
  /** The repository's name on GitHub; null elsewhere. */
  readonly repo: string | null;
}

/** One ticket as the server names it: on GitHub a number in a repository of the organisation. */
export interface ProxyTicket {
  readonly id: string;
  readonly repo: string | null;
}

/**
 * Works out what a connection means behind a Canon server.
 *
 * Errors: `config/tracker-unavailable` for a tracker, or an owner on GitHub, that the server does
 *         not serve for this login; `config/missing-project`.
 */
export function placeOf(
  target: TrackerTarget,
  organization: string,
): Result<ProxyPlace, TrackerProblem> {
  const { system, project } = target;
  if (system !== "github" && system !== "jira" && system !== "linear") {
    return err(
      unavailable(
        t(
          'A Canon server does not serve the tracker of "{0}". Nothing was sent. Set the credential of the tracker itself.',
          target.name,
        ),
      ),
    );
  }
  if (project === null) {
    return err(missingProject(target, system === "github" ? "acme/shop" : "PAY"));
  }
  if (system !== "github") return ok({ system, organization, project, repo: null });
  const [, owner = organization, repo = ""] =
    /^(?:([A-Za-z0-9][A-Za-z0-9-]*)\/)?([A-Za-z0-9._-]+)$/.exec(project) ?? [];
  if (repo === "") return err(missingProject(target, "acme/shop"));
  if (isSame(owner, organization)) {
    return ok({ system, organization, project: `${organization}/${repo}`, repo });
  }
  return err(
    unavailable(
      t(
        "The login is for {0}, and a Canon server serves only repositories of that owner, not of {1}. Nothing was sent. Log in to the other organisation, or set GITHUB_TOKEN and use --local.",
        organization,
        owner,
      ),
    ),
  );
}

/** Reads a key; undefined for one of another form, or of another owner's repository. */
export function ticketAt(place: ProxyPlace, key: string): ProxyTicket | undefined {
  if (!isTicketKey(place.system, key)) return undefined;
  if (place.repo === null) return { id: key.toUpperCase(), repo: null };
  const [, owner = place.organization, repo = place.repo, number = ""] =
    /^(?:(?:([A-Za-z0-9-]+)\/)?([A-Za-z0-9._-]+)#|#)?0*([1-9]\d{0,9})$/.exec(key) ?? [];
  const isServed = number !== "" && isSame(owner, place.organization) && !/^\.+$/.test(repo);
  return isServed ? { id: number, repo } : undefined;
}

/** The key of a ticket that the server has just made; undefined for one that cannot be ours. */
export function keyOfNew(place: ProxyPlace, id: string): string | undefined {
  const ticket = ticketAt(place, id);
  if (ticket === undefined) return undefined;
  if (place.repo === null) return id;
  return isSame(ticket.repo ?? "", place.repo) ? ticket.id : undefined;
}

function isSame(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

function unavailable(message: string): TrackerProblem {
  return { code: "config/tracker-unavailable", severity: "error", line: null, message };
}
