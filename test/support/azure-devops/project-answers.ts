import { ORGANISATION } from "./azure-state.ts";
import { type Call, listed, notFound } from "./call.ts";
import { PROCESSES } from "./processes.ts";
import { Refused } from "./refusals.ts";
import { statesView, typeFieldsView, typeView } from "./views.ts";

export function connectionData({ state }: Call): unknown {
  const isStranger = state.switches.signIn === "stranger";
  const id = isStranger
    ? "aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa"
    : "d291b0c4-a05c-4ea6-8df1-4b41d5f39eff";
  const user = {
    id,
    descriptor: "Microsoft.IdentityModel.Claims.ClaimsIdentity;acme",
    providerDisplayName: isStranger ? "Anonymous" : "Jamal Hartnett",
    isActive: true,
  };
  return { authenticatedUser: user, authorizedUser: user, deploymentType: "hosted" };
}

export function typeAnswer({ state }: Call, [name = "", part]: readonly string[]): unknown {
  const type = state.type(name);
  if (type === undefined) {
    const message = `VS402323: Work item type ${name} does not exist.`;
    throw new Refused(404, "WorkItemTypeNotFoundException", message);
  }
  switch (part) {
    case undefined:
      return typeView(state, type);
    case "states":
      return listed(statesView(type));
    case "fields":
      return listed(typeFieldsView(type));
    default:
      throw notFound();
  }
}

export function categories({ state }: Call, wanted: string | undefined): unknown {
  const start = `${state.origin}/${ORGANISATION}/_apis/wit`;
  const reference = (name: string) => ({
    name,
    url: `${start}/workItemTypes/${encodeURIComponent(name)}`,
  });
  const all = Object.entries(PROCESSES[state.switches.process].categories).map(
    ([referenceName, names]) => ({
      name: referenceName.replace("Microsoft.", ""),
      referenceName,
      defaultWorkItemType: reference(names[0] ?? ""),
      workItemTypes: names.map(reference),
      url: `${start}/workItemTypeCategories/${referenceName}`,
    }),
  );
  if (wanted === undefined) return listed(all);
  const one = all.find(({ referenceName }) => referenceName === wanted);
  if (one === undefined) throw notFound();
  return one;
}

export function repository({ state, rest }: Call, project: string): unknown {
  const name = rest.at(-1) ?? "";
  if (name !== "shop") throw new Refused(404, "GitRepositoryNotFoundException");
  const id = "5febef5a-833d-4e14-b9c0-14cb638f91e6";
  return { id, name, project: { id: state.projectIds.get(project), name: project } };
}
