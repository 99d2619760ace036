import * as z from "zod/mini";

const time = z.iso.datetime();
const text = z.nullish(z.string());
/** A name that goes into the path of later requests. */
const segment = z.string().check(z.regex(/^(?!\.{1,2}$)[^\p{Cc}\\/]{1,256}$/u));

/** A person, as an object or in the old form `Ada Lovelace <ada@example.com>`. */
const person = z.nullish(z.union([z.string(), z.object({ displayName: z.string() })]));

const relation = z.object({
  rel: z.string(),
  url: z.string(),
});

/** Only these are asked for: with named fields, one answer may hold 200 work items. */
const fields = z.object({
  "System.TeamProject": segment,
  "System.WorkItemType": segment,
  "System.Title": z.string(),
  "System.State": z.string(),
  "System.Parent": z.nullish(z.int()),
  "System.Tags": text,
  "System.AssignedTo": person,
  "System.CreatedDate": time,
  "System.ChangedDate": time,
  "System.Description": text,
  "Microsoft.VSTS.TCM.ReproSteps": text,
});

export const FIELDS: readonly string[] = Object.keys(fields.shape);

export const workItem = z.object({
  id: z.int(),
  rev: z.int(),
  fields,
  relations: z.nullish(z.array(relation)),
});

/** Each work item of an answer is understood by itself, so that an odd one spoils no other. */
export const workItems = z.object({ value: z.array(z.unknown()) });
/** The least that tells which work item an odd one is. */
export const oddItem = z.object({ id: z.int() });

export const states = z.object({
  value: z.array(z.object({ name: z.string(), category: z.string() })),
});

const typeReference = z.object({ name: segment });

export const category = z.object({ defaultWorkItemType: typeReference });

export const categories = z.object({
  value: z.array(z.object({ referenceName: z.string(), workItemTypes: z.array(typeReference) })),
});

export const typeFields = z.object({
  value: z.array(
    z.object({
      referenceName: z.string(),
      name: z.string(),
      alwaysRequired: z.boolean(),
      defaultValue: z.optional(z.unknown()),
    }),
  ),
});

/** Where a work item of one type can go, by where it is; `""` is before it exists. */
export const transitions = z.object({
  transitions: z.record(z.string(), z.array(z.object({ to: z.string() }))),
});

export const queryResult = z.object({
  asOf: time,
  workItems: z.array(z.object({ id: z.int() })),
});

const comment = z.object({
  id: z.int(),
  text: z.string(),
  format: z.nullish(z.string()),
  createdBy: person,
  createdDate: time,
  isDeleted: z.nullish(z.boolean()),
});

export const comments = z.object({
  comments: z.array(comment),
  continuationToken: z.nullish(z.string()),
});

export const postedComment = z.object({ id: z.int() });

export const repository = z.object({ id: z.uuid(), project: z.object({ id: z.uuid() }) });

export const connectionData = z.object({
  authenticatedUser: z.object({ id: z.string(), providerDisplayName: z.string() }),
});

/** How Azure DevOps says no. Of its texts, only what follows a strict grammar is ever shown. */
export const refusal = z.object({
  typeKey: z.catch(z.string(), ""),
  customProperties: z.catch(
    z.object({
      RuleValidationErrors: z.catch(
        z.array(z.object({ fieldReferenceName: z.catch(z.string(), "") })),
        [],
      ),
    }),
    { RuleValidationErrors: [] },
  ),
});

export type WorkItem = z.infer<typeof workItem>;
export type Relation = z.infer<typeof relation>;
export type Comment = z.infer<typeof comment>;
export type Person = z.infer<typeof person>;
