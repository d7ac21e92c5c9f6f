import { GraphQLError } from 'graphql';
import { anyIdOf, anyIdsOf } from '../../graphql/filters.ts';
import type { Scope } from './telemetry.inputs.ts';

const mostMiners = 5_000;

/** A query for miner numbers, as the viewer sees them. */
export type UnitsSql = { readonly sql: string; readonly parameters: readonly unknown[] };

const bad = (message: string) => new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });

/** The one part of a scope that is given; null means all. */
function chosen(scope: Scope | null): [keyof Scope, string | string[]] | null {
  const given = Object.entries(scope ?? {}).filter(([, value]) => value !== null && value !== undefined);
  if (given.length > 1) throw bad('A scope names at most one of its fields.');
  if (scope?.minerIds && scope.minerIds.length > mostMiners)
    throw bad(`A scope may name ${mostMiners} miners at most.`);
  return (given[0] as [keyof Scope, string | string[]] | undefined) ?? null;
}

const uuids = (ids: readonly string[]): string => `{${ids.join(',')}}`;

/** Where a miner `m` stands now, or whose it is now. */
const now = {
  siteId: 'm.site_id = ?',
  rackId: 'm.slot_id in (select s.id from slot s where s.rack_id = ?)',
  pduId:
    'exists (select 1 from feed f join outlet o on o.id = f.outlet_id where f.miner_id = m.id and o.pdu_id = ? and f.during @> ?::timestamptz)',
  customerId:
    'exists (select 1 from reach c where c.unit_id = m.id and c.customer_id = ? and c.during @> ?::timestamptz)',
  contractId:
    'exists (select 1 from assignment a where a.miner_id = m.id and a.contract_id = ? and tstzrange(a.from_at, a.to_at) @> ?::timestamptz)',
  minerIds: 'm.id = any (?::uuid[])',
} as const;

const needsInstant = new Set<keyof Scope>(['pduId', 'customerId', 'contractId']);

/** A condition on miner `m` at an instant, with its parameters. */
function condition(scope: Scope | null, at: Date): UnitsSql {
  const part = chosen(scope);
  if (!part) return { sql: 'true', parameters: [] };
  const [field, value] = part;
  const id = Array.isArray(value) ? uuids(anyIdsOf(value)) : anyIdOf(value);
  return { sql: now[field], parameters: needsInstant.has(field) ? [id, at] : [id] };
}

/**
 * Units in scope now: `no`, `id`, and for a customer `since` when they are theirs (nothing older is). Who has no reach
 * now is not in a customer's scope, whatever it once was.
 */
export function unitsNow(scope: Scope | null, at: Date, ofCustomer: boolean): UnitsSql {
  const { sql, parameters } = condition(scope, at);
  const where = { sql: `m.retired_at is null and (${sql})`, parameters };
  if (!ofCustomer)
    return {
      sql: `select m.no, m.id, null::timestamptz as since from miner m where ${where.sql}`,
      parameters: where.parameters,
    };
  return {
    sql: `select m.no, m.id, lower(r.during) as since from miner m join reach r on r.unit_id = m.id and r.during @> ?::timestamptz where ${where.sql}`,
    parameters: [at, ...where.parameters],
  };
}

/**
 * Units in scope over time: `no`, and `during` when a row counts (null: always). A contract's and a customer's units
 * count for their assignments, past ones too; a place's units are those that stand there now.
 */
export function unitsOverTime(scope: Scope | null, at: Date): UnitsSql {
  const part = chosen(scope);
  if (part?.[0] === 'customerId')
    return {
      sql: 'select unit_no as no, during from reach where customer_id = ?',
      parameters: [anyIdOf(part[1] as string)],
    };
  if (part?.[0] === 'contractId')
    return {
      sql: 'select m.no, tstzrange(a.from_at, a.to_at) as during from assignment a join miner m on m.id = a.miner_id where a.contract_id = ?',
      parameters: [anyIdOf(part[1] as string)],
    };
  const where = condition(scope, at);
  return {
    sql: `select m.no, null::tstzrange as during from miner m where ${where.sql}`,
    parameters: where.parameters,
  };
}
