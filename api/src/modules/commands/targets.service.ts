import type { ViewerContext } from '../../context.ts';
import type { Scope } from '../../database/scope.ts';
import { NotFound, refuse } from '../../graphql/refusals.ts';
import { isId } from '../../ids.ts';
import type { DeviceAction } from '../collectors/index.ts';
import { liveView } from '../telemetry/index.ts';
import type { Load } from './effect.rules.ts';

/** What is told something: a machine, or an outlet of a PDU with the machines on it now. */
export type Target = {
  readonly minerId: string | null;
  readonly pduId: string | null;
  readonly outletId: string | null;
  /** For people. */
  readonly name: string;
  /** Null: nobody reaches it. */
  readonly collectorId: string | null;
  readonly profile: string | null;
  readonly units: readonly { readonly id: string; readonly no: number; readonly ratedW: number }[];
  /** The outlet's number in telemetry. */
  readonly sourceNo: number | null;
};

type Row = {
  id: string;
  miner_id: string | null;
  pdu_id: string | null;
  name: string;
  collector_id: string | null;
  profile: string | null;
  source_no: number | null;
  units: Target['units'];
};

const rated = 'coalesce(m.rated_power_w, k.rated_power_w)::float8';

const minersSql = /* sql */ `
select m.id, m.id as miner_id, null as pdu_id, m.name, case when m.address is not null then m.collector_id end as collector_id, m.profile,
  null as source_no, jsonb_build_array(jsonb_build_object('id', m.id, 'no', m.no, 'ratedW', ${rated})) as units
from miner m join miner_model k on k.id = m.model_id where m.id = any (?::uuid[]) and ?::timestamptz is not null`;

const outletsSql = /* sql */ `
select o.id, null as miner_id, p.id as pdu_id, p.name || ' outlet ' || coalesce(o.label, o.number::text) as name,
  case when p.address is not null then p.collector_id end as collector_id, p.profile, o.no as source_no,
  coalesce((select jsonb_agg(jsonb_build_object('id', m.id, 'no', m.no, 'ratedW', ${rated}) order by m.name)
    from feed f join miner m on m.id = f.miner_id join miner_model k on k.id = m.model_id
    where f.outlet_id = o.id and f.during @> ?::timestamptz), '[]') as units
from outlet o join pdu p on p.id = o.pdu_id where o.id = any (?::uuid[])`;

export const isForOutlets = (action: DeviceAction): boolean => action.startsWith('OUTLET_');

/** The targets in the order in which they were named; one that the viewer can't see is refused as missing. */
export async function findTargets(
  { em, now }: Scope,
  action: DeviceAction,
  targetIds: readonly string[],
): Promise<Target[]> {
  const ids = `{${targetIds.filter(isId).join(',')}}`;
  const rows: Row[] = isForOutlets(action)
    ? await em.execute(outletsSql, [now(), ids])
    : await em.execute(minersSql, [ids, now()]);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return targetIds.map((id, index) => {
    const row = byId.get(id) ?? refuse(new NotFound(['input', 'targetIds', String(index)]));
    const { miner_id: minerId, pdu_id: pduId, name, collector_id: collectorId, profile, source_no: sourceNo } = row;
    return { minerId, pduId, outletId: pduId && id, name, collectorId, profile, units: row.units, sourceNo };
  });
}

/** An outlet's watts that are older say nothing of now. */
const freshForMs = 5 * 60_000;

/** What each target draws now, as far as it is known, and what it may draw. */
export async function loadsOf(context: ViewerContext, targets: readonly Target[]): Promise<Load[]> {
  const { em, now } = context;
  const view = await liveView(context);
  const numbers = targets.flatMap(({ sourceNo }) => sourceNo ?? []);
  const outlets: { source_no: number; power_w: number | null; is_on: boolean | null }[] =
    numbers.length === 0
      ? []
      : await em.execute(
          'select source_no, power_w, is_on from electrical_latest where source_no = any (?::int[]) and taken_at > ?',
          [`{${numbers.join(',')}}`, new Date(now().getTime() - freshForMs)],
        );
  const byNo = new Map(outlets.map((row) => [row.source_no, row]));
  return targets.map(({ sourceNo, units }) => {
    const ratedW = units.length === 0 ? null : units.reduce((sum, unit) => sum + unit.ratedW, 0);
    if (sourceNo !== null) {
      const outlet = byNo.get(sourceNo);
      return { powerW: outlet?.power_w ?? null, running: outlet?.is_on ?? null, ratedW };
    }
    const { status, latest } = view({ no: units[0]?.no ?? 0 });
    const known = status !== 'STALE' && status !== 'LOST';
    const hashing = known && latest ? (latest.hashrateThs ?? 0) > 0 : null;
    return { powerW: known ? (latest?.powerW ?? null) : null, running: hashing, ratedW };
  });
}
