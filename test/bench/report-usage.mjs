// Loaded before a program with `--import`: at its end it writes what the process took into the file
// that CANON_BENCH_USAGE names.
import { writeFileSync } from "node:fs";

process.on("exit", () => {
  const file = process.env.CANON_BENCH_USAGE;
  if (file !== undefined) writeFileSync(file, JSON.stringify(process.resourceUsage()));
});
