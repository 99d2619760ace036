import { createHash } from "node:crypto";
import type { SeenRequest } from "../remote/double.ts";
import type { Answer } from "../remote/fault-server.ts";
import { refusal } from "./rest-request.ts";

/** Long lists know page numbers only at their beginning; the rest goes by `after`. */
export function pageOf(
  items: readonly object[],
  query: URLSearchParams,
  request: SeenRequest,
  root: string,
  hasCursors: boolean,
): Answer {
  const size = Math.min(100, Math.max(1, Number(query.get("per_page") ?? "30")));
  const number = Number(query.get("page") ?? "1");
  const after = query.get("after");
  if (hasCursors && after === null && number > 10) {
    return refusal(
      422,
      "Pagination with the page parameter is not supported for large datasets, please use cursor based pagination (after/before)",
    );
  }
  const start =
    after === null ? (number - 1) * size : Number(Buffer.from(after, "base64").toString());
  const body = items.slice(start, start + size);
  const etag = `W/"${createHash("sha256").update(JSON.stringify(body)).digest("hex")}"`;
  if (request.headers["if-none-match"] === etag) return { status: 304, headers: { ETag: etag } };
  const next = new URL(request.url, root);
  next.searchParams.set("page", String(number + 1));
  if (hasCursors) {
    next.searchParams.set("after", Buffer.from(String(start + size)).toString("base64"));
  }
  const first = new URL(request.url, root);
  const link = `<${next.href}>; rel="next", <${first.href}>; rel="first"`;
  return {
    status: 200,
    body,
    headers: { ETag: etag, ...(start + size < items.length ? { Link: link } : {}) },
  };
}
