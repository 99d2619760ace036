/** What a ticket of the embedded tracker was told, as its file says it. */
export interface ToldTicket {
  readonly key: string;
  readonly status: string;
  readonly comments: readonly string[];
  /** How often it shows a pull request. */
  readonly pulls: (url: string) => number;
}

const FOLDER = ".canon/tickets/";

/** The tickets among some files, in the order of their keys. */
export function localTickets(files: ReadonlyMap<string, string>): ToldTicket[] {
  const own = [...files].filter(([path]) => path.startsWith(FOLDER) && path.endsWith(".md"));
  return own.sort().map(([path, text]) => {
    const [, front = "", body = ""] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text) ?? [];
    const [, said = ""] = body.split(/^## Comments$/m);
    return {
      key: path.slice(FOLDER.length, -".md".length),
      status: /^status: (.+)$/m.exec(front)?.[1] ?? "",
      comments: said.split(/^### /m).slice(1),
      pulls: (url) => front.split(url).length - 1,
    };
  });
}
