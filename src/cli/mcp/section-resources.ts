import {
  ResourceNotFoundError,
  type ListResourcesResult,
  type ReadResourceResult,
} from "@modelcontextprotocol/server";
import { callTool, contextFor } from "../../agent-tools/call-tool.ts";
import type { ToolHost } from "../../agent-tools/tool-host.ts";
import { numberedTitle } from "../../core/model/numbered-title.ts";
import type { Run } from "../../sync/engine.ts";

const PAGE = 100;
const TYPE = "application/json";

/** How the address of a section is made. */
export const SECTION_TEMPLATE = {
  uriTemplate: "canon://section/{file}/{id}",
  name: "section",
  title: "A section of a spec",
  description: "Text, status, tickets, criteria and evidence. Slashes in file are written %2F.",
  mimeType: TYPE,
};

/** The sections as things to be read, a page at a time. */
export async function listSections(
  host: ToolHost,
  cursor: string | undefined,
  run: Run,
): Promise<ListResourcesResult> {
  const [folder] = await host.folders();
  if (folder === undefined) return { resources: [] };
  const { specs, words } = await contextFor(host, folder, run);
  const from = /^\d{1,7}$/.test(cursor ?? "") ? Number(cursor) : 0;
  const all = specs.sections();
  const shown = all.slice(from, from + PAGE);
  const next = from + shown.length;
  return {
    resources: shown.map(({ spec, section }) => ({
      uri: `canon://section/${encodeURIComponent(spec.file)}/${encodeURIComponent(section.id)}`,
      name: words.line(numberedTitle(section), 200),
      description: words.line(`${spec.file}, ${section.status?.state ?? "draft"}`, 300),
      mimeType: TYPE,
    })),
    ...(next < all.length ? { nextCursor: String(next) } : {}),
  };
}

/** One section, as `canon_getSection` gives it. */
export async function readSection(
  host: ToolHost,
  uri: string,
  run: Run,
): Promise<ReadResourceResult> {
  const [, file, id] = /^canon:\/\/section\/([^/]{1,1000})\/([^/]{1,1000})$/.exec(uri) ?? [];
  const input = { file: decoded(file), id: decoded(id) };
  const answer = await callTool(host, "canon_getSection", input, run);
  if (!answer.ok) throw new ResourceNotFoundError(uri, answer.error);
  return { contents: [{ uri, mimeType: TYPE, text: answer.value }] };
}

function decoded(part: string | undefined): string {
  try {
    return decodeURIComponent(part ?? "");
  } catch {
    return "";
  }
}
