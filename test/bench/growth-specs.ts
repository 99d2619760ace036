/** The sections of every spec in a workspace that grows. */
export const SECTIONS_A_SPEC = 50;

/** What tells the first spec from its copies, in texts and in tickets. */
export const AREA_0 = areaName(0);

export function areaName(spec: number): string {
  return `area-${String(spec).padStart(4, "0")}`;
}

/** A spec that nobody has linked yet, about one area. */
export function firstSpec(): string {
  const parts = Array.from({ length: SECTIONS_A_SPEC }, (_, index) =>
    [
      `## ${index + 1}. Part ${index + 1} of ${AREA_0}`,
      `<!-- canon:system:${AREA_0}-${index} status:todo -->`,
      "",
      `What part ${index + 1} of ${AREA_0} does, in a sentence or two. It keeps one record for`,
      "each request, so that a second attempt gives the first answer again.",
      "",
      "- [ ] A repeated request gives the first answer",
      "- [ ] A key older than a day is refused",
      "",
    ].join("\n"),
  );
  return `---\ntitle: All of ${AREA_0}\n---\n\n# All of ${AREA_0}\n\n${parts.join("\n")}`;
}

/** The first spec once it is linked, as another one with tickets of its own. */
export function copyOfSpec(linked: string, spec: number): string {
  const shift = spec * SECTIONS_A_SPEC;
  return linked
    .replaceAll(AREA_0, areaName(spec))
    .replace(/(canon:ticket:jira:[A-Z]+-)(\d+)/g, (_, head: string, number: string) =>
      [head, Number(number) + shift].join(""),
    );
}
