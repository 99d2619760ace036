import { inRepository, repositoryPath } from "../../core/check/in-repository.ts";
import { inertJson } from "../../core/check/runner-text.ts";
import type { Problem } from "../../core/kernel/problem.ts";
import { ownPackage } from "../host/version.ts";
import type { CheckFormat } from "../check-formats.ts";
import { formatProblem } from "./format-problem.ts";
import type { Theme } from "./theme.ts";

/** What a check found. Every text in it has passed the redactor. */
export interface CheckFindings {
  readonly problems: readonly Problem[];
  /** The specs that were looked at. */
  readonly files: readonly string[];
  /** Where the workspace lies in its repository; empty at the root. */
  readonly folder: string;
  /** The file of the configuration, or where it would be. */
  readonly configFile: string;
}

/** The findings as a document. Those for other programs name files as the repository does. */
export async function checkReport(
  format: CheckFormat,
  { problems, files, folder, configFile }: CheckFindings,
  theme: Theme,
): Promise<string> {
  switch (format) {
    case "text":
      return [...problems.map((one) => formatProblem(one, theme)), ""].join("\n");
    case "json":
      return `${inertJson(JSON.stringify({ problems, files }, null, 2))}\n`;
    case "sarif": {
      const { toSarif } = await import("../../core/check/sarif.ts");
      // Code scanning refuses a whole report for one result that is nowhere.
      const placed = inRepository(problems, folder, configFile);
      return `${inertJson(JSON.stringify(toSarif(placed, ownPackage().version), null, 2))}\n`;
    }
    case "junit": {
      const { toJunit } = await import("../../core/check/junit.ts");
      const names = files.map((file) => repositoryPath(file, folder));
      return toJunit(inRepository(problems, folder), names);
    }
    case "markdown": {
      const { toMarkdown } = await import("../../core/check/markdown-summary.ts");
      return toMarkdown(inRepository(problems, folder), files.length);
    }
  }
}
