import { DataloaderType, MikroORM, type PostgreSqlDriver } from '@mikro-orm/postgresql';
import type { Pool } from 'pg';
import { takeBackBroken } from './broken-connections.ts';
import { entities } from './entities.ts';
import { nameStatements } from './prepared.ts';
import { ViewerDriver } from './viewer-driver.ts';

/** What a request may hold a connection for; a slower statement is ended (design decision 14). */
const statementTimeoutMs = 20_000;

/** The ORM as role `app`. Its global entity manager is never used: `database/scope.ts` forks one per viewer. */
export function createOrm(
  databaseUrl: string,
  options: { poolSize?: number; statementTimeoutMs?: number } = {},
): Promise<MikroORM> {
  return MikroORM.init({
    driver: ViewerDriver as typeof PostgreSqlDriver,
    entities,
    clientUrl: databaseUrl,
    // Relations asked for by many GraphQL fields at once become one query.
    dataloader: DataloaderType.ALL,
    allowGlobalContext: false,
    forceUtcTimezone: true,
    pool: { min: 0, max: options.poolSize ?? 16 },
    driverOptions: {
      statement_timeout: options.statementTimeoutMs ?? statementTimeoutMs,
      idle_in_transaction_session_timeout: 30_000,
      // Our policies make costs look huge; what is compiled for them takes longer than to run without.
      options: '-c jit=off',
      onPoolCreated: (pool: Pool) => {
        takeBackBroken(pool);
        nameStatements(pool);
      },
    },
    discovery: { checkDuplicateTableNames: true },
  });
}
