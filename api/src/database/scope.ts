import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import type { Clock } from '../clock.ts';

/** Who the database sees. `kind` decides which row-level policies apply; `actor` stands in the audit log. */
export type DatabaseViewer = {
  readonly kind: 'STAFF' | 'CUSTOMER' | 'COLLECTOR' | 'JOB' | 'ENTERING';
  readonly organizationId: string;
  readonly customerId: string | null;
  readonly userId: string | null;
  readonly actor: string;
  /** Every transaction is PostgreSQL's own READ ONLY then, whatever the code above it tries. */
  readonly readOnly?: boolean;
};

/** What a piece of work needs: rows of one viewer, and the time. */
export type Scope = { readonly em: EntityManager; readonly now: Clock };

/**
 * The one place where a connection is taken for a viewer: everything read or written through the returned manager is
 * bound by the row-level policies of that viewer, in every transaction that it opens.
 */
export function managerFor(orm: MikroORM, viewer: DatabaseViewer): EntityManager {
  const em = orm.em.fork() as EntityManager;
  em.setSessionContext({
    variables: {
      'app.kind': viewer.kind,
      'app.organization': viewer.organizationId,
      'app.customer': viewer.customerId ?? '',
      'app.user': viewer.userId ?? '',
      'app.actor': viewer.actor,
      ...(viewer.readOnly ? { transaction_read_only: 'on' } : {}),
    },
  });
  return em;
}

/** A manager without a viewer: tenant tables are empty to it; the look-up functions that precede a viewer answer. */
export const managerForNobody = (orm: MikroORM): EntityManager => orm.em.fork() as EntityManager;

/** All of `work` or nothing, as the scope's viewer. A refusal thrown inside rolls back what was written. */
export function inTransaction<S extends Scope, T>(scope: S, work: (scope: S) => Promise<T>): Promise<T> {
  return scope.em.transactional((em) => work({ ...scope, em: em as EntityManager }));
}
