import type { EntityManager, EntityName, FilterQuery, FindOptions, QueryOrderMap } from '@mikro-orm/postgresql';
import { GraphQLError } from 'graphql';
import { ArgsType, Field, Int, ObjectType } from 'type-graphql';

@ObjectType()
export class PageInfo {
  @Field(() => Boolean) hasNextPage!: boolean;
  @Field(() => String, { nullable: true }) endCursor!: string | null;
}

@ArgsType()
export class PageArgs {
  @Field(() => Int, { nullable: true }) first?: number | null;
  @Field(() => String, { nullable: true }) after?: string | null;
}

/** One page of a list, and how to count the whole of it (only asked for when a client wants `totalCount`). */
export type Page<T> = {
  readonly rows: T[];
  readonly cursors: string[];
  readonly hasNextPage: boolean;
  readonly count: () => Promise<number>;
};

/** The `...Connection` and `...Edge` types of a list. Resolvers answer a `Page`. */
export function connection<N extends object>(name: string, node: () => abstract new (...args: never[]) => N) {
  @ObjectType(`${name}Edge`)
  class Edge {
    @Field(() => String) cursor!: string;
    @Field(node as never) node!: N;
  }

  @ObjectType(`${name}Connection`)
  class Connection {
    readonly page: Page<object>;
    constructor(page: Page<object>) {
      this.page = page;
    }
    @Field(() => [Edge]) get edges(): object[] {
      return this.page.rows.map((row, index) => ({ cursor: this.page.cursors[index], node: row }));
    }
    @Field((() => [(node as () => never)()]) as never) get nodes(): object[] {
      return this.page.rows;
    }
    @Field(() => PageInfo) get pageInfo(): PageInfo {
      return { hasNextPage: this.page.hasNextPage, endCursor: this.page.cursors.at(-1) ?? null };
    }
    @Field(() => Int) totalCount(): Promise<number> {
      return this.page.count();
    }
  }
  return Connection;
}

const tooLarge = (max: number) =>
  new GraphQLError(`first may be 1 to ${max}`, { extensions: { code: 'BAD_USER_INPUT' } });
const notACursor = () =>
  new GraphQLError('after is not a cursor of this list', { extensions: { code: 'BAD_USER_INPUT' } });

/** How many rows a page has: 50 unless asked, `max` at most. */
export function pageSize(args: PageArgs, max = 200): number {
  const size = args.first ?? 50;
  if (size < 1 || size > max) throw tooLarge(max);
  return size;
}

/** `nullable`: rows without a value come last, whatever the direction. */
export type Order = {
  readonly by: string;
  readonly descending?: boolean;
  readonly nullable?: boolean;
  readonly type?: 'text' | 'instant';
};

/** A cursor is the sort value and the id of its row, so that a page goes on where the last ended, whatever was added. */
export function encodeCursor(value: unknown, id: string): string {
  const written = value instanceof Date ? value.toISOString() : typeof value === 'bigint' ? value.toString() : value;
  return Buffer.from(JSON.stringify([written, id])).toString('base64url');
}

export function decodeCursor(cursor: string): { value: string | number | null; id: string } {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(parsed) && parsed.length === 2 && typeof parsed[1] === 'string')
      return { value: parsed[0], id: parsed[1] };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw notACursor();
}

/** A page of entities in the order of one column, then of their ids. */
export async function pageOf<T extends { id: string }>(
  em: EntityManager,
  entity: EntityName<T>,
  where: FilterQuery<T>,
  args: PageArgs,
  order: Order,
  options: { max?: number; populate?: readonly string[] } = {},
): Promise<Page<T>> {
  const size = pageSize(args, options.max);
  const direction = order.descending ? 'desc' : 'asc';
  const beyond = args.after ? [afterCursor(args.after, order)] : [];
  const rows = await em.find(
    entity,
    { $and: [where, ...beyond] } as never,
    {
      orderBy: [
        { [order.by]: order.nullable ? `${direction} nulls last` : direction },
        { id: direction },
      ] as QueryOrderMap<T>[],
      limit: size + 1,
      ...(options.populate ? { populate: options.populate as FindOptions<T>['populate'] } : {}),
    } as FindOptions<T>,
  );
  const shown = rows.slice(0, size);
  return {
    rows: shown as T[],
    cursors: shown.map((row) => encodeCursor((row as Record<string, unknown>)[order.by], row.id)),
    hasNextPage: rows.length > size,
    count: () => em.count(entity, where as never),
  };
}

function afterCursor(cursor: string, order: Order): object {
  const { value, id } = decodeCursor(cursor);
  const beyond = order.descending ? '$lt' : '$gt';
  const same = { [order.by]: value, id: { [beyond]: id } };
  if (value === null) return same;
  return { $or: [{ [order.by]: { [beyond]: value } }, same, ...(order.nullable ? [{ [order.by]: null }] : [])] };
}
