import * as z from "zod/mini";

/** What GitHub sends about repositories, as far as it is used. */

const commitId = z.string().check(z.regex(/^[0-9a-f]{40,64}$/));

export const repositoryAnswer = z.object({ default_branch: z.string().check(z.minLength(1)) });

/** A branch by its name; the older interface gives a list where only the beginning fits. */
export const refAnswer = z.object({ ref: z.string(), object: z.object({ sha: commitId }) });

export const commitAnswer = z.object({ sha: commitId, tree: z.object({ sha: commitId }) });

export const madeAnswer = z.object({ sha: commitId });

/** Files above a megabyte come without their content and are read as a blob. */
export const contentAnswer = z.object({
  type: z.literal("file"),
  sha: commitId,
  encoding: z.string(),
  content: z.string(),
});

export const blobAnswer = z.object({ encoding: z.literal("base64"), content: z.string() });

export const pullAnswer = z.object({
  number: z.int().check(z.positive()),
  html_url: z.string().check(z.regex(/^https?:\/\//)),
  state: z.enum(["open", "closed"]),
  merged_at: z.nullish(z.string()),
});

export const pullsAnswer = z.array(pullAnswer);
export type Pull = z.infer<typeof pullAnswer>;

const login = z.nullish(z.object({ login: z.string() }));
const branchSide = z.object({
  ref: z.string(),
  repo: z.nullish(z.object({ default_branch: z.optional(z.string()) })),
});

/** A pull request as it is shown alone. */
export const wholePullAnswer = z.extend(pullAnswer, {
  title: z.string(),
  body: z.nullish(z.string()),
  user: login,
  head: branchSide,
  base: branchSide,
  merge_commit_sha: z.nullish(commitId),
});
export type WholePull = z.infer<typeof wholePullAnswer>;

export const listedPullsAnswer = z.array(
  z.extend(pullAnswer, { title: z.string(), user: login, updated_at: z.string() }),
);
export type ListedPull = z.infer<typeof listedPullsAnswer>[number];

export const pullFilesAnswer = z.array(
  z.object({
    filename: z.string().check(z.minLength(1)),
    previous_filename: z.nullish(z.string()),
    status: z.string(),
    patch: z.nullish(z.string()),
  }),
);
export type PullFile = z.infer<typeof pullFilesAnswer>[number];

export const pullCommitsAnswer = z.array(
  z.object({ sha: commitId, commit: z.object({ message: z.string() }) }),
);

export const reviewsAnswer = z.array(z.object({ state: z.string(), user: login }));
export type Review = z.infer<typeof reviewsAnswer>[number];
