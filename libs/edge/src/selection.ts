import type { GraphQLResolveInfo } from 'graphql';

/** Whether a field is selected directly; a fragment may hold it, so one counts as yes. */
export const asksFor = ({ fieldNodes }: GraphQLResolveInfo, field: string): boolean =>
  fieldNodes.some(({ selectionSet }) =>
    selectionSet?.selections.some((selection) => selection.kind !== 'Field' || selection.name.value === field),
  );
