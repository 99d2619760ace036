import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2019 } from "ajv/dist/2019.js";
import type { SeenRequest } from "../remote/double.ts";
import type { Answer } from "../remote/fault-server.ts";

/** Says what in a request or its answer Microsoft's description of the interface does not know. */
export type VendorCheck = (request: SeenRequest, answer: Answer) => readonly string[];

const FILE = "azure-devops-wit-7.2.json";

/**
 * Checks against the definitions of `azure-devops-wit-7.2.json`, a Swagger 2.0 file.
 *
 * Three things in it are read more widely, as the vendor's recorded answers ask for: an object
 * without properties may be anything, lists of allowed words are incomplete, and what has no value
 * may be null. Beyond the file, a key that it does not name counts as a mistake.
 */
export function createVendorCheck(folder: string): VendorCheck {
  const text = readFileSync(join(folder, FILE), "utf8").replace(/^\uFEFF/, "");
  const { definitions } = JSON.parse(text) as { definitions: Record<string, unknown> };
  const ajv = new Ajv2019({ strict: false, validateFormats: false, allErrors: true });
  ajv.addSchema({ $id: "wit", definitions: { ...relaxed(definitions), ReferenceLinks: {} } });

  function problemsOf(definition: string, value: unknown, where: string): string[] {
    const key = `only-${definition}`;
    const schema = { $ref: `wit#/definitions/${definition}`, unevaluatedProperties: false };
    const validate = ajv.getSchema(key) ?? ajv.addSchema(schema, key).getSchema(key);
    if (validate === undefined) throw new Error(`no definition ${definition}`);
    if (validate(withoutNulls(value))) return [];
    return (validate.errors ?? []).map(
      ({ instancePath, message, params }) =>
        `${where}: ${definition}${instancePath} ${message ?? ""} ${JSON.stringify(params)}`,
    );
  }

  return ({ method, url, body }, { status, body: answer }) => {
    const { pathname } = new URL(url, "http://double");
    const route = ROUTES.find((one) => one.method === method && one.path.test(pathname));
    if (route === undefined) return [];
    const where = `${method} ${pathname}`;
    const asked =
      route.asks === null || body === "" ? [] : problemsOf(route.asks, JSON.parse(body), where);
    if (status !== 200) return asked;
    const values = route.isList ? (answer as { value: readonly unknown[] }).value : [answer];
    const said = values
      .filter((value) => value !== null)
      .flatMap((value) => problemsOf(route.says, value, where));
    return [...asked, ...said];
  };
}

interface Route {
  readonly method: string;
  readonly path: RegExp;
  readonly asks: string | null;
  readonly says: string;
  readonly isList: boolean;
}

const ROUTES: readonly Route[] = [
  route("POST", /\/workitemsbatch$/i, "WorkItemBatchGetRequest", "WorkItem", true),
  route("POST", /\/workitems\/\$[^/]+$/i, "JsonPatchDocument", "WorkItem"),
  route("PATCH", /\/workitems\/\d+$/i, "JsonPatchDocument", "WorkItem"),
  route("GET", /\/workitems\/\d+$/i, null, "WorkItem"),
  route("POST", /\/wiql$/i, "Wiql", "WorkItemQueryResult"),
  route("GET", /\/workitems\/\d+\/comments$/i, null, "CommentList"),
  route("POST", /\/workitems\/\d+\/comments$/i, "CommentCreate", "Comment"),
  route("GET", /\/workitemtypes\/[^/]+\/states$/i, null, "WorkItemStateColor", true),
  route("GET", /\/workitemtypes\/[^/]+\/fields$/i, null, "WorkItemTypeFieldWithReferences", true),
  route("GET", /\/workitemtypes\/[^/]+$/i, null, "WorkItemType"),
  route("GET", /\/workitemtypecategories$/i, null, "WorkItemTypeCategory", true),
  route("GET", /\/workitemtypecategories\/[^/]+$/i, null, "WorkItemTypeCategory"),
];

function route(
  method: string,
  path: RegExp,
  asks: string | null,
  says: string,
  isList = false,
): Route {
  return { method, path, asks, says, isList };
}

/** The same description without enums, and without the claim that anything must be an object. */
function relaxed<Value>(value: Value): Value {
  if (Array.isArray(value)) return value.map((one: unknown) => relaxed(one)) as Value;
  if (typeof value !== "object" || value === null) return value;
  const parts = Object.entries(value).filter(
    ([name, one]) => !(name === "enum" && Array.isArray(one)) && !name.startsWith("x-ms-"),
  );
  const own = Object.fromEntries(parts.map(([name, one]) => [name, relaxed(one as unknown)]));
  const { properties = {}, additionalProperties } = own;
  const isAny = own["type"] === "object" && additionalProperties === undefined;
  if (isAny && Object.keys(properties as object).length === 0) delete own["type"];
  return own as Value;
}

function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== "object" || value === null) return value;
  const parts = Object.entries(value).filter(([, one]) => one !== null);
  return Object.fromEntries(parts.map(([name, one]) => [name, withoutNulls(one)]));
}
