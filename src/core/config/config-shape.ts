import { SPEC_STATES } from "../model/status.ts";
import { SYSTEMS } from "../model/ticket-ref.ts";
import { keys, type RecordShape, type Shape, type TextShape, type WordShape } from "./shape.ts";
import { IDE_SHAPE } from "./ide-shape.ts";
import { SPECS_SHAPE } from "./specs-shape.ts";

const system: WordShape = {
  kind: "word",
  words: SYSTEMS,
  aliases: new Map([["azure", "azure-devops"]]),
  description: "The kind of tracker. `local` keeps tickets as files under `.canon/tickets/`.",
};

const project: TextShape = {
  kind: "text",
  description:
    "Where tickets are created: Jira project key, Linear team key, GitHub `owner/repo`, Azure DevOps project, or the key prefix of local tickets.",
};

const specState: WordShape = {
  kind: "word",
  words: SPEC_STATES,
  description: "The spec status that a ticket status stands for.",
};

const forward = Object.fromEntries(
  SPEC_STATES.map((state): [string, Shape] => [
    state,
    { kind: "text", description: `The ticket status for sections that are \`${state}\`.` },
  ]),
);

const statusMap: RecordShape = {
  kind: "record",
  description:
    "How spec statuses and ticket statuses translate: either spec statuses directly, or `forward`, `reverse` and `fallback`.",
  strict: true,
  keys: keys({
    ...forward,
    forward: {
      kind: "record",
      description: "Spec status to ticket status. States left out keep their built-in name.",
      strict: true,
      keys: keys(forward),
    },
    reverse: {
      kind: "map",
      description: "Ticket status to spec status. Without it, `forward` is read backwards.",
      of: specState,
    },
    fallback: {
      ...specState,
      description: "The spec status for ticket statuses that nothing else translates.",
      default: "draft",
    },
  }),
};

const typeByDepth = Object.fromEntries(
  [2, 3, 4, 5, 6].map((depth): [string, Shape] => [
    String(depth),
    { kind: "text", description: `The ticket type for headings with ${depth} hashes.` },
  ]),
);

const autoParent: Shape = {
  kind: "boolean",
  spelled: true,
  default: false,
  description: "Link each ticket to the ticket of the section above it.",
};

const hierarchy: RecordShape = {
  kind: "record",
  description: "Heading depth to ticket type, directly or under `depth_to_type`.",
  keys: keys({
    ...typeByDepth,
    depth_to_type: {
      kind: "record",
      description: "Heading depth to ticket type.",
      keys: keys(typeByDepth),
    },
    default_type: { kind: "text", description: "The ticket type for all other depths." },
    auto_parent: autoParent,
  }),
};

const ticketSystem: RecordShape = {
  kind: "record",
  description: "One connection to a tracker.",
  required: ["system"],
  keys: keys({
    system,
    project,
    repo: {
      kind: "text",
      description: "GitHub only: another spelling of `project`. `project` wins.",
    },
    host: {
      kind: "text",
      form: "host",
      description:
        "The tracker's host. Canon asks before it sends a credential to a host that this file names.",
    },
    host_override: { kind: "text", form: "host", description: "An older spelling of `host`." },
    status_map: statusMap,
    hierarchy,
    auto_parent: autoParent,
    auth_profile: unused("Credentials come from the editor or the environment."),
    field_map: unused("Canon writes titles, text, type, parent, labels and status only."),
    templates: unused("Canon writes titles and texts in one fixed form."),
    dedup_enabled: unused("Canon always looks for a ticket before it creates one again."),
  }),
};

const match: RecordShape = {
  kind: "record",
  description: "What a spec must have. All keys must hold.",
  strict: true,
  notEmpty: true,
  keys: keys({
    tags: {
      kind: "list",
      of: { kind: "text", description: "A tag." },
      description: "Holds when the spec has at least one of these tags.",
    },
    team: { kind: "text", description: "Holds when the spec's team is exactly this." },
    owner: { kind: "text", description: "Holds when the spec's owner is exactly this." },
    path: {
      kind: "text",
      form: "glob",
      description: "Holds when the spec's path matches. `*` also crosses folders.",
    },
    default: {
      kind: "boolean",
      description: "`true` holds for every spec, `false` for none. Stands alone.",
    },
  }),
};

const target: TextShape = { kind: "text", description: "A name under `ticket_systems`." };

const sync: RecordShape = {
  kind: "record",
  description:
    "The simple form: one tracker for all specs. Beside `ticket_systems` it serves the specs that no rule matches.",
  keys: keys({
    system,
    project_key: project,
    create_tickets: {
      kind: "boolean",
      default: true,
      description: "`false`: tickets are created only for sections that a person names.",
    },
    reverse_sync: {
      kind: "boolean",
      default: true,
      description: "`false`: no spec is changed from a ticket.",
    },
  }),
};

/** Everything that `CANON.yaml` may hold. Parsing, the editor's schema and advice follow it. */
export const CONFIG_SHAPE: RecordShape = {
  kind: "record",
  description: "Configuration of Canon.",
  keys: keys({
    version: {
      kind: "word",
      words: ["1"],
      default: "1",
      description: "The version of this format.",
    },
    team: { kind: "text", description: "The team for specs that name none." },
    sync,
    ticket_system: { ...system, description: "The simple form in one line. `sync` says more." },
    project_key: { ...project, description: `${project.description} Goes with \`ticket_system\`.` },
    ticket_systems: {
      kind: "map",
      of: ticketSystem,
      description: "Connections to trackers, by names of your choice.",
    },
    routing: {
      kind: "list",
      description: "Which spec goes to which tracker. The first rule that holds wins.",
      of: {
        kind: "record",
        description: "One rule.",
        required: ["match", "target"],
        keys: keys({
          match,
          target,
          shadow_targets: {
            kind: "list",
            of: target,
            description: "Further trackers, which get read-only copies of the tickets.",
          },
        }),
      },
    },
    specs: SPECS_SHAPE,
    agents: unused("Verdicts are asked for by command."),
    auth_profiles: unused("Credentials come from the editor or the environment."),
    extensions: unused("Canon has no extensions of its own."),
    ide: IDE_SHAPE,
    slack: unused("Canon sends nothing to Slack."),
    slack_channel: unused("Canon sends nothing to Slack."),
    sre: unused("Canon does not watch alerts."),
    triage: unused("`canon triage` needs no configuration."),
  }),
};

function unused(why: string): Shape {
  return { kind: "unused", description: `Accepted and not used. ${why}` };
}
