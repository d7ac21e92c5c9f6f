import { Field, ID, InterfaceType } from 'type-graphql';

/** Names the GraphQL type of a row: each entity class is registered by its module. */
const typeNames = new Map<unknown, string>();
type EntityClass = abstract new (...args: never[]) => { id: string };
const loadable: EntityClass[] = [];

@InterfaceType({
  description: 'Anything with an identity. Ids are UUIDs, unique over all types.',
  resolveType: (row: object) => typeNames.get(row.constructor) ?? row.constructor.name,
})
export abstract class Node {
  @Field(() => ID) id!: string;
}

/** Says that rows of this entity are `typeName` in the API, and that `node(id:)` may find them. */
export function registerNode(entity: EntityClass, typeName: string): void {
  typeNames.set(entity, typeName);
  loadable.push(entity);
}

/** The entities that `node(id:)` asks, one after the other. */
export const nodeEntities = (): readonly EntityClass[] => loadable;

export const typeNameOf = (row: object): string => typeNames.get(row.constructor) ?? row.constructor.name;
