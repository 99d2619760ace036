import { useTranslations } from "../../src/core/kernel/texts.ts";

/** A language in which every text stands between marks, so that what was left out is seen. */
export const PSEUDO: Readonly<Record<string, string>> = new Proxy(
  {},
  {
    get: (_, message) => (typeof message === "string" ? `⟦${message}⟧` : undefined),
    getOwnPropertyDescriptor: () => ({ configurable: true, enumerable: true }),
  },
);

/** What `work` gives in that language; English is spoken again afterwards. */
export async function inPseudo<Made>(work: () => Made | Promise<Made>): Promise<Made> {
  useTranslations(PSEUDO);
  try {
    return await work();
  } finally {
    useTranslations({});
  }
}

/** What of a shown text stands outside of the marks. */
export function unmarked(text: string): string {
  let depth = 0;
  let outside = "";
  for (const letter of text) {
    if (letter === "⟦") depth++;
    else if (letter === "⟧") depth--;
    else if (depth === 0) outside += letter;
  }
  return outside.trim();
}
