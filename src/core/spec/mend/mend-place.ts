import { t } from "../../kernel/texts.ts";
import type { SpecDocument } from "../../model/spec.ts";
import type { CanonComment } from "../canon-comment.ts";
import { editTarget } from "../edit-target.ts";
import { insertBelowHeading } from "../insert-lines.ts";
import { readComment } from "../read-comment.ts";
import { lineText, startOf, toLines } from "../text-lines.ts";
import type { Mend, Mender } from "./mend.ts";

const ALONE = /^[ \t]*(<!--(.*)-->)[ \t]*$/;
const QUOTED = /^[ \t]*(?:>[ \t]*)+(<!--(.*)-->)[ \t]*$/;

/** A comment above the first section goes below the heading that follows it. */
export const mendOrphan: Mender = (spec, { line }) => {
  const section = spec.sections.find((one) => one.line > line);
  return section === undefined ? [] : moved(spec, line, ALONE, section.index, false);
};

/** A comment out of a quotation goes below the heading of its section. */
export const mendQuoted: Mender = (spec, { line }) => {
  const section = spec.sections.findLast((one) => one.line < line);
  return section === undefined ? [] : moved(spec, line, QUOTED, section.index, true);
};

function moved(
  spec: SpecDocument,
  line: number,
  form: RegExp,
  index: number,
  isDoubtful: boolean,
): Mend[] {
  const target = editTarget(spec, index);
  const lines = toLines(spec.text, spec.text.startsWith("\uFEFF") ? 1 : 0);
  const [, comment, body] = form.exec(lineText(lines, line - 1)) ?? [];
  if (!target.ok || comment === undefined || body === undefined) return [];
  const { kind } = readComment(body).comment;
  if (kind === "unreadable" || hasOwn(target.value.section, kind)) return [];
  const name = target.value.section.title.slice(0, 60);
  const removal = { start: startOf(lines, line - 1), end: startOf(lines, line), text: "" };
  return [
    {
      title: t('Move the comment below "{0}"', name),
      splices: [removal, insertBelowHeading(target.value, kind, comment)],
      isPreferred: !isDoubtful,
    },
  ];
}

/** A section that has a word of its own needs none from elsewhere. */
function hasOwn(
  { status, tickets }: SpecDocument["sections"][number],
  kind: CanonComment["kind"],
): boolean {
  return (kind === "status" && status !== null) || (kind === "ticket" && tickets.length > 0);
}
