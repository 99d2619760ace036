import { t } from "../../kernel/texts.ts";
import { damagedAt } from "../damaged-comments.ts";
import { toLines } from "../text-lines.ts";
import type { Mender } from "./mend.ts";

/** A comment that a formatter made plain text of, as it was. */
export const mendDamage: Mender = ({ text }, { line }) => {
  const damaged = damagedAt(toLines(text, text.startsWith("\uFEFF") ? 1 : 0), line - 1);
  if (damaged === null) return [];
  const { start, end, meant } = damaged;
  const title = t("Restore {0}", meant.slice(0, 90));
  return [{ title, splices: [{ start, end, text: meant }], isPreferred: true }];
};
