import { shape, type TokenShape } from "./token-shape.ts";

/** Code hosts, trackers and package registries. Source: the vendors' pages on token formats. */
export const CODE_HOST_SHAPES: readonly TokenShape[] = [
  shape("github_token", "ghp_ gho_ ghs_ ghu_ ghr_", /[A-Za-z0-9_.-]{36,}/),
  shape("gitlab", "glpat- gldt- glrt- glrtr- glcbt- glptt- glft- glimt- glagent- gloas- glsoat- glffct- glwt-", /[A-Za-z0-9_.-]{20,}/), // prettier-ignore
  shape("gitlab", "GR1348941", /[A-Za-z0-9_-]{20,}/),
  shape("atlassian", "ATATT3 ATCTT3 ATSTT3 ATOTT3 ATATT ATCTT ATSTT", /[A-Za-z0-9_=.-]{20,}/),
  shape("atlassian", "ATTA", /[a-f0-9]{64}/),
  shape("bitbucket", "ATBB", /[A-Za-z0-9_=.-]{24,}/),
  shape("bitbucket", "BBDC-", /[A-Za-z0-9+/@_-]{40,}/),
  shape("linear", "lin_api_ lin_oauth_ lin_wh_", /[A-Za-z0-9]{16,}/),
  shape("npm", "npm_", /[A-Za-z0-9]{36,}/),
  shape("pypi", "pypi-AgE", /[A-Za-z0-9_-]{16,}/),
  shape("rubygems", "rubygems_", /[a-f0-9]{48,}/),
  shape("crates_io", "cio", /[A-Za-z0-9]{32}(?![A-Za-z0-9_])/),
  shape("nuget", "oy2", /[a-z0-9]{43}(?![A-Za-z0-9_])/),
  shape("docker_hub", "dckr_pat_ dckr_oat_", /[A-Za-z0-9_-]{20,}/),
  shape("jfrog", "AKCp cmVmdGtu", /[A-Za-z0-9]{50,80}/),
  shape("clojars", "CLOJARS_", /[A-Za-z0-9]{60}/),
  shape("notion", "ntn_", /[A-Za-z0-9]{40,}/),
  shape("notion", "secret_", /[A-Za-z0-9]{43}(?![A-Za-z0-9_])/),
  shape("figma", "figd_ figo_ figu_ figor_", /[A-Za-z0-9_-]{30,}/),
  shape("airtable", "pat", /[A-Za-z0-9]{14}\.[a-f0-9]{64}/),
  shape("asana", "0/ 1/ 2/", /\d{16}(?:\/\d{16})?[:/][a-f0-9]{32}/),
  shape("postman", "PMAK- PMAT-", /[A-Za-z0-9-]{24,}/),
  shape("hubspot", "pat-na pat-eu pat-ap", /\d-[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}/), // prettier-ignore
  shape("clickup", "pk_", /\d{4,12}_[A-Z0-9]{32}/),
  shape("shortcut", "sct_", /[A-Za-z0-9_]{30,}/),
  shape("contentful", "CFPAT-", /[A-Za-z0-9_-]{43}/),
  shape("typeform", "tfp_", /[A-Za-z0-9_.=-]{40,}/),
  shape("readme", "rdme_", /[a-z0-9]{60,}/),
  shape("sourcegraph", "sgp_ sgd_ slk_", /[a-fA-F0-9_]{40,}/),
  shape("onepassword", "ops_eyJ", /[A-Za-z0-9+/=_-]{60,}/),
  shape("onepassword", "A3-", /[A-Z0-9]{6}-(?:[A-Z0-9]{11}|[A-Z0-9]{6}-[A-Z0-9]{5})-[A-Z0-9]{5}-[A-Z0-9]{5}-[A-Z0-9]{5}/), // prettier-ignore
  shape("okta", "00", /[A-Za-z0-9][A-Za-z0-9_-]{38}[A-Za-z0-9](?<=[A-Z][A-Za-z0-9_-]*)(?<=[a-z][A-Za-z0-9_-]*)(?![A-Za-z0-9_-])/), // prettier-ignore
];
