import { withLinearBench } from "../support/linear/linear-bench.ts";
import { describeTracker } from "./tracker-contract.ts";

describeTracker("Linear", withLinearBench);
