import type { Problem } from "../core/kernel/problem.ts";
import { t } from "../core/kernel/texts.ts";

export function pullRequestOffline(): Problem {
  return {
    code: "git/offline",
    severity: "error",
    line: null,
    message: t(
      "The pull request was not read: CANON_OFFLINE is set, so no request leaves. Nothing was changed. Unset it and run the command again.",
    ),
  };
}

export function unknownPullRequest(): Problem {
  return {
    code: "git/unknown-pull-request",
    severity: "error",
    line: null,
    message: t(
      "This is no address of a pull request in the form https://github.com/owner/name/pull/412, or the remote origin names no repository of GitHub. Nothing was read or changed. Give the address of the pull request.",
    ),
  };
}

export function foreignPullRequest(host: string): Problem {
  return {
    code: "git/foreign-host",
    severity: "error",
    line: null,
    message: t(
      "The pull request lies at {0}, and the GitHub credential was given for another server, so nothing was sent there. Nothing was changed. Give a credential for that server, together with its address.",
      host.slice(0, 100),
    ),
  };
}

export function gitHostOffline(): Problem {
  return {
    code: "git/offline",
    severity: "error",
    line: null,
    message: t(
      "No pull request was opened: CANON_OFFLINE is set, so no request leaves. Nothing was changed. Unset it and run the command again.",
    ),
  };
}

export function unknownRemote(): Problem {
  return {
    code: "git/unknown-remote",
    severity: "error",
    line: null,
    message: t(
      "The remote origin names no repository in the form https://github.com/owner/name or git@github.com:owner/name, so no pull request was opened. Nothing was changed.",
    ),
  };
}

export function foreignRemote(host: string): Problem {
  return {
    code: "git/foreign-host",
    severity: "error",
    line: null,
    message: t(
      "The remote origin lies at {0}, and the GitHub credential was given for another server, so it was not sent there and no pull request was opened. Give a credential for that server, together with its address.",
      host.slice(0, 100),
    ),
  };
}
