import { Migration } from '@mikro-orm/migrations';

/**
 * What devices said: the newest of each, means of 5 minutes (90 days), hours and days (years), and energy registers (7
 * years). Written in bulk by SQL, partitioned by time, never audited, and for customers walled by unit and time.
 */
export class Migration03Telemetry extends Migration {
  override up(): void {
    this.addSql(sql);
  }
}

const sql = /* sql */ `
-- As protect(), for tables of very many rows: who asks is computed once a statement, not once a row, and nothing is audited.
create procedure protect_telemetry(target regclass, customer_rule text) language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('create policy staff on %s using (organization_id = (select viewer_organization()) and (select viewer_is_staff()))
                  with check (organization_id = (select viewer_organization()) and (select viewer_is_staff()))', target);
  execute format('create policy customer on %s for select using
                  (organization_id = (select viewer_organization()) and (select viewer_is_customer()) and (%s))', target, customer_rule);
  execute format('grant select, insert, update, delete on %s to app', target);
end $$;

-- The newest answer of each miner. status is what that answer said (ACTIVE, DEGRADED, OFFLINE); silence is told by the clock.
create table miner_latest (
  organization_id uuid not null,
  miner_id uuid not null,
  miner_no int primary key,
  taken_at timestamptz not null,
  hashing boolean,
  hashrate_ths double precision,
  power_w double precision,
  power_kind text check (power_kind in ('MEASURED', 'ESTIMATED')),
  temperature_c double precision,
  inlet_temperature_c double precision,
  uptime_seconds int,
  pool text, worker text,
  faults text[] not null default '{}',
  fans_rpm int[],
  boards jsonb not null default '[]',
  status text not null,
  status_since timestamptz not null,
  foreign key (organization_id, miner_id, miner_no) references miner (organization_id, id, no) on delete cascade
) with (fillfactor = 50);
create index miner_latest_organization on miner_latest (organization_id);
call protect_telemetry('miner_latest', 'exists (select 1 from reach r where r.customer_id = (select viewer_customer())
  and r.unit_no = miner_latest.miner_no and r.during @> miner_latest.taken_at)');

-- The newest live values of each outlet, PDU and meter. A customer sees an outlet's or meter's while a unit of theirs hangs
-- on it; a PDU's own total is its neighbours' too, so it is staff's alone.
create table electrical_latest (
  organization_id uuid not null references organization,
  source_no int primary key,
  source_id uuid not null unique,
  taken_at timestamptz not null,
  power_w double precision,
  power_kind text check (power_kind in ('MEASURED', 'ESTIMATED')),
  current_a double precision,
  voltage_v double precision,
  is_on boolean
) with (fillfactor = 50);
create index electrical_latest_organization on electrical_latest (organization_id);
call protect_telemetry('electrical_latest', 'exists (select 1 from feed f join reach r on r.unit_id = f.miner_id
  where r.customer_id = (select viewer_customer()) and (f.outlet_id = electrical_latest.source_id or f.meter_id = electrical_latest.source_id)
  and f.during @> electrical_latest.taken_at and r.during @> electrical_latest.taken_at)');

-- Sums and counts of what was said in 5 minutes; mean = sum / count. seen has a bit for each second, which makes a second
-- delivery harmless: a sample is counted once, whichever batch brings it. answered + missed = bits set.
create table miner_5min (
  organization_id uuid not null,
  miner_no int not null,
  at timestamptz not null,
  answered smallint not null,
  missed smallint not null,
  hashrate_count smallint not null,
  hashrate_sum double precision not null,
  power_count smallint not null,
  power_sum double precision not null,
  temperature_max double precision,
  seen bit(300) not null,
  primary key (miner_no, at)
) partition by range (at);
-- A bucket that a hand-over cuts is both customers', so it is neither's.
call protect_telemetry('miner_5min', 'exists (select 1 from reach r where r.customer_id = (select viewer_customer())
  and r.unit_no = miner_5min.miner_no and r.during @> tstzrange(miner_5min.at, miner_5min.at + interval ''5 minutes''))');

create table miner_hour (
  organization_id uuid not null,
  miner_no int not null,
  at timestamptz not null,
  answered int not null,
  missed int not null,
  hashrate_count int not null,
  hashrate_sum double precision not null,
  power_count int not null,
  power_sum double precision not null,
  temperature_max double precision,
  primary key (miner_no, at)
) partition by range (at);
call protect_telemetry('miner_hour', 'exists (select 1 from reach r where r.customer_id = (select viewer_customer())
  and r.unit_no = miner_hour.miner_no and r.during @> tstzrange(miner_hour.at, miner_hour.at + interval ''1 hour''))');

-- A day of the site's zone, which starts at at and ends at until; made from the hours.
create table miner_day (
  organization_id uuid not null,
  miner_no int not null,
  at timestamptz not null,
  until timestamptz not null,
  answered int not null,
  missed int not null,
  hashrate_count int not null,
  hashrate_sum double precision not null,
  power_count int not null,
  power_sum double precision not null,
  temperature_max double precision,
  primary key (miner_no, at)
);
call protect_telemetry('miner_day', 'exists (select 1 from reach r where r.customer_id = (select viewer_customer())
  and r.unit_no = miner_day.miner_no and r.during @> tstzrange(miner_day.at, miner_day.until))');

create table register_reading (
  organization_id uuid not null,
  register_no int not null,
  taken_at timestamptz not null check (date_trunc('second', taken_at) = taken_at),
  register_wh bigint not null check (register_wh >= 0),
  source text not null check (source in ('DEVICE', 'MANUAL')),
  -- The device's own text and unit, kept as evidence.
  raw text check (length(raw) <= 200),
  received_at timestamptz not null,
  foreign key (organization_id, register_no) references register (organization_id, no),
  primary key (register_no, taken_at)
) partition by range (taken_at);
-- The reading at the instant of a hand-over ends one customer's last interval and begins the next one's first: both see it.
call protect_telemetry('register_reading', 'exists (select 1 from register g join feed f on f.outlet_id = g.outlet_id or f.meter_id = g.meter_id
  join reach r on r.unit_id = f.miner_id and r.customer_id = (select viewer_customer())
  where g.no = register_reading.register_no and r.during && f.during
  and tstzrange(lower(r.during * f.during), upper(r.during * f.during), ''[]'') @> register_reading.taken_at)');
drop procedure protect_telemetry;

-- ── Partitions: miner_5min by UTC day, miner_hour and register_reading by UTC month. Nobody is granted one: reading a
-- partition by its own name would pass by its parent's policies. ──
create function make_partition(parent text, starts timestamptz, ends timestamptz, suffix text) returns void
language plpgsql security definer set search_path = public as $$
declare child text := parent || '_' || suffix;
begin
  if to_regclass(child) is not null then return; end if;
  execute format('create table %I (like %I including defaults including constraints including storage)', child, parent);
  if parent <> 'register_reading' then execute format('alter table %I set (fillfactor = 70)', child); end if;
  execute format('alter table %I enable row level security', child);
  execute format('alter table %I attach partition %I for values from (%L) to (%L)', parent, child, starts, ends);
end $$;
revoke execute on function make_partition from app;

-- Makes what is missing for readings of [first, last]; nothing when all is there. For the days ahead, late data and history.
create function ensure_telemetry_partitions(first timestamptz, last timestamptz) returns void
language plpgsql security definer set search_path = public set timezone = 'UTC' as $$
declare part timestamptz;
begin
  if last - first > interval '10 years' then raise exception 'too long a range of partitions: % to %', first, last; end if;
  perform pg_advisory_xact_lock(hashtext('hashyard telemetry partitions'));
  for part in select generate_series(date_trunc('month', first), last, interval '1 month') loop
    perform make_partition('register_reading', part, part + interval '1 month', to_char(part, 'YYYYMM'));
    perform make_partition('miner_hour', part, part + interval '1 month', to_char(part, 'YYYYMM'));
  end loop;
end $$;
create function ensure_minute_partitions(first timestamptz, last timestamptz) returns void
language plpgsql security definer set search_path = public set timezone = 'UTC' as $$
declare part timestamptz;
begin
  if last - first > interval '200 days' then raise exception 'too long a range of partitions: % to %', first, last; end if;
  perform pg_advisory_xact_lock(hashtext('hashyard telemetry partitions'));
  for part in select generate_series(date_trunc('day', first), last, interval '1 day') loop
    perform make_partition('miner_5min', part, part + interval '1 day', to_char(part, 'YYYYMMDD'));
  end loop;
end $$;

-- Drops what is past its retention at an instant: 90 days of 5-minute means, 7 years of registers, 10 of hours. The bounds
-- stand here, so that no caller can ask for more; a time ahead of the server's is not believed.
create function drop_expired_telemetry(at timestamptz) returns setof text
language plpgsql security definer set search_path = public set timezone = 'UTC' as $$
declare
  today timestamptz := date_trunc('day', least(at, clock_timestamp()));
  child record;
begin
  for child in
    select c.relname as name, p.relname as parent,
      case p.relname when 'miner_5min' then to_timestamp(right(c.relname, 8), 'YYYYMMDD') + interval '1 day'
        else to_timestamp(right(c.relname, 6), 'YYYYMM') + interval '1 month' end as ends
    from pg_inherits i join pg_class c on c.oid = i.inhrelid join pg_class p on p.oid = i.inhparent
    where p.relname in ('miner_5min', 'miner_hour', 'register_reading') and p.relnamespace = 'public'::regnamespace
    order by c.relname
  loop
    if child.ends <= today - (case child.parent when 'miner_5min' then interval '90 days' when 'miner_hour' then interval '10 years' else interval '7 years' end) then
      execute format('drop table %I', child.name);
      return next child.name;
    end if;
  end loop;
end $$;
`;
