import {
  getNamedType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  isInterfaceType,
  isLeafType,
  isNonNullType,
  isObjectType,
  isUnionType,
} from 'graphql';

/** Values for arguments that must be given, by name; an argument that isn't here and is required leaves its field out. */
export type Arguments = Readonly<Record<string, string>>;

/** Every field that can be asked for below a type, as deep as said: what a curious client would send. */
export function everything(schema: GraphQLSchema, type: GraphQLNamedType, depth: number, given: Arguments): string {
  if (isLeafType(type)) return '';
  if (isUnionType(type) || isInterfaceType(type)) {
    const parts = schema
      .getPossibleTypes(type)
      .map((one) => `... on ${one.name} ${everything(schema, one, depth, given)}`);
    return `{ __typename ${parts.join(' ')} }`;
  }
  if (!isObjectType(type)) return '';
  // `edges` say nothing that `nodes` don't, and would double everything below.
  const fields = Object.values(type.getFields()).filter(({ name }) => name !== 'edges');
  return `{ __typename ${fields.map((field) => fieldWithAll(schema, type, field, depth, given)).join(' ')} }`;
}

function fieldWithAll(
  schema: GraphQLSchema,
  on: GraphQLNamedType,
  field: GraphQLField<unknown, unknown>,
  depth: number,
  given: Arguments,
): string {
  const args = argumentsFor(field.args, given);
  const type = getNamedType(field.type);
  if (args === null || (!isLeafType(type) && depth === 0)) return '';
  // Two types of one union may have a field of one name and different types: each gets a name of its own.
  return `${on.name}_${field.name}: ${field.name}${args} ${everything(schema, type, depth - 1, given)}`;
}

/** `(id: "...")`; null when a required argument isn't known. */
export function argumentsFor(args: readonly GraphQLArgument[], given: Arguments): string | null {
  const needed = args.filter(({ type, defaultValue }) => isNonNullType(type) && defaultValue === undefined);
  if (needed.some(({ name }) => given[name] === undefined)) return null;
  return needed.length === 0 ? '' : `(${needed.map(({ name }) => `${name}: ${given[name]}`).join(', ')})`;
}
