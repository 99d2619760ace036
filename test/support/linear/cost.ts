import {
  type DocumentNode,
  type FieldNode,
  getNamedType,
  getOperationAST,
  type GraphQLCompositeType,
  type GraphQLSchema,
  isCompositeType,
  Kind,
  type SelectionSetNode,
} from "graphql";

/**
 * The points of a document: a tenth for each plain field, one for each object, and lists as many
 * times as their `first` asks for, or fifty times.
 */
export function costOf(
  document: DocumentNode,
  schema: GraphQLSchema,
  variables: Readonly<Record<string, unknown>>,
): number {
  const fragments = new Map(
    document.definitions.flatMap((one) =>
      one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one] as const] : [],
    ),
  );
  const operation = getOperationAST(document);
  const root = operation && schema.getRootType(operation.operation);
  return operation && root ? Math.ceil(ofSet(operation.selectionSet, root) / 10) : 0;

  /** In tenths of a point, which add up without rounding. */
  function ofSet(set: SelectionSetNode, type: GraphQLCompositeType): number {
    let sum = 0;
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) {
        sum += ofField(selection, type);
        continue;
      }
      const fragment =
        selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
      const on = fragment?.typeCondition && schema.getType(fragment.typeCondition.name.value);
      if (fragment) sum += ofSet(fragment.selectionSet, on && isCompositeType(on) ? on : type);
    }
    return sum;
  }

  function ofField(field: FieldNode, parent: GraphQLCompositeType): number {
    const definition = "getFields" in parent ? parent.getFields()[field.name.value] : undefined;
    const type = definition && getNamedType(definition.type);
    if (!type || !isCompositeType(type) || !field.selectionSet) return 1;
    const inside = ofSet(field.selectionSet, type);
    return type.name.endsWith("Connection") ? 10 + firstOf(field) * inside : 10 + inside;
  }

  function firstOf(field: FieldNode): number {
    const value = field.arguments?.find((one) => one.name.value === "first")?.value;
    if (value?.kind === Kind.INT) return Number(value.value);
    const given = value?.kind === Kind.VARIABLE ? variables[value.name.value] : undefined;
    return typeof given === "number" ? given : 50;
  }
}
