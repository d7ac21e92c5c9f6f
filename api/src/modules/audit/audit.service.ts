import type { EntityManager } from '@mikro-orm/postgresql';
import type { Context } from '../../context.ts';
import { decodeCursor, encodeCursor, type Page, type PageArgs, pageSize } from '../../graphql/connection.ts';
import { anyIdOf, likePattern } from '../../graphql/filters.ts';
import type { AuditFilter } from './audit.inputs.ts';
import type { AuditAction } from './audit.type.ts';

export type AuditEntry = {
  readonly id: string;
  readonly at: Date;
  readonly actor: string | null;
  readonly actorName: string | null;
  readonly action: AuditAction;
  readonly table: string;
  readonly rowId: string | null;
  readonly changed: string[];
  readonly before: string | null;
  readonly after: string | null;
};

/** A page of the viewer's organization's changes, newest first. Which rows those are is the table's policy. */
export async function auditPage(
  em: EntityManager,
  filter: AuditFilter | null,
  args: PageArgs,
): Promise<Page<AuditEntry>> {
  const size = pageSize(args);
  const before = args.after ? decodeCursor(args.after).id : null;
  const entries = await auditEntries(em, filter, { before, limit: size + 1 });
  const rows = entries.slice(0, size);
  return {
    rows,
    cursors: rows.map(({ id }) => encodeCursor(null, id)),
    hasNextPage: entries.length > size,
    count: () => countOf(em, filter),
  };
}

/** A page of what was changed about a customer. The rows themselves are for who may read the whole log. */
export async function activityPage(
  { em, viewer }: Context,
  customerId: string,
  args: PageArgs,
): Promise<Page<AuditEntry>> {
  const page = await auditPage(em, { customerId }, args);
  if (viewer?.permissions.has('audit:read')) return page;
  return { ...page, rows: page.rows.map((entry) => ({ ...entry, before: null, after: null })) };
}

/** Entries older than `before`, newest first. */
export async function auditEntries(
  em: EntityManager,
  filter: AuditFilter | null,
  span: { before: string | null; limit: number },
): Promise<AuditEntry[]> {
  const { sql, values } = conditions(filter);
  const older = span.before !== null && /^\d{1,18}$/.test(span.before) ? span.before : null;
  const rows: Row[] = await em.execute(
    `select a.id::text, a.at, a.actor, a.action, a.table_name, a.row_id, a.before, a.after,
       case split_part(a.actor, ':', 1)
         when 'user' then (select u.name from app_user u where u.id = substr(a.actor, 6)::uuid)
         when 'key' then (select k.name from api_key k where k.id = substr(a.actor, 5)::uuid)
         when 'collector' then (select c.name from collector c where c.id = substr(a.actor, 11)::uuid) end as actor_name
     from audit_log a where ${sql}${older === null ? '' : ' and a.id < ?'} order by a.id desc limit ?`,
    [...values, ...(older === null ? [] : [older]), span.limit],
  );
  return rows.map(entryOf);
}

async function countOf(em: EntityManager, filter: AuditFilter | null): Promise<number> {
  const { sql, values } = conditions(filter);
  const [row]: { count: string }[] = await em.execute(`select count(*) from audit_log a where ${sql}`, values);
  return Number(row?.count);
}

function conditions(filter: AuditFilter | null): { sql: string; values: unknown[] } {
  const all: [condition: string, value: unknown][] = [];
  if (filter?.table) all.push(['a.table_name = ?', filter.table]);
  if (filter?.rowId) all.push(['a.row_id = ?', anyIdOf(filter.rowId)]);
  if (filter?.customerId) all.push(['a.customer_id = ?', anyIdOf(filter.customerId)]);
  if (filter?.actor) all.push(['a.actor = ?', filter.actor]);
  if (filter?.action) all.push(['a.action = ?', filter.action]);
  if (filter?.from) all.push(['a.at >= ?', filter.from]);
  if (filter?.to) all.push(['a.at < ?', filter.to]);
  if (filter?.search?.trim())
    all.push(["concat_ws(' ', a.before::text, a.after::text) ilike ?", likePattern(filter.search)]);
  // Named here too, although the policy says it: the index needs it.
  const sql = ['a.organization_id = viewer_organization()', ...all.map(([condition]) => condition)].join(' and ');
  return { sql, values: all.map(([, value]) => value) };
}

type Json = Record<string, unknown> | null;
type Row = {
  id: string;
  at: string;
  actor: string | null;
  actor_name: string | null;
  action: AuditAction;
  table_name: string;
  row_id: string | null;
  before: Json;
  after: Json;
};

const entryOf = (row: Row): AuditEntry => ({
  id: row.id,
  at: new Date(row.at),
  actor: row.actor,
  actorName: row.actor_name,
  action: row.action,
  table: row.table_name,
  rowId: row.row_id,
  changed: changedOf(row.before, row.after),
  before: row.before && JSON.stringify(row.before),
  after: row.after && JSON.stringify(row.after),
});

/** The columns that an update changed; of an insert or a delete all. */
function changedOf(before: Json, after: Json): string[] {
  const columns = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])].sort();
  return columns.filter((column) => JSON.stringify(before?.[column]) !== JSON.stringify(after?.[column]));
}
