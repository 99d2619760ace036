import type { CancelSignal } from "../../core/kernel/cancel.ts";
import { err, ok, type Result } from "../../core/kernel/result.ts";
import { t } from "../../core/kernel/texts.ts";
import type { TrackerError, WorkflowDescription } from "../../core/model/ticket.ts";
import type { GithubContext } from "./context.ts";
import { explain, hiddenRepository, queryError, unknownShape } from "./errors.ts";
import { graphqlTypes, graphqlViewer, restUser } from "./wire.ts";

const TYPES = `query ($owner: String!, $name: String!) {
  repository(owner: $owner, name: $name) { issueTypes(first: 50) { nodes { name isEnabled } } }
}`;

/** The states that Canon tells apart by label, and the issue types of the organisation. */
export async function describeWorkflow(
  { api, project, words }: GithubContext,
  signal: CancelSignal,
): Promise<Result<WorkflowDescription, TrackerError>> {
  const action = t("reading the issue types");
  const variables = { owner: project.owner, name: project.name };
  const answer = await api.query(action, TYPES, variables, signal);
  if (!answer.ok) return answer;
  const { data, errors = [] } = answer.value;
  const isOldServer = errors.some(({ message }) => message.includes("'issueTypes'"));
  const types = graphqlTypes.safeParse(data);
  if (!isOldServer && (!types.success || types.data.repository === null)) {
    const isHidden = errors.some(({ type }) => type === "NOT_FOUND");
    return err(isHidden ? hiddenRepository(project) : queryError(action, errors[0]));
  }
  const nodes = types.data?.repository?.issueTypes?.nodes ?? [];
  const names = nodes.filter((one) => one?.isEnabled === true).map((one) => one?.name ?? null);
  return ok({
    // An issue may always go without a type.
    types: [null, ...names].map((name) => ({ name, states: words.all, requiredFields: [] })),
  });
}

/** The login behind the credential; an app has none of its own, but a name all the same. */
export async function checkAccess(
  { api }: GithubContext,
  signal: CancelSignal,
): Promise<Result<string, TrackerError>> {
  const action = t("checking the credential");
  const sent = await api.rest(
    { action, effect: "read" },
    (client, request) => client.users.getAuthenticated({ request }),
    signal,
  );
  if (sent.ok) {
    const user = restUser.safeParse(sent.value.body);
    return user.success ? ok(user.data.login) : err(unknownShape(action));
  }
  if (sent.error.error.code !== "tracker/forbidden") return err(explain(sent.error));
  const answer = await api.query(action, "{ viewer { login } }", {}, signal);
  const viewer = answer.ok ? graphqlViewer.safeParse(answer.value.data) : undefined;
  return viewer?.success === true ? ok(viewer.data.viewer.login) : err(explain(sent.error));
}
