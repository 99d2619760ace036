import type { CancelSignal } from "../../core/kernel/cancel.ts";
import { err, ok, type Result } from "../../core/kernel/result.ts";
import { t } from "../../core/kernel/texts.ts";
import type { CommentOutcome, TicketComment, TrackerError } from "../../core/model/ticket.ts";
import {
  movedMeanwhile,
  type CycleConnection,
  type CycleTicket,
} from "../../ports/cycle-connection.ts";
import {
  commentCall,
  commentsCall,
  issueCall,
  moveCall,
  siteAction,
  waysCall,
} from "./jira-calls.ts";
import { finishMove, noSuchStatus, tooManyComments } from "./moving.ts";
import { postOnce } from "./post-once.ts";
import { safeUrl } from "./safe-url.ts";
import { namedLike } from "./status-names.ts";
import type { ToolCaller } from "./tool-caller.ts";
import { unreadable } from "./tool-failures.ts";
import { needed, type Argument } from "./tool-input.ts";
import {
  JIRA_COMMENTS,
  JIRA_ISSUE,
  JIRA_SITES,
  JIRA_TRANSITIONS,
  type JiraTransition,
} from "./wire.ts";

const PER_PAGE = 100;
const MOST_PAGES = 20;
const SITES = "getAccessibleAtlassianResources";

/** The tickets of Jira over the tools of Atlassian's own server, or of `mcp-jira-cloud`. */
export class JiraConnection implements CycleConnection {
  readonly #caller: ToolCaller;
  #site: readonly Argument[] | undefined;

  constructor(caller: ToolCaller) {
    this.#caller = caller;
  }

  /** Why tickets cannot be read with these tools; null where they can. Asks nobody. */
  check(): TrackerError | null {
    const site = this.#caller.has(SITES) ? [needed(["cloudId", "x"])] : [];
    const call = issueCall("XX-1", "status");
    const plain = this.#caller.check(call);
    return plain === null ? null : this.#caller.check({ ...call, input: [...call.input, ...site] });
  }

  async readTicket(key: string, signal: CancelSignal): Promise<Result<CycleTicket, TrackerError>> {
    const site = await this.#siteFor(signal);
    if (!site.ok) return site;
    const call = issueCall(key, "status", site.value);
    const issue = await this.#caller.read(call, JIRA_ISSUE, signal);
    if (!issue.ok) return issue;
    const { summary, status, url } = issue.value;
    if (status === undefined) return err(unreadable(call.action));
    return ok({ key, title: summary, url: safeUrl(url), status });
  }

  async readComments(
    key: string,
    signal: CancelSignal,
  ): Promise<Result<readonly TicketComment[], TrackerError>> {
    const site = await this.#siteFor(signal);
    if (!site.ok) return site;
    const comments = this.#caller.has("jira_get_issue_comments")
      ? await this.#commentPages(key, site.value, signal)
      : await this.#commentsOfIssue(key, site.value, signal);
    if (!comments.ok) return comments;
    return ok([...comments.value].sort((a, b) => Date.parse(b.at) - Date.parse(a.at)));
  }

  async readStatuses(
    key: string,
    signal: CancelSignal,
  ): Promise<Result<readonly string[], TrackerError>> {
    const ticket = await this.readTicket(key, signal);
    if (!ticket.ok) return ticket;
    const ways = await this.#ways(key, signal);
    if (!ways.ok) return ways;
    return ok([...new Set([ticket.value.status, ...ways.value.map(leadsTo)])]);
  }

  async move(
    key: string,
    from: string,
    to: string,
    signal: CancelSignal,
  ): Promise<Result<string, TrackerError>> {
    const ticket = await this.readTicket(key, signal);
    if (!ticket.ok) return ticket;
    if (ticket.value.status !== from) return err(movedMeanwhile(key));
    const ways = await this.#ways(key, signal);
    if (!ways.ok) return ways;
    // Where a transition leads says more than what it is called.
    const way =
      namedLike(ways.value, (one) => one.to, to) ?? namedLike(ways.value, (one) => one.name, to);
    if (way === undefined) return err(noSuchStatus(key, to));
    const site = await this.#siteFor(signal);
    if (!site.ok) return site;
    const answer = await this.#caller.write(moveCall(key, way, site.value), signal);
    return finishMove(this, { key, to: leadsTo(way), answer }, signal);
  }

  async postComment(
    key: string,
    { text, opening }: Parameters<CycleConnection["postComment"]>[1],
    signal: CancelSignal,
  ): Promise<CommentOutcome> {
    const site = await this.#siteFor(signal);
    if (!site.ok) return { kind: "failed", error: site.error };
    const caller = this.#caller;
    return postOnce(
      {
        readComments: () => this.readComments(key, signal),
        post: () => caller.write(commentCall(key, text, site.value), signal),
        pause: (attempt) => caller.pause(attempt, signal),
      },
      opening,
      signal,
    );
  }

  /** The one site that the server's account can see; a server of a single site has no such tool. */
  async #siteFor(signal: CancelSignal): Promise<Result<readonly Argument[], TrackerError>> {
    if (this.#site !== undefined) return ok(this.#site);
    const site = await this.#findSite(signal);
    if (site.ok) this.#site = site.value;
    return site;
  }

  async #findSite(signal: CancelSignal): Promise<Result<readonly Argument[], TrackerError>> {
    const isForOne = this.#caller.check(issueCall("XX-1", "status")) === null;
    if (isForOne || !this.#caller.has(SITES)) return ok([]);
    const call = { tools: [SITES], input: [], action: siteAction() };
    const sites = await this.#caller.read(call, JIRA_SITES, signal);
    if (!sites.ok) return sites;
    const ids = [...new Set(sites.value.map(({ id }) => id))];
    const [only] = ids;
    if (only === undefined || ids.length > 1) return err(notOneSite(ids.length));
    return ok([needed(["cloudId", only])]);
  }

  async #ways(
    key: string,
    signal: CancelSignal,
  ): Promise<Result<readonly JiraTransition[], TrackerError>> {
    const site = await this.#siteFor(signal);
    if (!site.ok) return site;
    return this.#caller.read(waysCall(key, site.value), JIRA_TRANSITIONS, signal);
  }

  async #commentsOfIssue(
    key: string,
    site: readonly Argument[],
    signal: CancelSignal,
  ): Promise<Result<readonly TicketComment[], TrackerError>> {
    const call = issueCall(key, "comment", site);
    const issue = await this.#caller.read(call, JIRA_ISSUE, signal);
    if (!issue.ok) return issue;
    const { comment } = issue.value;
    if (comment === undefined) return err(unreadable(t("reading the comments of {0}", key)));
    const isWhole = (comment.total ?? 0) <= comment.comments.length;
    return isWhole ? ok(comment.comments) : err(tooManyComments(key));
  }

  async #commentPages(
    key: string,
    site: readonly Argument[],
    signal: CancelSignal,
  ): Promise<Result<readonly TicketComment[], TrackerError>> {
    const found: TicketComment[] = [];
    for (let page = 0; page < MOST_PAGES; page++) {
      const place = { startAt: found.length, maxResults: PER_PAGE };
      const call = commentsCall(key, place, site);
      const read = await this.#caller.read(call, JIRA_COMMENTS, signal);
      if (!read.ok) return read;
      const { comments, total } = read.value;
      found.push(...comments);
      const isLast = total === undefined ? comments.length < PER_PAGE : found.length >= total;
      if (isLast) return ok(found);
      if (comments.length === 0) break;
    }
    return err(tooManyComments(key));
  }
}

function leadsTo({ to, name }: JiraTransition): string {
  return to ?? name;
}

function notOneSite(count: number): TrackerError {
  return {
    code: "tracker/rejected",
    message:
      count === 0
        ? t("The MCP server's account sees no Atlassian site. Sign in with it again.")
        : t(
            "The MCP server's account sees {0} Atlassian sites, and nothing says which of them has the ticket, so none was asked. Sign in to one of them only, or give Canon a credential of its own.",
            count,
          ),
  };
}
