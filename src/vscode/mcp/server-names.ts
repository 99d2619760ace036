/**
 * The names of MCP servers in a configuration file of an editor, under `servers` or `mcpServers`.
 *
 * Shape:  comments and commas that JSON does not know are passed over. Null where the file cannot
 *         be understood, so that it may name any server.
 */
export function serverNames(text: string): string[] | null {
  try {
    const value = JSON.parse(withoutComments(text)) as unknown;
    return namesUnder(value);
  } catch {
    return null;
  }
}

/** The names of servers in a value of a setting. */
export function namesUnder(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  const { servers, mcpServers } = value as Readonly<Record<string, unknown>>;
  return [servers, mcpServers].flatMap((one) =>
    typeof one === "object" && one !== null ? Object.keys(one) : [],
  );
}

/**
 * Whether a tool may belong to a server of that name. The editor shortens and rewrites the name
 * for what it puts before a tool's, so a likeness counts.
 */
export function mayBelongTo(tool: string, server: string): boolean {
  const shortened = server.replace(/[^A-Za-z0-9_.-]+/g, "_").slice(0, KEPT);
  return plain(tool).startsWith(`mcp${plain(shortened).slice(0, SURE)}`);
}

/** So much of a name the editor keeps, and so much of that is compared. */
const KEPT = 12;
const SURE = 8;

function plain(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, "");
}

/** Texts are kept as they are, also where they look like a comment. */
function withoutComments(text: string): string {
  return text
    .replace(
      /("(?:[^"\\]|\\.)*")|\/\/[^\n]*|\/\*[\s\S]*?\*\//g,
      (_, quoted?: string) => quoted ?? " ",
    )
    .replace(/("(?:[^"\\]|\\.)*")|,(?=\s*[}\]])/g, (_, quoted?: string) => quoted ?? "");
}
