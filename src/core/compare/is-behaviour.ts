import { isDocumentation, isGenerated, isTestFile } from "../realization/verdicts/file-kinds.ts";

/** Tells whether a path names what makes a program behave: no text for people, no test, no output. */
export function isBehaviour(path: string): boolean {
  return (
    !isDocumentation(path) &&
    !isGenerated(path) &&
    !isTestFile(path) &&
    !path.startsWith(".canon/") &&
    !/^CANON\.ya?ml$/.test(path)
  );
}
