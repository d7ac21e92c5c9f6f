import type { ViewerContext } from '../../context.ts';
import { decodeCursor, encodeCursor, type Page, type PageArgs, pageSize } from '../../graphql/connection.ts';
import { isId } from '../../ids.ts';
import type { MeterEvent, MeterEventKind } from './meter-data.type.ts';

export type MeterEventsQuestion = {
  readonly siteId: string;
  readonly registerId: string | null;
  readonly from: Date;
  readonly to: Date;
};

type Row = {
  register_id: string;
  kind: MeterEventKind;
  from_at: string;
  to_at: string | null;
  detail: string | null;
  actor: string | null;
  register_wh: string | null;
  key: string;
};

/** What happened to a site's registers, or to one, the newest first: what checks saw, what people said, what was rejected. */
export async function listMeterEvents(
  { em }: ViewerContext,
  { siteId, registerId, from, to }: MeterEventsQuestion,
  page: PageArgs,
): Promise<Page<MeterEvent>> {
  const size = pageSize(page, 200);
  const after = page.after ? decodeCursor(page.after) : null;
  if (!isId(siteId) || (registerId !== null && !isId(registerId))) return nothing;
  const which = [siteId, registerId, registerId, from, to];
  const rows: Row[] = await em.execute(
    `${eventsSql} select * from event where ?::timestamptz is null or (from_at, key) < (?::timestamptz, ?) order by from_at desc, key desc limit ?`,
    [...which, after?.value ?? null, after?.value ?? null, after?.id ?? '', size + 1],
  );
  const shown = rows.slice(0, size);
  return {
    rows: shown.map(({ register_id, kind, from_at, to_at, detail, actor, register_wh }) => ({
      registerId: register_id,
      kind,
      from: new Date(from_at),
      to: to_at === null ? null : new Date(to_at),
      detail,
      actor,
      registerWh: register_wh,
    })),
    cursors: shown.map(({ from_at, key }) => encodeCursor(new Date(from_at), key)),
    hasNextPage: rows.length > size,
    count: async () => {
      const [row]: { n: number }[] = await em.execute(`${eventsSql} select count(*)::int as n from event`, which);
      return row?.n ?? 0;
    },
  };
}

const nothing: Page<MeterEvent> = { rows: [], cursors: [], hasNextPage: false, count: async () => 0 };

const eventsSql = `
with asked as (
  select g.id, g.no from register g left join outlet o on o.id = g.outlet_id left join pdu p on p.id = o.pdu_id left join meter m on m.id = g.meter_id
  where coalesce(p.site_id, m.site_id) = ? and (?::uuid is null or g.id = ?::uuid)
), span as (select ?::timestamptz as from_at, ?::timestamptz as to_at),
event as (
  select a.id as register_id, i.rule as kind, i.from_at, i.to_at, coalesce(i.inputs ->> 'reason', (i.inputs ->> 'fromWh') || ' Wh, then ' || (i.inputs ->> 'toWh') || ' Wh') as detail,
    null::text as actor, null::text as register_wh, 'i' || i.register_no || '@' || extract(epoch from i.from_at) as key
  from asked a join register_interval i on i.register_no = a.no cross join span s
  where i.rule not in ('DIFFERENCE', 'INTERPOLATED', 'REPLACEMENT', 'DECLARED') and i.from_at >= s.from_at and i.from_at < s.to_at
  union all
  select a.id, 'REPLACEMENT', r.at, null, r.note, r.actor, r.initial_wh::text, 'r' || r.id from asked a join register_replacement r on r.register_id = a.id cross join span s
  where r.at >= s.from_at and r.at < s.to_at
  union all
  select a.id, 'DECLARED_VOID', lower(v.during), upper(v.during), v.reason, v.actor, null, 'v' || v.id from asked a join register_void v on v.register_id = a.id cross join span s
  where v.rule is null and lower(v.during) >= s.from_at and lower(v.during) < s.to_at
  union all
  select a.id, 'TRUSTED', lower(t.during), upper(t.during), t.reason, t.actor, null, 't' || t.id from asked a join register_trust t on t.register_id = a.id cross join span s
  where lower(t.during) >= s.from_at and lower(t.during) < s.to_at
  union all
  select a.id, 'MANUAL_READING', m.taken_at, null, m.reason, m.actor, m.register_wh::text, 'm' || m.id from asked a join manual_reading m on m.register_id = a.id cross join span s
  where m.taken_at >= s.from_at and m.taken_at < s.to_at
  union all
  select a.id, 'ESTIMATED_BY_HAND', lower(e.during), upper(e.during), e.reason, e.actor, e.energy_wh::text, 'e' || e.id from asked a join energy_estimate e on e.register_id = a.id cross join span s
  where e.method = 'BY_HAND' and lower(e.during) >= s.from_at and lower(e.during) < s.to_at
  union all
  select a.id, 'REJECTED', j.taken_at, null, j.message, null, j.register_wh, 'j' || j.id from asked a join rejected_reading j on j.register_no = a.no cross join span s
  where j.taken_at >= s.from_at and j.taken_at < s.to_at
)`;
