import type { Criterion } from "../../model/spec.ts";
import type { SpecReading } from "../../plan/snapshot.ts";
import type { AskedSection } from "../verdicts/opinion.ts";
import type { Verdict } from "../verdicts/verdict.ts";

/**
 * The sections that a language model can say something new about.
 *
 * Shape:  only what has verdicts, which is what the work surely belongs to. Not what is decided by
 *         looking, nor what is recorded already: then a second run asks nothing.
 */
export function askedSections(
  specs: readonly SpecReading[],
  verdicts: readonly Verdict[],
  source: string,
): AskedSection[] {
  const asked: Omit<AskedSection, "id">[] = [];
  for (const { file, document } of specs) {
    if (document.frontMatter.sync === "false" || !document.writable) continue;
    for (const section of document.sections) {
      const own = verdicts.filter((one) => one.file === file && one.sectionIndex === section.index);
      const whole = own.find(({ criterionIndex }) => criterionIndex === null);
      if (whole === undefined || whole.verdict === "conflicting") continue;
      const open = own.flatMap(({ criterionIndex, verdict }) =>
        criterionIndex === null || verdict === "realized" ? [] : [criterionIndex],
      );
      const indexes = open.filter((index) => isOpen(section.criteria, index, source));
      const isRecorded = section.evidence.some((one) => one.source === source);
      if (indexes.length === 0 && isRecorded) continue;
      asked.push({ file, section, criteria: indexes.map((index) => ({ id: "", index })) });
    }
  }
  return asked.map(({ criteria, ...rest }, place) => {
    const id = `S${String(place + 1)}`;
    const ofSection = criteria.map(({ index }) => ({ id: `${id}.C${String(index + 1)}`, index }));
    return { id, ...rest, criteria: ofSection };
  });
}

/** A criterion that stands there twice cannot be told from its twin when it is written. */
function isOpen(criteria: readonly Criterion[], index: number, source: string): boolean {
  const one = criteria[index];
  if (one === undefined || (one.checked && one.evidence.length > 0)) return false;
  if (one.evidence.some((evidence) => evidence.source === source)) return false;
  return criteria.filter(({ text }) => text === one.text).length === 1;
}
