import * as z from "zod/mini";

/** Where the merges are remembered that somebody looked at and put aside; of this machine only. */
export const MERGES_FILE = ".canon/cache/merges.json";

const MOST = 2000;
const fileShape = z.object({ version: z.literal(1), putAside: z.array(z.string()) });

/** The labels of merges that were put aside, the latest last; none where nobody can tell. */
export function parsePutAside(text: string): string[] {
  try {
    const file = fileShape.safeParse(JSON.parse(text));
    if (file.success) return file.data.putAside;
  } catch {
    // Not JSON: then merges are offered once more, and nothing is lost.
  }
  return [];
}

/** Keeps the latest ones: older merges are not offered any more. */
export function formatPutAside(names: readonly string[]): string {
  const putAside = [...new Set(names)].slice(-MOST);
  return `${JSON.stringify({ version: 1, putAside }, null, 1)}\n`;
}
