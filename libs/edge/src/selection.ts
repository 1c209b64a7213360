import {
  getNamedType,
  type GraphQLField,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  isInterfaceType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql';

/** Whether a field is selected at any depth; a fragment may hold it, so one that is named counts as yes. */
export const asksFor = ({ fieldNodes }: GraphQLResolveInfo, field: string): boolean =>
  fieldNodes.some(({ selectionSet }) => holds(selectionSet, field));

const holds = (selectionSet: SelectionSetNode | undefined, field: string): boolean =>
  selectionSet?.selections.some(
    (selection) =>
      selection.kind === Kind.FRAGMENT_SPREAD ||
      (selection.kind === Kind.FIELD && selection.name.value === field) ||
      holds(selection.selectionSet, field),
  ) ?? false;

type Info = Pick<GraphQLResolveInfo, 'fieldNodes' | 'returnType' | 'schema' | 'fragments'>;
/** `type`: the name of the type that the field is one of. */
type Test = (field: GraphQLField<unknown, unknown>, type: string) => boolean;

/**
 * The first field below a resolver's own, at any depth and through fragments, that passes a test; by its name. What is
 * skipped or included by a variable counts as selected.
 */
export const findSelected = ({ fieldNodes, returnType, schema, fragments }: Info, test: Test): string | undefined => {
  const findIn = (
    selectionSet: SelectionSetNode | undefined,
    of: GraphQLOutputType | undefined,
  ): string | undefined => {
    const type = of && getNamedType(of);
    for (const selection of selectionSet?.selections ?? []) {
      if (selection.kind === Kind.FIELD) {
        const fields = isObjectType(type) || isInterfaceType(type) ? type.getFields() : {};
        const field = fields[selection.name.value];
        if (!type || !field) continue;
        if (test(field, type.name)) return field.name;
        const found = findIn(selection.selectionSet, field.type);
        if (found) return found;
        continue;
      }
      const part = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments[selection.name.value];
      const narrowed = part?.typeCondition && schema.getType(part.typeCondition.name.value);
      const found = findIn(part?.selectionSet, (narrowed as GraphQLOutputType | undefined) ?? of);
      if (found) return found;
    }
    return undefined;
  };
  for (const { selectionSet } of fieldNodes) {
    const found = findIn(selectionSet, returnType);
    if (found) return found;
  }
  return undefined;
};
