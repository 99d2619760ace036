export const CHECK_FORMATS = ["text", "json", "sarif", "junit", "markdown"] as const;

export type CheckFormat = (typeof CHECK_FORMATS)[number];
