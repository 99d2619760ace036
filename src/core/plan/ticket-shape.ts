import * as z from "zod/mini";
import { SYSTEMS } from "../model/ticket-ref.ts";

const word = z.nullable(z.string());
const comment = z.object({ author: word, at: z.string(), text: z.string() });

/** A ticket as it is kept in files that only Canon writes. */
export const ticketShape = z.object({
  ref: z.object({ system: z.enum(SYSTEMS), key: z.string() }),
  url: word,
  title: z.string(),
  managedText: word,
  otherText: word,
  status: z.object({
    name: z.string(),
    category: z.nullable(
      z.enum(["triage", "backlog", "unstarted", "started", "completed", "canceled"]),
    ),
  }),
  type: word,
  parentKey: word,
  labels: z.array(z.string()),
  assignee: word,
  createdAt: word,
  updatedAt: word,
  revision: z.string(),
  pullRequests: z.array(z.object({ url: z.string(), title: word })),
  lastComment: z.nullable(comment),
});
