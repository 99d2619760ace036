/** A server of the Model Context Protocol that a person has set up for Canon. */
export type McpServer = {
  /** Says what it is for: the name holds `linear`, `jira` or `atlassian`. */
  readonly name: string;
} & (
  | {
      readonly kind: "program";
      readonly command: string;
      readonly args: readonly string[];
      /** All that the program gets beside the path and the home folder. */
      readonly env: Readonly<Record<string, string>>;
    }
  | {
      readonly kind: "address";
      readonly url: string;
      readonly headers: Readonly<Record<string, string>>;
    }
);
