/** One line of the summary: what runs, and what must have been built before. */
export interface Suite {
  readonly name: string;
  readonly headline: string;
  readonly needs: "nothing" | "build" | "package";
  /** The arguments for Node. The run leaves its counts in `file`. */
  readonly command: (file: string, options: readonly string[]) => string[];
}

/** In the order in which they run: what fails fastest comes first. */
export const SUITES: readonly Suite[] = [
  inNode("unit", "Unit tests", "nothing"),
  inNode("contract", "Contract tests: one suite for every tracker", "nothing"),
  inNode("hazards", "The known hazards of a sync: the better outcome of each", "nothing"),
  inNode("fuzz", "Property tests on generated input", "nothing"),
  inNode("trackers", "Every tracker over the wire: lost answers, crashes, counts", "nothing"),
  inNode("faults", "Random histories and a fault at every request, on every tracker", "nothing"),
  inNode("soak", "A team of thirty at work, on a clock of its own", "nothing"),
  inNode("cli", "The built command line, as a process", "build"),
  inNode("shards", "Jobs at once in clones of one repository, some of them killed", "build"),
  inNode("house", "House rules: planted violations are caught", "nothing"),
  inNode("package", "The packages: contents and sizes", "package"),
  inHost("integration", "In a real extension host"),
  inHost("e2e", "End to end: the packaged extension in a browser"),
];

function inNode(name: string, headline: string, needs: Suite["needs"]): Suite {
  return {
    name,
    headline,
    needs,
    command: (file, options) => [
      "node_modules/mocha/bin/mocha.js",
      `test/${name}/**/*.test.ts`,
      "--reporter-option",
      `file=${file}`,
      ...options,
    ],
  };
}

function inHost(name: string, headline: string): Suite {
  return { name, headline, needs: "package", command: () => ["test/host/run.mjs", name] };
}
