import { t } from "../core/kernel/texts.ts";
import type { OpenIntent } from "../core/plan/snapshot.ts";

/** Why nothing may be created for a spec now. */
export interface ClaimRefusal {
  readonly outcome: "failed" | "stale";
  readonly error: string;
}

export function taken(): ClaimRefusal {
  return failed(
    t(
      "Another run is creating tickets for this spec. Nothing was created. Sync again when it has ended.",
    ),
  );
}

export function refused(): ClaimRefusal {
  return failed(
    t(
      "The remote does not accept references under refs/canon/claims, so other jobs could not be told. Nothing was created. Allow this account to push them, or leave --claim out and let only one job at a time create tickets.",
    ),
  );
}

export function unreadable(): ClaimRefusal {
  return failed(
    t(
      "What another run left at the remote about tickets of this spec cannot be read. Nothing was created. Use the newest Canon everywhere, or look in the tracker and delete its reference under refs/canon/claims.",
    ),
  );
}

export function movedOn(): ClaimRefusal {
  const error = t(
    "The branch has another version of this spec by now, perhaps with a ticket for this section. Nothing was created. Bring the clone up to date and sync again.",
  );
  return { outcome: "stale", error };
}

export function tooSlow(): ClaimRefusal {
  return failed(
    t(
      "It took so long that another run may take over this spec by now. Nothing was created. Sync again.",
    ),
  );
}

/** A create that another run may have sent a moment ago. */
export function onItsWay(): OpenIntent["found"] {
  return {
    kind: "unreadable",
    error: {
      code: "tracker/unreachable",
      message: t("another run began it less than two minutes ago. Sync again in two minutes."),
    },
  };
}

function failed(error: string): ClaimRefusal {
  return { outcome: "failed", error };
}
