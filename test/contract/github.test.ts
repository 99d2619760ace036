import { withEmulatedGithub } from "../support/github/emulated-github.ts";
import { withGithubBench } from "../support/github/github-bench.ts";
import { withDescribedGithub } from "../support/github/openapi-oracle.ts";
import { describeTracker } from "./tracker-contract.ts";

describeTracker("GitHub", withGithubBench);
describeTracker("GitHub, over a server that others wrote", withEmulatedGithub);

// GitHub's description of its interface is not part of the project.
const schemas = process.env["CANON_VENDOR_SCHEMAS"] ?? "";
if (schemas !== "") {
  describeTracker("GitHub, held against its own description", (task) =>
    withDescribedGithub(schemas, task),
  );
}
