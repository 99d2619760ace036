/** What `DESIGN-VERIFICATION.md` says. */
export interface Verification {
  /** Null where the file does not say. */
  readonly isPassed: boolean | null;
  readonly blockers: number | null;
  readonly majors: number | null;
  readonly minors: number | null;
  readonly cosmetics: number | null;
  /** The total of the scoring table, of 100. */
  readonly score: number | null;
}

/** The score of `DESIGN-AUDIT.md` as written, for example `24/28`. */
export interface Audit {
  readonly score: string;
}

/** Null where there is nothing of this cycle: no file, or one that belongs to an earlier cycle. */
export function readVerification(text: string | null, cycle: string): Verification | null {
  const fields = text === null ? null : fieldsOf(text, cycle);
  if (text === null || fields === null) return null;
  const pass = fields.get("pass")?.toLowerCase();
  return {
    isPassed: pass === "true" ? true : pass === "false" ? false : null,
    blockers: numberOf(fields.get("blockers")),
    majors: numberOf(fields.get("majors")),
    minors: numberOf(fields.get("minors")),
    cosmetics: numberOf(fields.get("cosmetics")),
    score: totalOf(text),
  };
}

export function readAudit(text: string | null, cycle: string): Audit | null {
  const fields = text === null ? null : fieldsOf(text, cycle);
  if (text === null || fields === null) return null;
  const body = /^\*\*Overall:[ \t]*(\d{1,3}[ \t]*\/[ \t]*\d{1,3})\*\*/m.exec(text)?.[1];
  const score = fields.get("total_score") ?? body;
  const [, got, of] = /^(\d{1,3})[ \t]*\/[ \t]*(\d{1,3})$/.exec(score?.trim() ?? "") ?? [];
  return got === undefined || of === undefined ? null : { score: `${got}/${of}` };
}

/**
 * The front matter, which may begin below comments; null for a copy that was archived under
 * another cycle.
 */
function fieldsOf(text: string, cycle: string): ReadonlyMap<string, string> | null {
  const lines = text.replace(/^\uFEFF/, "").split(/\r?\n/);
  let at = 0;
  for (; at < lines.length; at++) {
    const line = lines[at] ?? "";
    const archived = /^<!-- archived to \.design\/archive\/([^/]+)\/ -->\s*$/.exec(line)?.[1];
    if (archived !== undefined && archived !== cycle) return null;
    if (line.trim() !== "" && !/^<!--.*-->\s*$/.test(line)) break;
  }
  const fields = new Map<string, string>();
  const end = lines[at] === "---" ? lines.indexOf("---", at + 1) : -1;
  for (const line of lines.slice(at + 1, Math.max(end, at + 1))) {
    const colon = line.indexOf(":");
    if (colon < 0) continue;
    const value = line
      .slice(colon + 1)
      .trim()
      .replace(/^(["'])(.*)\1$/, "$2");
    fields.set(line.slice(0, colon).trim(), value);
  }
  return fields;
}

/** The row of the scoring table that holds the totals: baseline first, then the result. */
function totalOf(text: string): number | null {
  const row = /^\|[ \t]*\**Total\**[ \t]*\|(.*)$/m.exec(text)?.[1];
  const scores = [...(row ?? "").matchAll(/(\d{1,3})[ \t]*\/[ \t]*100/g)];
  return numberOf((scores[1] ?? scores[0])?.[1]);
}

function numberOf(value: string | undefined): number | null {
  return value !== undefined && /^\d{1,6}$/.test(value) ? Number(value) : null;
}
