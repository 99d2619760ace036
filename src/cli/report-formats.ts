export const REPORT_FORMATS = ["html", "svg", "json", "markdown"] as const;

export type ReportFormat = (typeof REPORT_FORMATS)[number];

export interface ReportFlags {
  readonly format?: ReportFormat;
  readonly output?: string;
  readonly since?: string;
}

/** What is written: what was said, else what the name of the file says. */
export function formatOf({ format, output }: ReportFlags, isJson: boolean): ReportFormat {
  if (format !== undefined) return format;
  const ending = /\.([a-z]+)$/.exec(output?.toLowerCase() ?? "")?.[1] ?? "";
  return BY_ENDING[ending] ?? (isJson ? "json" : "markdown");
}

const BY_ENDING: Readonly<Record<string, ReportFormat>> = {
  html: "html",
  htm: "html",
  svg: "svg",
  json: "json",
  md: "markdown",
};
