import type { SeenRequest } from "../remote/double.ts";
import type { Answer } from "../remote/fault-server.ts";
import { type AzureState, ORGANISATION } from "./azure-state.ts";
import { type Call, notFound } from "./call.ts";
import { batch, create, listComments, oneItem, patch, postComment, wiql } from "./item-answers.ts";
import { categories, connectionData, repository, typeAnswer } from "./project-answers.ts";
import { Refused, refusalOf } from "./refusals.ts";

/** Answers a request as Azure DevOps would; whoever asks was let in before. */
export function answerCall(state: AzureState, request: SeenRequest): Answer {
  try {
    const call = readCall(state, request);
    checkVersion(call);
    return { status: 200, body: carryOut(call) };
  } catch (error) {
    if (error instanceof Refused) return refusalOf(error);
    if (error instanceof SyntaxError) return refusalOf(new Refused(400, "JsonReaderException"));
    throw error;
  }
}

function readCall(state: AzureState, { method, url, headers, body }: SeenRequest): Call {
  const { pathname, searchParams: query } = new URL(url, state.origin);
  const segments = pathname.split("/").slice(1).map(decodeURIComponent);
  const [organisation, ...below] = segments;
  const at = below.indexOf("_apis");
  if (organisation !== ORGANISATION || at < 0 || at > 1) throw notFound();
  const name = at === 1 ? (below[0] ?? "") : null;
  const project = name === null ? null : projectNamed(state, name);
  const contentType = String(headers["content-type"] ?? "").split(";")[0] ?? "";
  return { state, method, project, rest: below.slice(at + 1), query, contentType, body };
}

function projectNamed({ projectIds }: AzureState, name: string): string {
  const found = [...projectIds].find(
    ([known, id]) => known.toLowerCase() === name.toLowerCase() || id === name,
  );
  if (found !== undefined) return found[0];
  const message = `TF200016: The following project does not exist: ${name}.`;
  throw new Refused(404, "ProjectDoesNotExistWithNameException", message);
}

function checkVersion({ state, query, rest }: Call): void {
  const text = query.get("api-version");
  const [, version, preview] = /^(\d\.\d)(-preview(?:\.\d)?)?$/.exec(text ?? "") ?? [];
  if (version === undefined) throw new Refused(400, "VssVersionNotSpecifiedException");
  const isPreview = rest[0] === "connectionData" || rest.at(-1) === "comments";
  if (Number(version) > state.switches.newest) {
    const message = `The requested REST API version of ${version} is out of range for this server.`;
    throw new Refused(400, "VssVersionOutOfRangeException", message);
  }
  if (isPreview && preview === undefined) {
    throw new Refused(400, "VssInvalidPreviewVersionException");
  }
}

function carryOut(call: Call): unknown {
  const { method, rest, project } = call;
  const [area = "", resource = "", ...more] = rest;
  const place = `${method} ${area}/${resource.toLowerCase()}`;
  if (method === "GET" && area === "connectionData") return connectionData(call);
  if (place === "POST wit/workitemsbatch") return batch(call);
  if (place === "GET wit/workitems" && more.length === 1) return oneItem(call, more[0] ?? "");
  if (place === "PATCH wit/workitems" && more.length === 1) return patch(call, more[0] ?? "");
  if (project === null) throw notFound();
  if (place === "POST wit/workitems" && more[0]?.startsWith("$")) {
    return create(call, project, more[0].slice(1));
  }
  if (place === "POST wit/wiql") return wiql(call, project);
  if (place === "GET wit/workitemtypes" && more.length > 0) return typeAnswer(call, more);
  if (place === "GET wit/workitemtypecategories") return categories(call, more[0]);
  if (area === "wit" && resource.toLowerCase() === "workitems" && more[1] === "comments") {
    const answer = method === "POST" ? postComment : listComments;
    return answer(call, project, more[0] ?? "");
  }
  if (place === "GET git/repositories" && more.length === 1) return repository(call, project);
  throw notFound();
}
