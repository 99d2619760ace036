import type { Splice } from "../../kernel/splice.ts";
import { t } from "../../kernel/texts.ts";
import type { SpecDocument, SpecSection } from "../../model/spec.ts";
import { editTarget } from "../edit-target.ts";
import { slugOf } from "../heading-text.ts";
import { insertBelowHeading, removeStretch } from "../insert-lines.ts";
import { layoutOf } from "../parse-spec.ts";
import { isPlainToken } from "../tokens.ts";
import { isKind } from "../canon-comment.ts";
import type { Mender } from "./mend.ts";
import { idSplice } from "./section-id.ts";

/** Gives the second of two sections with one id an id of its own; the first keeps it. */
export const mendDuplicateId: Mender = (spec, { line }) => {
  const section = spec.sections.find((one) => one.line === line);
  const id = section === undefined ? undefined : freeId(spec, section);
  if (section === undefined || id === undefined) return [];
  const splices = withId(spec, section, id);
  return [{ title: t("Give this section the id {0}", id), splices, isPreferred: true }];
};

/** Removes a status comment that another one of its section outweighs. */
export const mendDuplicateStatus: Mender = (spec, { line }) => {
  const { lines, sections } = layoutOf(spec);
  return sections.flatMap(({ part, status }) =>
    part.comments
      .filter((one) => isKind(one, "status") && one !== status && one.line + 1 === line)
      .map((comment) => ({
        title: t("Remove this status comment"),
        splices: [removeStretch(lines, comment, true)],
        isPreferred: true,
      })),
  );
};

/**
 * An id that no section of a spec has: the section's number, a slug of its title, or the id that it
 * has with the next free number behind it.
 */
export function freeId(spec: SpecDocument, section: SpecSection): string | undefined {
  const taken = new Set(spec.sections.map(({ id }) => id));
  const names = [section.number ?? "", slugOf(section.title)];
  const own = names.find((name) => isPlainToken(name) && !taken.has(name));
  if (own !== undefined) return own;
  for (let next = 2; next <= spec.sections.length + 1; next++) {
    const name = `${section.id}-${next}`;
    if (!taken.has(name)) return isPlainToken(name) ? name : undefined;
  }
  return undefined;
}

/** A section without a status comment gets one that says what it counted as anyway. */
function withId(spec: SpecDocument, section: SpecSection, id: string): readonly Splice[] {
  const target = editTarget(spec, section.index);
  if (!target.ok) return [];
  const { status } = target.value.place;
  if (status !== null) return [idSplice(status, id)];
  return [insertBelowHeading(target.value, "status", `<!-- canon:system:${id} status:draft -->`)];
}
