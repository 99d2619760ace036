import type { Answer } from "../remote/fault-server.ts";

/** A request that Azure DevOps does not carry out; becomes an answer at the door. */
export class Refused extends Error {
  readonly status: number;
  readonly typeKey: string;
  readonly fields: readonly string[];

  constructor(status: number, typeKey: string, message = typeKey, fields: readonly string[] = []) {
    super(message);
    this.status = status;
    this.typeKey = typeKey;
    this.fields = fields;
  }
}

/** A refusal in the form of all of Azure DevOps. */
export function refusalOf({ status, typeKey, message, fields }: Refused): Answer {
  const custom = {
    ErrorMessage: null,
    FieldReferenceName: fields[0] ?? null,
    RuleValidationErrors: fields.map((name) => ({
      fieldReferenceName: name,
      fieldStatusFlags: "required, hasValues, invalidEmpty",
      errorMessage: `TF401320: Rule Error for field ${name}.`,
      fieldStatusCode: 524289,
      ruleValidationErrors: null,
    })),
  };
  return {
    status,
    body: {
      $id: "1",
      ...(fields.length === 0 ? {} : { customProperties: custom }),
      innerException: null,
      message,
      typeName: `Microsoft.TeamFoundation.WorkItemTracking.Server.${typeKey}, Server`,
      typeKey,
      errorCode: 0,
      eventId: 3200,
    },
  };
}

const BY_STATUS: Readonly<Record<number, readonly [string, string]>> = {
  401: ["UnauthorizedRequestException", "TF400813: The user '' is not authorized."],
  403: ["AccessDeniedException", "TF237111: The current user does not have permissions to save."],
  404: ["ProjectDoesNotExistWithNameException", "TF200016: The project does not exist."],
  409: ["WorkItemRevisionMismatchException", "TF26071: This work item has been changed."],
  429: ["RequestBlockedException", "TF400733: The request has been canceled."],
};

/** How Azure DevOps says what a status stands for. */
export function refuse(status: number): Answer {
  const [typeKey, message] = BY_STATUS[status] ?? ["VssServiceException", "TF246017: Try later."];
  return refusalOf(new Refused(status, typeKey, message));
}

export function noSuchItem(id: number): Refused {
  return new Refused(
    404,
    "WorkItemUnauthorizedAccessException",
    `TF401232: Work item ${id} does not exist, or you do not have permissions to read it.`,
  );
}

export function badPatch(message: string): Refused {
  return new Refused(400, "VssPropertyValidationException", message);
}

export function ruleError(...fields: readonly string[]): Refused {
  const message = `TF401320: Rule Error for field ${fields[0] ?? ""}.`;
  return new Refused(400, "RuleValidationException", message, fields);
}
