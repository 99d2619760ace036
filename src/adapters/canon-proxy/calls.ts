import type { CancelSignal } from "../../core/kernel/cancel.ts";
import { err, ok, type Result } from "../../core/kernel/result.ts";
import { t } from "../../core/kernel/texts.ts";
import type { TrackerError } from "../../core/model/ticket.ts";
import { redactJson } from "../../core/redact/redact-json.ts";
import type { Redactor } from "../../core/redact/redact.ts";
import type { HttpConnection } from "../http/http.ts";
import { path, type RequestPath } from "../http/request-path.ts";
import { explain, unreadable, type ProxyFailure } from "./errors.ts";
import type { ProxyPlace, ProxyTicket } from "./place.ts";
import { isAccepted, readBatch, readCreated, type WireBatch } from "./wire.ts";

/** Everything that one connection through a Canon server needs. */
export interface Proxy {
  readonly connection: HttpConnection;
  readonly place: ProxyPlace;
  readonly host: string;
  readonly redact: Redactor;
  /** Pull requests that this run has shown on tickets; the server cannot say which there are. */
  readonly shown: Set<string>;
}

export interface CreateInput {
  readonly project_key: string;
  readonly summary: string;
  readonly description: string;
  readonly parent_ticket_id: string | null;
  readonly status: StatusInput;
  readonly labels: readonly string[];
  readonly issue_type: string;
  readonly custom_fields: Readonly<Record<string, never>>;
  readonly assignees: readonly string[];
  readonly milestone: null;
}

export interface StatusInput {
  readonly state: string;
  readonly blocked_by: string | null;
}

/** Asks about up to 100 tickets of one repository, or of the tracker, at once. */
export async function askStatuses(
  proxy: Proxy,
  repo: string | null,
  ids: readonly string[],
  signal: CancelSignal,
): Promise<Result<WireBatch, TrackerError>> {
  const action = t("reading tickets");
  const call = { endpoint: "batch-status", effect: "read", action, repo } as const;
  const answer = await post(proxy, call, { ticket_ids: ids }, signal);
  if (!answer.ok) return err(answer.error.error);
  const batch = readBatch(answer.value);
  return batch === undefined ? err(unreadable(action, proxy.host)) : ok(batch);
}

/** Creates a ticket and gives the id that the server has for it. */
export async function sendCreate(
  proxy: Proxy,
  input: CreateInput,
  signal: CancelSignal,
): Promise<Result<string, ProxyFailure>> {
  const action = t("creating a ticket");
  const call = { endpoint: "create", effect: "write", action, repo: proxy.place.repo } as const;
  const answer = await post(proxy, call, { input }, signal);
  if (!answer.ok) return answer;
  const id = readCreated(answer.value);
  return id === undefined ? err(garbled(action, proxy.host)) : ok(id);
}

export function sendStatus(
  proxy: Proxy,
  { id, repo }: ProxyTicket,
  status: StatusInput,
  signal: CancelSignal,
): Promise<Result<void, ProxyFailure>> {
  const action = t("moving a ticket");
  const call = { endpoint: "update", effect: "write", action, repo } as const;
  return change(proxy, call, { input: { ticket_id: id, status } }, signal);
}

export function sendPullRequest(
  proxy: Proxy,
  { id, repo }: ProxyTicket,
  pullRequest: { readonly url: string; readonly title: string },
  signal: CancelSignal,
): Promise<Result<void, ProxyFailure>> {
  const action = t("linking a pull request");
  const call = { endpoint: "link-pr", effect: "write", action, repo } as const;
  const { url, title } = pullRequest;
  return change(proxy, call, { ticket_id: id, pr_url: url, pr_title: title }, signal);
}

interface Call {
  readonly endpoint: "create" | "batch-status" | "update" | "link-pr";
  readonly effect: "read" | "write";
  readonly action: string;
  /** On GitHub, the repository that the ids belong to. */
  readonly repo: string | null;
}

async function change(
  proxy: Proxy,
  call: Call,
  body: object,
  signal: CancelSignal,
): Promise<Result<void, ProxyFailure>> {
  const answer = await post(proxy, call, body, signal);
  if (!answer.ok) return answer;
  return isAccepted(answer.value) ? ok(undefined) : err(garbled(call.action, proxy.host));
}

async function post(
  { connection, place, host, redact }: Proxy,
  { endpoint, effect, action, repo }: Call,
  body: object,
  signal: CancelSignal,
): Promise<Result<unknown, ProxyFailure>> {
  const { system, organization, project } = place;
  const names = repo === null ? {} : { owner: organization, repo };
  const common = { ticket_system: system, ...names, project_key: project };
  const sent = await connection.send(
    {
      method: "POST",
      path: endpointPath(organization, endpoint),
      body: redactJson({ ...common, ...body }, redact),
      effect,
      action,
    },
    signal,
  );
  return sent.ok ? ok(sent.value.body) : err(explain(sent.error, place, host));
}

function endpointPath(organization: string, endpoint: Call["endpoint"]): RequestPath {
  return path`/app/${organization}/api/tickets/${endpoint}`;
}

function garbled(action: string, host: string): ProxyFailure {
  return { error: unreadable(action, host), executed: "unknown" };
}
