import { Migration } from '@mikro-orm/migrations';

/**
 * What metering decides about registers and keeps: the verdict on every interval, energy put in for gaps, readings that
 * were rejected or typed in, and who said so. Readings themselves never change.
 */
export class Migration28Metering extends Migration {
  override up(): void {
    this.addSql(sql);
  }
}

const sql = /* sql */ `
-- ── The work list: a register and the time in which something about it changed. Whoever changes it adds a row, in the same
-- transaction; who judges it takes the row away. Only added to, so nobody who writes readings ever waits for the judging. ──
create table register_change (
  id bigint generated always as identity primary key,
  organization_id uuid not null,
  register_no int not null,
  from_at timestamptz not null,
  to_at timestamptz not null,
  foreign key (organization_id, register_no) references register (organization_id, no),
  check (from_at <= to_at)
);
create index register_change_register on register_change (register_no);
call protect('register_change', null, false);

create function mark_registers(nos int[], froms timestamptz[], tos timestamptz[]) returns void language plpgsql as $$
begin
  if cardinality(nos) = 0 then return; end if;
  insert into register_change (organization_id, register_no, from_at, to_at)
  select viewer_organization(), no, from_at, greatest(from_at, to_at) from unnest(nos, froms, tos) as c (no, from_at, to_at);
  perform queue_job('judgeRegisters', '{}'::json, 'judgeRegisters:' || viewer_organization(), 'judgeRegisters:' || viewer_organization());
end $$;

-- ── Verdicts. A row is a run of neighbouring intervals of one register that begin on one UTC day and got one verdict by one
-- rule: a quiet register has a row a day. The rating makes the intervals out of readings again at any time; here stands what
-- was decided about them, by which rule and from what. ──
create table register_interval (
  organization_id uuid not null,
  register_no int not null,
  from_at timestamptz not null,
  to_at timestamptz not null,
  intervals int not null check (intervals > 0),
  quality text not null check (quality in ('MEASURED', 'GAP', 'VOID')),
  rule text not null check (rule in ('DIFFERENCE', 'INTERPOLATED', 'ROLLOVER', 'REPLACEMENT', 'DECREASE', 'RESET', 'SPIKE', 'OUTLIER',
    'TIME_JUMP', 'STUCK', 'DECLARED')),
  energy_wh bigint check (energy_wh >= 0),
  inputs jsonb not null,
  judged_at timestamptz not null,
  foreign key (organization_id, register_no) references register (organization_id, no),
  primary key (register_no, from_at),
  check (to_at > from_at),
  check ((energy_wh is null) = (quality <> 'MEASURED'))
) partition by range (from_at);
create index register_interval_open on register_interval (register_no, from_at) where rule not in ('DIFFERENCE', 'INTERPOLATED');
-- Its inputs reach beyond a customer's time on the register: staff only. What a customer may know of a verdict the API tells.
alter table register_interval enable row level security;
create policy staff on register_interval using (organization_id = (select viewer_organization()) and (select viewer_is_staff()))
  with check (organization_id = (select viewer_organization()) and (select viewer_is_staff()));
grant select, insert, update, delete on register_interval to app;

create or replace function ensure_telemetry_partitions(first timestamptz, last timestamptz) returns void
language plpgsql security definer set search_path = public set timezone = 'UTC' as $$
declare part timestamptz;
begin
  if last - first > interval '10 years' then raise exception 'too long a range of partitions: % to %', first, last; end if;
  perform pg_advisory_xact_lock(hashtext('hashyard telemetry partitions'));
  for part in select generate_series(date_trunc('month', first), last, interval '1 month') loop
    perform make_partition('register_reading', part, part + interval '1 month', to_char(part, 'YYYYMM'));
    perform make_partition('miner_hour', part, part + interval '1 month', to_char(part, 'YYYYMM'));
    perform make_partition('register_interval', part, part + interval '1 month', to_char(part, 'YYYYMM'));
  end loop;
end $$;
create or replace function drop_expired_telemetry(at timestamptz) returns setof text
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
    where p.relname in ('miner_5min', 'miner_hour', 'register_reading', 'register_interval') and p.relnamespace = 'public'::regnamespace
    order by c.relname
  loop
    if child.ends <= today - (case child.parent when 'miner_5min' then interval '90 days' when 'miner_hour' then interval '10 years' else interval '7 years' end) then
      execute format('drop table %I', child.name);
      return next child.name;
    end if;
  end loop;
end $$;
-- Months that have readings already.
select ensure_telemetry_partitions(min(starts), max(starts)) from (
  select to_timestamp(right(c.relname, 6), 'YYYYMM') as starts
  from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = 'register_reading'::regclass) months
having min(starts) is not null;

-- ── Energy for a gap, of one unit on one register. A row that no longer holds is replaced, never changed. ──
create table energy_estimate (
  id uuid primary key,
  organization_id uuid not null,
  register_id uuid not null,
  miner_id uuid, site_id uuid,
  during tstzrange not null check (not isempty(during) and lower(during) is not null and not upper_inf(during)),
  energy_wh bigint not null check (energy_wh >= 0),
  method text not null check (method in ('REGISTER_ACROSS', 'HOUR_OF_WEEK_MEAN', 'PERIOD_MEAN', 'RATED_POWER', 'BY_HAND')),
  inputs jsonb not null,
  actor text not null,
  reason text check (length(reason) between 1 and 1000),
  created_at timestamptz not null,
  replaced_at timestamptz,
  foreign key (organization_id, register_id) references register (organization_id, id),
  foreign key (organization_id, miner_id) references miner (organization_id, id),
  foreign key (organization_id, site_id) references site (organization_id, id),
  unique (organization_id, id),
  check (num_nonnulls(miner_id, site_id) = 1),
  check ((method = 'BY_HAND') = (reason is not null)),
  exclude using gist (register_id with =, (coalesce(miner_id, site_id)) with =, during with &&) where (replaced_at is null)
);
create index energy_estimate_register on energy_estimate (register_id) where replaced_at is null;
call protect('energy_estimate', 'exists (select 1 from reach r where r.customer_id = viewer_customer() and r.unit_id = miner_id and r.during @> energy_estimate.during)');

-- ── Register rows of a collector that could not be kept, as they came: they stay visible, with the reason. ──
create table rejected_reading (
  id uuid primary key,
  organization_id uuid not null,
  register_no int not null,
  taken_at timestamptz not null,
  register_wh text not null check (length(register_wh) <= 60),
  raw text check (length(raw) <= 200),
  code text not null,
  message text not null,
  received_at timestamptz not null,
  foreign key (organization_id, register_no) references register (organization_id, no),
  unique (organization_id, id),
  unique (register_no, taken_at, register_wh, code)
);
call protect('rejected_reading', null, false);

-- ── What people say about a register. Who and why stands in the row; that it was said stays in the audit log. ──
create table manual_reading (
  id uuid primary key,
  organization_id uuid not null,
  register_id uuid not null,
  taken_at timestamptz not null,
  register_wh bigint not null check (register_wh >= 0),
  actor text not null,
  reason text not null check (length(reason) between 1 and 1000),
  created_at timestamptz not null,
  foreign key (organization_id, register_id) references register (organization_id, id),
  unique (organization_id, id),
  unique (register_id, taken_at)
);
call protect('manual_reading');
-- No check of ours voids readings of this time: somebody looked and says that they are right.
create table register_trust (
  id uuid primary key,
  organization_id uuid not null,
  register_id uuid not null,
  during tstzrange not null check (not isempty(during)),
  actor text not null,
  reason text not null check (length(reason) between 1 and 1000),
  created_at timestamptz not null,
  foreign key (organization_id, register_id) references register (organization_id, id),
  unique (organization_id, id)
);
create index register_trust_register on register_trust (register_id);
call protect('register_trust');
alter table register_replacement add column actor text, add column created_at timestamptz;
-- rule: the check that put it there, and takes it away when it no longer holds; null: a person did.
alter table register_void add column rule text check (rule in ('SPIKE', 'OUTLIER', 'TIME_JUMP', 'STUCK')),
  add column actor text, add column created_at timestamptz;
`;
