import {
  type ASTNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql';

/** What one operation may ask for (design decision 14). `cost` counts fields, times the `first` of the lists they are in. */
export const limits = {
  depth: 12,
  aliases: 30,
  fields: 1_000,
  rootFields: 20,
  cost: 400_000,
  bodyBytes: 4 * 1024 * 1024,
  frameBytes: 128 * 1024,
} as const;

const defaultFirst = 50;
/** A list without `first` that isn't a connection still has several entries. */
const tooCostly = (message: string, node: ASTNode) =>
  new GraphQLError(message, { nodes: [node], extensions: { code: 'TOO_COSTLY' } });

/**
 * Why a document's operations would be too deep, too wide or too large; null when they may run. Variables count too: a
 * list is as large as the value given, or the greatest allowed where it isn't known yet. Asked before anything runs.
 */
export function tooMuchOf(
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>> = {},
): GraphQLError | null {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  for (const operation of document.definitions) {
    if (operation.kind !== Kind.OPERATION_DEFINITION) continue;
    const tooMuch = tooMuchOfOperation(operation, fragments, variables);
    if (tooMuch) return tooMuch;
  }
  return null;
}

function tooMuchOfOperation(
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  variables: Readonly<Record<string, unknown>>,
): GraphQLError | null {
  if (operation.selectionSet.selections.length > limits.rootFields)
    return tooCostly(`An operation may have ${limits.rootFields} root fields.`, operation);
  const count = { fields: 0, aliases: 0 };
  try {
    const cost = costOf(operation.selectionSet, { depth: 1, path: new Set(), fragments, count, variables });
    if (cost <= limits.cost) return null;
    return tooCostly(`This operation costs ${cost}; ${limits.cost} is allowed. Ask for less at once.`, operation);
  } catch (error) {
    if (error instanceof GraphQLError) return error;
    throw error;
  }
}

type Walk = {
  readonly depth: number;
  readonly path: ReadonlySet<string>;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly count: { fields: number; aliases: number };
  readonly variables: Readonly<Record<string, unknown>>;
};

function costOf(set: SelectionSetNode, walk: Walk): number {
  if (walk.depth > limits.depth) throw tooCostly(`An operation may be ${limits.depth} levels deep.`, set);
  let cost = 0;
  for (const selection of set.selections) {
    if (selection.kind === Kind.FIELD) cost += costOfField(selection, walk);
    else if (selection.kind === Kind.INLINE_FRAGMENT) cost += costOf(selection.selectionSet, walk);
    else {
      const name = selection.name.value;
      const fragment = walk.fragments.get(name);
      // Unknown names and cycles are other rules' findings.
      if (fragment && !walk.path.has(name))
        cost += costOf(fragment.selectionSet, { ...walk, path: new Set([...walk.path, name]) });
    }
  }
  return cost;
}

function costOfField(field: FieldNode, walk: Walk): number {
  walk.count.fields += 1;
  if (walk.count.fields > limits.fields) throw tooCostly(`An operation may have ${limits.fields} fields.`, field);
  if (field.alias) walk.count.aliases += 1;
  if (walk.count.aliases > limits.aliases) throw tooCostly(`An operation may have ${limits.aliases} aliases.`, field);
  if (!field.selectionSet) return 1;
  return 1 + listSize(field, walk.variables) * costOf(field.selectionSet, { ...walk, depth: walk.depth + 1 });
}

function listSize(field: FieldNode, variables: Walk['variables']): number {
  const first = field.arguments?.find((argument) => argument.name.value === 'first')?.value;
  if (first) return Math.max(1, numberOf(first, variables));
  const isConnection = field.selectionSet?.selections.some(
    (part) => part.kind === Kind.FIELD && ['edges', 'nodes'].includes(part.name.value),
  );
  return isConnection ? defaultFirst : 1;
}

function numberOf(value: ValueNode, variables: Walk['variables']): number {
  if (value.kind === Kind.INT) return Number(value.value);
  if (value.kind === Kind.VARIABLE) {
    const given = variables[value.name.value];
    return typeof given === 'number' ? given : defaultFirst;
  }
  return defaultFirst;
}
