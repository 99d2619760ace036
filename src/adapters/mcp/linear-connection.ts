import type { CancelSignal } from "../../core/kernel/cancel.ts";
import { err, ok, type Result } from "../../core/kernel/result.ts";
import { t } from "../../core/kernel/texts.ts";
import type { CommentOutcome, TicketComment, TrackerError } from "../../core/model/ticket.ts";
import {
  movedMeanwhile,
  type CycleConnection,
  type CycleTicket,
} from "../../ports/cycle-connection.ts";
import { readPages } from "../http/read-pages.ts";
import { finishMove, noSuchStatus, tooManyComments } from "./moving.ts";
import { postOnce } from "./post-once.ts";
import { safeUrl } from "./safe-url.ts";
import { namedLike } from "./status-names.ts";
import type { ToolCall, ToolCaller } from "./tool-caller.ts";
import { needed, optional } from "./tool-input.ts";
import { LINEAR_COMMENTS, LINEAR_ISSUE, LINEAR_STATUSES } from "./wire.ts";

const PER_PAGE = 100;
const MOST_PAGES = 20;

/** The tickets of Linear over the tools of its server, in their newer and older spellings. */
export class LinearConnection implements CycleConnection {
  readonly #caller: ToolCaller;

  constructor(caller: ToolCaller) {
    this.#caller = caller;
  }

  /** Why tickets cannot be read with these tools; null where they can. Asks nobody. */
  check(): TrackerError | null {
    return this.#caller.check(issueCall("XX-1"));
  }

  async readTicket(key: string, signal: CancelSignal): Promise<Result<CycleTicket, TrackerError>> {
    const issue = await this.#issue(key, signal);
    if (!issue.ok) return issue;
    const { title, url, status } = issue.value;
    return ok({ key, title, url: safeUrl(url), status });
  }

  async readComments(
    key: string,
    signal: CancelSignal,
  ): Promise<Result<readonly TicketComment[], TrackerError>> {
    const issue = await this.#issue(key, signal);
    if (!issue.ok) return issue;
    // Older servers want the issue's own id here, newer ones take both.
    const id = issue.value.id ?? key;
    const pages = await readPages(MOST_PAGES, async (cursor) => {
      const call = commentsCall(key, id, cursor);
      const page = await this.#caller.read(call, LINEAR_COMMENTS, signal);
      if (!page.ok) return page;
      const { comments, next, hasMore } = page.value;
      return hasMore && next === null ? err(tooManyComments(key)) : ok({ items: comments, next });
    });
    if (!pages.ok) return pages;
    if (!pages.value.isComplete) return err(tooManyComments(key));
    return ok([...pages.value.items].sort((a, b) => Date.parse(b.at) - Date.parse(a.at)));
  }

  async readStatuses(
    key: string,
    signal: CancelSignal,
  ): Promise<Result<readonly string[], TrackerError>> {
    const states = await this.#states(key, signal);
    return states.ok ? ok(states.value.map(({ name }) => name)) : states;
  }

  async move(
    key: string,
    from: string,
    to: string,
    signal: CancelSignal,
  ): Promise<Result<string, TrackerError>> {
    const issue = await this.#issue(key, signal);
    if (!issue.ok) return issue;
    if (issue.value.status !== from) return err(movedMeanwhile(key));
    const states = await this.#states(key, signal);
    if (!states.ok) return states;
    const state = namedLike(states.value, ({ name }) => name, to);
    if (state === undefined) return err(noSuchStatus(key, to));
    const answer = await this.#caller.write(moveCall(key, state), signal);
    return finishMove(this, { key, to: state.name, answer }, signal);
  }

  postComment(
    key: string,
    { text, opening }: Parameters<CycleConnection["postComment"]>[1],
    signal: CancelSignal,
  ): Promise<CommentOutcome> {
    const caller = this.#caller;
    return postOnce(
      {
        readComments: () => this.readComments(key, signal),
        post: () => caller.write(commentCall(key, text), signal),
        pause: (attempt) => caller.pause(attempt, signal),
      },
      opening,
      signal,
    );
  }

  #issue(key: string, signal: CancelSignal) {
    return this.#caller.read(issueCall(key), LINEAR_ISSUE, signal);
  }

  async #states(key: string, signal: CancelSignal) {
    const issue = await this.#issue(key, signal);
    if (!issue.ok) return issue;
    const { team, teamId } = issue.value;
    const byName = team ?? teamId ?? key.slice(0, key.lastIndexOf("-"));
    const call: ToolCall = {
      tools: ["list_issue_statuses"],
      input: [needed(["team", byName], ["teamId", teamId ?? byName])],
      action: t("reading the statuses of {0}", key),
    };
    return this.#caller.read(call, LINEAR_STATUSES, signal);
  }
}

function issueCall(key: string): ToolCall {
  return {
    tools: ["get_issue"],
    input: [needed(["id", key], ["issueId", key])],
    action: t("reading {0}", key),
  };
}

function commentsCall(key: string, id: string, cursor: string | null): ToolCall {
  const place = cursor === null ? [] : [needed(["cursor", cursor], ["after", cursor])];
  return {
    tools: ["list_comments"],
    input: [needed(["issueId", id]), optional(["limit", PER_PAGE], ["first", PER_PAGE]), ...place],
    action: t("reading the comments of {0}", key),
  };
}

/** Without the `id` these tools would create an issue, so it is never left out. */
function moveCall(
  key: string,
  state: { readonly name: string; readonly id?: string | null | undefined },
): ToolCall {
  const byId = state.id ?? state.name;
  return {
    tools: ["save_issue", "update_issue"],
    input: [needed(["id", key]), needed(["state", state.name], ["stateId", byId])],
    action: t("moving {0}", key),
  };
}

/** An `id` would edit a comment that is there, so it is never given. */
function commentCall(key: string, text: string): ToolCall {
  return {
    tools: ["save_comment", "create_comment"],
    input: [needed(["issueId", key]), needed(["body", text])],
    action: t("commenting on {0}", key),
  };
}
