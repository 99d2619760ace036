import { t } from "../../core/kernel/texts.ts";
import { notExecuted, type Scene } from "./failure.ts";
import type { HttpFailure } from "./http.ts";

export function cancelled(): HttpFailure {
  return notExecuted("tracker/cancelled", t("The run was cancelled before this request."));
}

export function secretInAddress({ name }: Scene): HttpFailure {
  return notExecuted(
    "tracker/rejected",
    t(
      "The request to {0} would have carried a credential in its address and was not sent. Remove the credential from the text it came from.",
      name,
    ),
  );
}

export function offline({ name }: Scene): HttpFailure {
  return notExecuted(
    "tracker/unreachable",
    t("Canon is offline, so {0} was not asked. Unset CANON_OFFLINE to go online.", name),
  );
}

export function stillUnreachable({ name, host }: Scene): HttpFailure {
  return notExecuted(
    "tracker/unreachable",
    t(
      "{0} at {1} did not answer earlier in this run, so it was not asked again. Sync again in a while.",
      name,
      host,
    ),
  );
}
