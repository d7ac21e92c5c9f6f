import { Migration } from '@mikro-orm/migrations';

/** PDUs and meters in full: phases, breakers, which meter measures what, and 5-minute means of everything electrical. */
export class Migration24Power extends Migration {
  override up(): void {
    this.addSql(sql);
  }
}

const sql = /* sql */ `
-- breaker_a: what the breaker before each phase is rated for. meter_id and parent_id: the meter that measures the device too.
alter table pdu add column breaker_a numeric(12,3) check (breaker_a > 0), add column meter_id uuid,
  add foreign key (organization_id, meter_id) references meter (organization_id, id);
alter table meter add column breaker_a numeric(12,3) check (breaker_a > 0), add column parent_id uuid,
  add foreign key (organization_id, parent_id) references meter (organization_id, id),
  add check (parent_id <> id);
create index pdu_meter on pdu (meter_id) where meter_id is not null;
create index meter_parent on meter (parent_id) where parent_id is not null;

-- A meter that measured itself by way of others would make the energy balance endless.
create function refuse_meter_loop() returns trigger language plpgsql as $$
begin
  if exists (
    with recursive above as (
      select m.id, m.parent_id from meter m where m.id = new.parent_id
      union select m.id, m.parent_id from meter m join above a on m.id = a.parent_id)
    select 1 from above where id = new.id)
  then raise exception 'meter % would measure itself', new.id using constraint = 'meter_loop', errcode = 'check_violation'; end if;
  return new;
end $$;
create trigger loop before insert or update of parent_id on meter for each row when (new.parent_id is not null) execute function refuse_meter_loop();

-- A phase of a PDU or meter, by the device's own name. It comes into being with the device's first answer.
create table phase (
  id uuid primary key,
  organization_id uuid not null,
  no int not null unique default nextval('device_no'),
  pdu_id uuid, meter_id uuid,
  position int not null check (position >= 1),
  name text not null check (length(name) between 1 and 60),
  foreign key (organization_id, pdu_id) references pdu (organization_id, id),
  foreign key (organization_id, meter_id) references meter (organization_id, id),
  unique (organization_id, id),
  check (num_nonnulls(pdu_id, meter_id) = 1)
);
create unique index phase_name on phase (coalesce(pdu_id, meter_id), name);
call protect('phase', null, false);
create function plan_phases_changed() returns trigger language plpgsql as $$
begin
  perform bump_plans(array(
    select p.collector_id from changed c join pdu p on p.id = c.pdu_id where p.collector_id is not null
    union select m.collector_id from changed c join meter m on m.id = c.meter_id where m.collector_id is not null));
  return null;
end $$;
create trigger plan_insert after insert on phase referencing new table as changed for each statement execute function plan_phases_changed();
create trigger plan_delete after delete on phase referencing old table as changed for each statement execute function plan_phases_changed();

-- As miner_5min, for outlets, phases, PDUs and meters: seen has a bit for each second, so that a sample counts once.
create table electrical_5min (
  organization_id uuid not null,
  source_no int not null,
  at timestamptz not null,
  samples smallint not null,
  power_count smallint not null,
  power_sum double precision not null,
  current_count smallint not null,
  current_sum double precision not null,
  current_max double precision,
  voltage_count smallint not null,
  voltage_sum double precision not null,
  seen bit(300) not null,
  primary key (source_no, at)
) partition by range (at);
alter table electrical_5min enable row level security;
create policy staff on electrical_5min using (organization_id = (select viewer_organization()) and (select viewer_is_staff()))
  with check (organization_id = (select viewer_organization()) and (select viewer_is_staff()));
-- An outlet's means are a customer's while a unit of theirs hangs on it, never across a hand-over; all else is staff's.
create policy customer on electrical_5min for select using (organization_id = (select viewer_organization()) and (select viewer_is_customer())
  and exists (select 1 from outlet o join feed f on f.outlet_id = o.id join reach r on r.unit_id = f.miner_id and r.customer_id = (select viewer_customer())
    where o.no = electrical_5min.source_no and r.during && f.during
    and r.during * f.during @> tstzrange(electrical_5min.at, electrical_5min.at + interval '5 minutes')));
grant select, insert, update, delete on electrical_5min to app;

create function ensure_electrical_partitions(first timestamptz, last timestamptz) returns void
language plpgsql security definer set search_path = public set timezone = 'UTC' as $$
declare part timestamptz;
begin
  if last - first > interval '200 days' then raise exception 'too long a range of partitions: % to %', first, last; end if;
  perform pg_advisory_xact_lock(hashtext('hashyard telemetry partitions'));
  for part in select generate_series(date_trunc('day', first), last, interval '1 day') loop
    perform make_partition('electrical_5min', part, part + interval '1 day', to_char(part, 'YYYYMMDD'));
  end loop;
end $$;

-- Drops days past their 90 at an instant; a time ahead of the server's is not believed.
create function drop_expired_electrical(at timestamptz) returns setof text
language plpgsql security definer set search_path = public set timezone = 'UTC' as $$
declare
  today timestamptz := date_trunc('day', least(at, clock_timestamp()));
  child record;
begin
  for child in
    select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'electrical_5min'::regclass order by c.relname
  loop
    if to_timestamp(right(child.name, 8), 'YYYYMMDD') + interval '1 day' <= today - interval '90 days' then
      execute format('drop table %I', child.name);
      return next child.name;
    end if;
  end loop;
end $$;
`;
