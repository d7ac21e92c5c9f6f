import { PostgreSqlConnection, PostgreSqlDriver, type SessionContext } from '@mikro-orm/postgresql';
import type { Pool, QueryResult } from 'pg';

type Transactional = PostgreSqlConnection['transactional'];
type Work = Parameters<Transactional>[0];
type Options = NonNullable<Parameters<Transactional>[1]>;
type OwnTransaction = Awaited<ReturnType<PostgreSqlConnection['begin']>>;
type Compiled = { readonly sql: string };

/**
 * PostgreSQL's connection as the ORM has it, with one difference: a query of a viewer outside of a transaction takes one
 * round trip instead of four. The ORM wraps each in `begin`, the viewer's settings, the query and `commit`; sent as one
 * message the same statements are one transaction all the same, in which the settings are local and bind the query.
 */
class ViewerConnection extends PostgreSqlConnection {
  override async transactional<T>(work: (transaction: never) => Promise<T>, options: Options = {}): Promise<T> {
    const { sessionContext } = options;
    // Transactions that code asked for announce their events; only what the ORM wraps itself has none.
    if (!sessionContext || sessionContext.role || options.ctx || options.eventBroadcaster)
      return super.transactional(work as Work, options) as Promise<T>;
    return this.#withoutBlock(work, sessionContext, options);
  }

  /** Reads go in one message. The first statement that may write opens a block for itself and what follows it. */
  async #withoutBlock<T>(work: (transaction: never) => Promise<T>, viewer: SessionContext, options: Options) {
    let block: OwnTransaction | null = null;
    const executeQuery = async (query: Compiled): Promise<unknown> => {
      if (!block && isRead(query.sql)) return this.#inOneMessage(viewer, query.sql);
      block ??= await this.begin(options);
      return block.executeQuery(query as never);
    };
    try {
      const made = await work({ executeQuery } as never);
      if (block) await this.commit(block);
      return made;
    } catch (error) {
      if (block) await this.rollback(block);
      throw error;
    }
  }

  async #inOneMessage(viewer: SessionContext, sql: string): Promise<{ rows: unknown[] }> {
    const pool = (await this.getNativeClient()) as Pool;
    const results = (await pool.query(`${this.#settings(viewer)};${sql}`)) as unknown as QueryResult[];
    return { rows: results.at(-1)?.rows ?? [] };
  }

  #settings({ variables = {} }: SessionContext): string {
    const local = Object.entries(variables).map(
      ([name, value]) =>
        `set_config(${this.platform.quoteValue(name)},${this.platform.quoteValue(String(value))},true)`,
    );
    return `select ${local.join(',')}`;
  }
}

const isRead = (sql: string): boolean => /^\s*select\b/i.test(sql);

/** PostgreSQL's driver with that connection. */
export class ViewerDriver extends PostgreSqlDriver {
  protected override readonly connection = new ViewerConnection(this.config);
}
