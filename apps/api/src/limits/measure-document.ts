import {
  type DirectiveNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

/** How much one operation asks for, with everything that its fragments stand for, as often as they are spread. */
export type DocumentMeasures = {
  /** Fields within fields; `{ me }` has one. */
  readonly depth: number;
  readonly aliases: number;
  readonly rootFields: number;
  readonly directives: number;
};

/**
 * Counts in one pass, each fragment once, so that a fragment which stands for millions of fields costs no more than its
 * text. Introspection is passed over: graphql-js limits it, and production mode refuses it.
 */
export function measureDocument(document: DocumentNode, operation: OperationDefinitionNode): DocumentMeasures {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  const known = new Map<string, DocumentMeasures>();

  const ofFragment = (name: string): DocumentMeasures => {
    const before = known.get(name);
    if (before) return before;
    // A circle adds nothing: validation refuses it.
    known.set(name, NOTHING);
    const fragment = fragments.get(name);
    const measures = fragment
      ? plus(ofSelections(fragment.selectionSet), ofDirectives(fragment.directives ?? []))
      : NOTHING;
    known.set(name, measures);
    return measures;
  };
  const ofSelections = ({ selections }: SelectionSetNode): DocumentMeasures =>
    selections.reduce((sum, selection) => {
      const own = ofDirectives(selection.directives ?? []);
      if (selection.kind === Kind.FRAGMENT_SPREAD) return plus(sum, own, ofFragment(selection.name.value));
      if (selection.kind === Kind.INLINE_FRAGMENT) return plus(sum, own, ofSelections(selection.selectionSet));
      const isMeta = selection.name.value.startsWith('__');
      const { depth, aliases, directives } =
        selection.selectionSet && !isMeta ? ofSelections(selection.selectionSet) : NOTHING;
      const field = { depth: depth + 1, aliases: aliases + (selection.alias ? 1 : 0), rootFields: 1, directives };
      return plus(sum, own, field);
    }, NOTHING);

  return plus(ofSelections(operation.selectionSet), ofDirectives(operation.directives ?? []));
}

const NOTHING: DocumentMeasures = { depth: 0, aliases: 0, rootFields: 0, directives: 0 };

const ofDirectives = ({ length }: readonly DirectiveNode[]): DocumentMeasures => ({ ...NOTHING, directives: length });

const plus = (...parts: readonly DocumentMeasures[]): DocumentMeasures =>
  parts.reduce((sum, part) => ({
    depth: Math.max(sum.depth, part.depth),
    aliases: sum.aliases + part.aliases,
    rootFields: sum.rootFields + part.rootFields,
    directives: sum.directives + part.directives,
  }));
