import { Secret } from "../../../src/core/kernel/secret.ts";
import { writeManagedBlock } from "../../../src/core/model/managed-block.ts";
import type { Fault, RemoteDouble, SeenRequest } from "../remote/double.ts";
import { startFaultServer, type Answer } from "../remote/fault-server.ts";
import { type AzureState, createAzureState, ORGANISATION, type StoredItem } from "./azure-state.ts";
import { PROCESSES } from "./processes.ts";
import { refuse } from "./refusals.ts";
import { answerCall } from "./routes.ts";
import { idIn, PARENT } from "./views.ts";

export interface AzureDevopsDouble extends RemoteDouble {
  readonly state: AzureState;
  /** Called with each answer as it was meant, before any fault. */
  onAnswer: (request: SeenRequest, answer: Answer) => void;
}

export interface AzureDevopsDoubleOptions {
  readonly nowMs?: () => number;
}

/** Made when the tests run, so that no scanner takes it for a real one. */
const TOKEN = ["b4", "Zq7"].join("x").repeat(8);
const SIGN_IN = "<!doctype html><title>Sign In</title>";

/** An organisation with two projects, of which one is Canon's. */
export async function startAzureDevopsDouble({
  nowMs = () => Date.now(),
}: AzureDevopsDoubleOptions = {}): Promise<AzureDevopsDouble> {
  const server = await startFaultServer({
    isWrite: (method, url) => method !== "GET" && !/\/(?:workitemsbatch|wiql)\?/i.test(url),
    answer(request) {
      const answer = isKnown(request) ? answerCall(state, request) : signIn(state);
      double.onAnswer(request, answer);
      const { patience } = state.switches;
      if (patience === null) return answer;
      return { ...answer, headers: { "Retry-After": String(patience), ...answer.headers } };
    },
    refuse,
  });
  const state = createAzureState(server.origin, nowMs);

  const double: AzureDevopsDouble = {
    access: {
      kind: "direct",
      baseUrl: `${server.origin}/${ORGANISATION}`,
      graphqlUrl: null,
      scheme: { kind: "basic", account: "" },
      secret: new Secret(TOKEN),
    },
    project: state.project,
    origin: server.origin,
    env: {
      AZURE_DEVOPS_ORG_URL: `${server.origin}/${ORGANISATION}`,
      AZURE_DEVOPS_PAT: TOKEN,
    },
    requests: server.requests,
    get faultFor() {
      return server.faultFor;
    },
    set faultFor(faultFor: (request: SeenRequest, index: number) => Fault | undefined) {
      server.faultFor = faultFor;
    },
    tickets: () =>
      state.items
        .filter((one) => !one.isDeleted && one.project === state.project)
        .map((one) => ({
          key: String(one.id),
          title: one.title,
          description: descriptionOf(one),
          status: one.state,
          type: one.type,
          parentKey: parentKeyOf(state, one),
          comments: one.comments.map(({ text }) => text),
        })),
    seed(count) {
      const { categories } = PROCESSES[state.switches.process];
      const type = categories["Microsoft.RequirementCategory"]?.[0] ?? "Task";
      return Array.from({ length: count }, (_, index) => {
        const text = writeManagedBlock("", `Seeded ${index + 1}.`);
        const fields = new Map([["System.Description", text]]);
        return String(state.add({ type, title: `Seeded ${index + 1}`, fields }).id);
      });
    },
    move(key, status) {
      const item = state.find(Number(key));
      if (item === undefined) throw new Error(`No work item ${key}`);
      item.state = status;
      state.touch(item);
    },
    close: () => server.close(),
    state,
    onAnswer: () => undefined,
  };
  return double;
}

/** The text that people see, of whichever field holds it. */
export function descriptionOf({ fields, type }: StoredItem): string {
  const name = type === "Bug" ? "Microsoft.VSTS.TCM.ReproSteps" : "System.Description";
  return fields.get(name) ?? "";
}

function isKnown({ headers }: SeenRequest): boolean {
  return headers["authorization"] === `Basic ${Buffer.from(`:${TOKEN}`).toString("base64")}`;
}

/** A wrong credential leads to a web page more often than to a refusal. */
function signIn({ switches, origin }: AzureState): Answer {
  switch (switches.signIn) {
    case "page":
    case "stranger":
      return { status: 203, body: SIGN_IN, headers: { "Content-Type": "text/html" } };
    case "redirect":
      return { status: 302, headers: { Location: `${origin}/_signin?realm=acme` } };
    case "refusal":
      return refuse(401);
  }
}

function parentKeyOf(state: AzureState, { relations }: StoredItem): string | null {
  const parent = relations.find(({ rel }) => rel === PARENT);
  const id = parent === undefined ? null : idIn(state, parent.url);
  return id === null ? null : String(id);
}
