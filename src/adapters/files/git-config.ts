/**
 * The address of a remote in the text of a git configuration; undefined without one.
 *
 * Shape:  the last `url` of the remote's section counts, as in git; includes are not followed.
 */
export function remoteUrl(config: string, remote: string): string | undefined {
  let isOurs = false;
  let url: string | undefined;
  for (const line of config.split(/\r\n?|\n/)) {
    const section = /^\s*\[\s*([A-Za-z0-9.-]+)(?:\s+"((?:[^"\\]|\\.)*)")?\s*\]/.exec(line);
    if (section !== null) {
      isOurs = section[1]?.toLowerCase() === "remote" && section[2] === remote;
      continue;
    }
    const value = isOurs ? /^\s*url\s*=\s*(.*)$/i.exec(line)?.[1] : undefined;
    if (value !== undefined) url = plainValue(value);
  }
  return url === "" ? undefined : url;
}

/** Without quotes and without a comment behind it. */
function plainValue(value: string): string {
  const quoted = /^"((?:[^"\\]|\\.)*)"/.exec(value)?.[1];
  if (quoted !== undefined) return quoted.replace(/\\(.)/g, "$1");
  return value.replace(/\s[#;].*$/, "").trim();
}
