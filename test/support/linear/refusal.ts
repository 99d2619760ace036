import { GraphQLError } from "graphql";

/** An error as Linear words it: only the type, the code and the beginning of the text can be relied on. */
export function refusal(
  message: string,
  presentable = message,
  type = "invalid input",
  code = "INPUT_ERROR",
): GraphQLError {
  return new GraphQLError(message, {
    extensions: {
      type,
      code,
      statusCode: 400,
      userError: true,
      userPresentableMessage: presentable,
    },
  });
}

export function notFound(entity: string): GraphQLError {
  const presentable = `Could not find referenced ${entity}.`;
  return refusal(`Entity not found: ${entity} - ${presentable}`, presentable);
}

export function conflict(entity: string, id: string): GraphQLError {
  return refusal(
    `conflict on insert of ${entity}`,
    `Entity ${entity} with id ${id} already exists.`,
  );
}

export function invalid(presentable: string): GraphQLError {
  return refusal("Argument Validation Error", presentable);
}
