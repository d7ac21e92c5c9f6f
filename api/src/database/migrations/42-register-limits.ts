import { Migration } from '@mikro-orm/migrations';

/** How far a register counts decides what a collector may send of it: a change is one of its collector's plan. */
export class Migration42RegisterLimits extends Migration {
  override up(): void {
    this.addSql(sql);
  }
}

const sql = /* sql */ `
create function plan_registers_limited() returns trigger language plpgsql as $$
begin
  perform bump_plans(array(
    select coalesce(p.collector_id, m.collector_id) from before b join changed c using (id)
      left join outlet o on o.id = c.outlet_id left join pdu p on p.id = o.pdu_id left join meter m on m.id = c.meter_id
    where b.rollover_wh is distinct from c.rollover_wh and coalesce(p.collector_id, m.collector_id) is not null));
  return null;
end $$;
create trigger plan_update after update on register referencing old table as before new table as changed for each statement execute function plan_registers_limited();
`;
