import type { ViewerContext } from '../../context.ts';
import { isId } from '../../ids.ts';
import { instants } from './reading.store.ts';
import { type Step, stepEdges } from './series.rules.ts';
import { askedRange } from './series.service.ts';
import type { ElectricalSeries } from './telemetry.type.ts';

type Asked = { readonly sourceId: string; readonly from: Date; readonly to: Date; readonly step: Step };
type Row = {
  step: number;
  power: number | null;
  current: number | null;
  current_max: number | null;
  voltage: number | null;
};

/** Means per step of one outlet, phase, PDU or meter. Null when the viewer has none of that id. */
export async function electricalSeries(context: ViewerContext, ask: Asked): Promise<ElectricalSeries | null> {
  const { fromMs, toMs } = askedRange(ask);
  const { from, to, step } = ask;
  const source = isId(ask.sourceId) ? await sourceOf(context, ask.sourceId) : null;
  if (!source) return null;
  const edges = stepEdges(fromMs, toMs, step, source.zone);
  const rows: Row[] = await context.em.execute(
    `with edges as (select ?::timestamptz[] as at)
     select width_bucket(t.at, edges.at) as step, sum(power_sum) / nullif(sum(power_count), 0) as power,
       sum(current_sum) / nullif(sum(current_count), 0) as current, max(current_max) as current_max,
       sum(voltage_sum) / nullif(sum(voltage_count), 0) as voltage
     from edges, electrical_5min t where t.source_no = ? and t.at >= ?::timestamptz and t.at < ?::timestamptz group by 1`,
    [instants(edges), source.no, new Date(edges[0] as number), new Date(edges.at(-1) as number)],
  );
  const byStep = new Map(rows.map((row) => [row.step, row]));
  const points = edges.slice(0, -1).map((at, index) => {
    const row = byStep.get(index + 1);
    return {
      at: new Date(at),
      powerW: row?.power ?? null,
      currentA: row?.current ?? null,
      currentMaxA: row?.current_max ?? null,
      voltageV: row?.voltage ?? null,
    };
  });
  return { from, to, step, points };
}

/** Whose numbers those are, as far as the viewer's policies go, and the zone of its site. */
async function sourceOf({ em }: ViewerContext, id: string): Promise<{ no: number; zone: string } | null> {
  const [source]: { no: number; zone: string }[] = await em.execute(
    `select d.no, s.time_zone as zone from (
       select o.id, o.no, p.site_id from outlet o join pdu p on p.id = o.pdu_id
       union all select f.id, f.no, coalesce(p.site_id, m.site_id) from phase f left join pdu p on p.id = f.pdu_id left join meter m on m.id = f.meter_id
       union all select id, no, site_id from pdu union all select id, no, site_id from meter) d
     join site s on s.id = d.site_id where d.id = ?`,
    [id],
  );
  return source ?? null;
}
