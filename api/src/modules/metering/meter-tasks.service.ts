import type { ViewerContext } from '../../context.ts';
import { isId } from '../../ids.ts';
import { unbalanced } from './balance-check.service.ts';
import type { MeterTask, MeterTaskKind } from './meter-data.type.ts';

/** How far back open questions are listed: this month's bill and last month's. */
const lookBackMs = 62 * 86_400_000;
/** What a check found is shown this long; after that whoever cares has looked. */
const checkedForMs = 14 * 86_400_000;
/** A register that missed three of its turns is silent. */
const missedTurns = 3;
/** A list for people: what is beyond it comes up when these are done. */
const mostTasks = 500;

type Row = {
  kind: MeterTaskKind;
  register_id: string | null;
  miner_id: string | null;
  from_at: string | null;
  to_at: string | null;
  detail: string | null;
  from_wh: string | null;
  to_wh: string | null;
  device_id: string | null;
  device_name: string | null;
};

/** What needs a person before the bills of a site are right, the most pressing first. */
export async function meterTasks(context: ViewerContext, siteId: string): Promise<MeterTask[]> {
  if (!isId(siteId)) return [];
  const { em, now } = context;
  const at = now();
  const since = new Date(at.getTime() - lookBackMs);
  const rows: Row[] = await em.execute(tasksSql, [
    siteId,
    at,
    since,
    new Date(at.getTime() - checkedForMs),
    missedTurns,
    siteId,
    mostTasks,
  ]);
  const found = rows.map((row) => ({
    key: [row.kind, row.register_id ?? row.miner_id ?? row.device_id, row.from_at && Date.parse(row.from_at)].join(' '),
    kind: row.kind,
    registerId: row.register_id,
    minerId: row.miner_id,
    from: row.from_at === null ? null : new Date(row.from_at),
    to: row.to_at === null ? null : new Date(row.to_at),
    detail: row.detail,
    fromWh: row.from_wh,
    toWh: row.to_wh,
    deviceId: row.device_id,
    deviceName: row.device_name,
  }));
  return [...found, ...(await unbalanced(context, siteId))];
}

/** `fed`: registers on which something hangs now. `above`: of a meter that other devices hang below. An interval is open while no estimate that holds covers it. */
const tasksSql = `
with asked as (
  select g.id, g.no, coalesce(p.id, m.id) as device_id, coalesce(p.name, m.name) as device_name, g.meter_id, c.register_every_seconds,
    exists (select 1 from feed f where (f.outlet_id = g.outlet_id or f.meter_id = g.meter_id) and upper_inf(f.during)) as fed,
    exists (select 1 from pdu b where b.meter_id = m.id) or exists (select 1 from meter b where b.parent_id = m.id) or coalesce(m.main, false) as above
  from register g left join outlet o on o.id = g.outlet_id left join pdu p on p.id = o.pdu_id left join meter m on m.id = g.meter_id
  left join collector c on c.id = coalesce(p.collector_id, m.collector_id)
  where coalesce(p.site_id, m.site_id) = ? and coalesce(p.retired_at, m.retired_at) is null
), clock as (select ?::timestamptz as now, ?::timestamptz as since, ?::timestamptz as checked_since, ?::int as turns),
odd as (
  select a.*, i.rule, i.from_at, i.to_at, i.inputs, exists (select 1 from energy_estimate e where e.register_id = a.id and e.replaced_at is null
    and e.during && tstzrange(i.from_at, i.to_at)) as filled
  from asked a join register_interval i on i.register_no = a.no cross join clock k
  where i.from_at >= k.since and i.rule not in ('DIFFERENCE', 'INTERPOLATED', 'REPLACEMENT', 'ROLLOVER')
    and exists (select 1 from feed f join register g on g.id = a.id where (f.outlet_id = g.outlet_id or f.meter_id = g.meter_id) and f.during && tstzrange(i.from_at, i.to_at))
), task as (
  select 1 as rank, 'FELL' as kind, id as register_id, null::uuid as miner_id, from_at, to_at, inputs ->> 'reason' as detail, inputs ->> 'fromWh' as from_wh, inputs ->> 'toWh' as to_wh, device_id, device_name
  from odd where rule = 'DECREASE' and not filled
  union all
  select 2, 'NO_ESTIMATE', id, null, from_at, to_at, inputs ->> 'reason', inputs ->> 'fromWh', inputs ->> 'toWh', device_id, device_name
  from odd where rule <> 'DECREASE' and not filled
  union all
  select 3, 'SILENT', a.id, null, r.taken_at, null, null, r.register_wh::text, null, a.device_id, a.device_name
  from asked a cross join clock k cross join lateral (select taken_at, register_wh from register_reading r where r.register_no = a.no and r.taken_at > k.since order by taken_at desc limit 1) r
  where a.fed and r.taken_at < k.now - make_interval(secs => k.turns * coalesce(a.register_every_seconds, 900))
  union all
  select 4, 'UNFED', null, mi.id, asg.from_at, null, c.number, null, null, null, null
  from assignment asg join contract c on c.id = asg.contract_id join miner mi on mi.id = asg.miner_id cross join clock k
  where mi.site_id = ? and c.status in ('ACTIVE', 'SUSPENDED') and c.billing_method = 'METERED' and asg.from_at <= k.now and (asg.to_at is null or asg.to_at > k.now)
    and not exists (select 1 from feed f where f.miner_id = mi.id and f.during @> k.now)
  union all
  select 5, 'UNMAPPED', a.id, null, min(i.from_at), max(i.to_at), null, null, null, a.device_id, a.device_name
  from asked a cross join clock k join register_interval i on i.register_no = a.no and i.from_at > k.now - interval '2 days' and i.energy_wh > 0
  where not a.fed and not a.above group by a.id, a.device_id, a.device_name
  union all
  select 6, 'UNVERIFIED', null, null, null, null, d.profile, null, null, d.id, d.name
  from (select id, name, profile, profile_evidence, profile_confirmed_at from pdu union all select id, name, profile, profile_evidence, profile_confirmed_at from meter) d
  where d.profile_evidence = 'UNVERIFIED' and d.profile_confirmed_at is null and d.id in (select device_id from asked where fed)
  union all
  select 7, 'CHECKED', id, null, min(from_at), max(to_at), rule || ': ' || max(inputs ->> 'reason'), null, null, device_id, device_name
  from odd cross join clock k where filled and rule in ('SPIKE', 'STUCK', 'OUTLIER', 'TIME_JUMP') and from_at >= k.checked_since
  group by id, device_id, device_name, rule, date_trunc('day', from_at at time zone 'UTC')
  union all
  select 8, 'REJECTED', a.id, null, min(j.taken_at), max(j.taken_at), count(*) || ' rows, the last: ' || max(j.message), null, null, a.device_id, a.device_name
  from asked a join rejected_reading j on j.register_no = a.no cross join clock k where j.received_at >= k.checked_since group by a.id, a.device_id, a.device_name
)
select * from task order by rank, from_at desc nulls last, register_id, device_name limit ?`;
