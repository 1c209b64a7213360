import { type GraphQLResolveInfo, Kind, type SelectionSetNode } from 'graphql';

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
