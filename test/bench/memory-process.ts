// Prints the heap that parsed specs take above a process that has only loaded the parser.
import { parseSpec } from "../../src/core/spec/parse-spec.ts";
import { sampleSpec } from "./sample-spec.ts";

const SPECS = 1000;
const SECTIONS_EACH = 20;

function heap(): number {
  if (globalThis.gc === undefined) throw new Error("Run this with --expose-gc.");
  for (let round = 0; round < 4; round++) globalThis.gc();
  return process.memoryUsage().heapUsed;
}

/** As read from a disk: one flat string, not a rope of the parts it was made of. */
function fileText(seed: number): string {
  return Buffer.from(sampleSpec({ sections: SECTIONS_EACH, linked: true, seed })).toString("utf8");
}

parseSpec(fileText(0));
const empty = heap();
const specs = Array.from({ length: SPECS }, (_, index) => parseSpec(fileText(index + 1)));
const full = heap();
const sections = specs.reduce((sum, spec) => sum + spec.sections.length, 0);
if (sections !== SPECS * SECTIONS_EACH) throw new Error(`${sections} sections were read.`);
process.stdout.write(JSON.stringify({ heapBytes: full - empty }));
