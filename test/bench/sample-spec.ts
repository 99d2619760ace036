interface SpecShape {
  readonly sections: number;
  /** Every section carries a ticket link; else none does, and all are open work. */
  readonly linked: boolean;
  /** Headings, comments and one line each, as in a list of requirements. */
  readonly isShort?: boolean;
  /** Makes the text and the keys of one spec differ from those of another. */
  readonly seed?: number;
}

const STATES = ["todo", "in_progress", "done"];
const SENTENCE =
  "The service keeps one record for each request, so that a second attempt with the same key " +
  "gives the first answer again and never a second charge.";

/** A spec as a team would write it: prose, a list, a table, code, criteria with evidence. */
export function sampleSpec({ sections, linked, isShort = false, seed = 0 }: SpecShape): string {
  const parts = [`---\ntitle: Sample ${seed}\nstatus: in_progress\n---\n\n# Sample ${seed}\n`];
  for (let index = 0; index < sections; index++) {
    const head = heading(index, linked, seed);
    parts.push(isShort ? `${head}${SENTENCE}\n` : `${head}${body(index)}`);
  }
  return parts.join("\n");
}

/** As many whole sections as fit into `bytes`. */
export function sampleSpecOfSize(bytes: number): string {
  const perSection = Buffer.byteLength(heading(100, true, 0) + body(100)) + 1;
  return sampleSpec({ sections: Math.ceil(bytes / perSection), linked: true });
}

function heading(index: number, linked: boolean, seed: number): string {
  const chapter = Math.floor(index / 10) + 1;
  const isChapter = index % 10 === 0;
  const number = isChapter ? `${chapter}` : `${chapter}.${index % 10}`;
  const status = linked ? STATES[index % STATES.length] : "todo";
  return [
    `${isChapter ? "##" : "###"} ${number} Keeping record ${index} of ${seed}`,
    ...(linked ? [`<!-- canon:ticket:local:LOCAL-${seed * 100_000 + index + 1} -->`] : []),
    `<!-- canon:system:${number} status:${status} -->\n\n`,
  ].join("\n");
}

function body(index: number): string {
  return [
    `${SENTENCE}\n\n${SENTENCE} See \`src/part-${index}.ts\` and **the terms**.\n`,
    "- One attempt is one row.\n- A row is never changed, only followed by another.\n",
    index % 5 === 0 ? "| Event | Result |\n| --- | --- |\n| retry | same answer |\n" : "",
    index % 7 === 0 ? "```ts\nexport const key = hash(request);\n```\n" : "",
    "#### Acceptance Criteria\n",
    `- [x] A repeated request MUST give the first answer`,
    `  <!-- canon:realized-in:PR#${index + 1} src/part-${index}.ts -->`,
    "- [ ] A key older than a day MUST be refused\n",
  ].join("\n");
}
