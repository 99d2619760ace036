/** A spec of `count` open sections, each with a paragraph and a criterion. */
export function specOf(count: number, link: (index: number) => string = () => ""): string {
  const sections = Array.from({ length: count }, (_, index) =>
    [
      `## ${index + 1}. Part ${index + 1}`,
      `${link(index)}<!-- canon:system:part-${index + 1} status:todo -->`,
      "",
      `What part ${index + 1} does.`,
      "",
      `- [ ] part ${index + 1} works`,
      "",
    ].join("\n"),
  );
  return `# Parts\n\n${sections.join("\n")}`;
}

/** The keys that a spec links to, in its order. */
export function linkedKeys(text: string): string[] {
  return [...text.matchAll(/<!-- canon:ticket:[a-z-]+:(\S+) -->/g)].map(([, key]) => key ?? "");
}
