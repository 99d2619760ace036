import type { Switches } from "../support/azure-devops/azure-state.ts";
import { withAzureDevopsBench } from "../support/azure-devops/azure-devops-bench.ts";
import { createVendorCheck } from "../support/azure-devops/vendor-schema.ts";
import { describeTracker } from "./tracker-contract.ts";

const EDITIONS: readonly (readonly [string, Partial<Switches>])[] = [
  ["Azure DevOps", {}],
  ["Azure DevOps that stores entities", { markdown: "encoded", missing: "absent" }],
  ["Azure DevOps that removes HTML comments", { markdown: "stripped", staleStatus: 409 }],
  ["Azure DevOps with the process Scrum", { process: "Scrum" }],
  ["Azure DevOps with the process Basic", { process: "Basic" }],
  ["Azure DevOps Server, which knows no Markdown", { edition: "server", newest: 7.1 }],
];

for (const [name, switches] of EDITIONS) {
  describeTracker(name, (task) => withAzureDevopsBench(task, switches));
}

// A second, stricter pass, where the vendor's own description of the interface is at hand.
const schemas = process.env["CANON_VENDOR_SCHEMAS"] ?? "";
if (schemas !== "") {
  const check = createVendorCheck(schemas);
  describeTracker("Azure DevOps as its vendor describes it", (task) =>
    withAzureDevopsBench(task, {}, check),
  );
}
