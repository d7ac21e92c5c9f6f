import { Migration } from '@mikro-orm/migrations';

/**
 * Sites, what stands there and what hangs on what; collectors and what they may know; and `reach`, the small table that
 * says which customer sees which unit when (design decision 4).
 */
export class Migration02Fleet extends Migration {
  override up(): void {
    this.addSql(sql);
  }
}

const sql = /* sql */ `
-- One small number per device, over all kinds: telemetry is keyed by it.
create sequence device_no as int;
grant usage on sequence device_no to app;

create table site (
  id uuid primary key,
  organization_id uuid not null references organization,
  name text not null check (length(name) between 1 and 200 and name !~ '[\\r\\n]'),
  city text, region text, country text,
  time_zone text not null,
  capacity_kw numeric(18,6) check (capacity_kw >= 0),
  energy_cost_per_kwh numeric(18,6) check (energy_cost_per_kwh >= 0),
  sellable_hashrate_ths numeric(18,6) check (sellable_hashrate_ths >= 0),
  customer_id uuid,
  created_at timestamptz not null,
  foreign key (organization_id, customer_id) references customer (organization_id, id),
  unique (organization_id, id),
  unique (organization_id, name)
);

create table rack (
  id uuid primary key,
  organization_id uuid not null,
  site_id uuid not null,
  name text not null check (length(name) between 1 and 200 and name !~ '[\\r\\n]'),
  group_name text,
  rows int not null check (rows between 1 and 200),
  columns int not null check (columns between 1 and 200),
  foreign key (organization_id, site_id) references site (organization_id, id),
  unique (organization_id, id),
  unique (site_id, name)
);

create table slot (
  id uuid primary key,
  organization_id uuid not null,
  rack_id uuid not null,
  row_no int not null check (row_no >= 1),
  column_no int not null check (column_no >= 1),
  label text not null check (length(label) between 1 and 40),
  foreign key (organization_id, rack_id) references rack (organization_id, id),
  unique (organization_id, id),
  unique (rack_id, row_no, column_no)
);

create table miner_model (
  id uuid primary key,
  organization_id uuid not null references organization,
  make text not null check (length(make) between 1 and 100),
  name text not null check (length(name) between 1 and 100),
  rated_hashrate_ths numeric(18,6) not null check (rated_hashrate_ths > 0),
  rated_power_w numeric(18,6) not null check (rated_power_w > 0),
  rated_efficiency_j_per_th numeric(18,6) not null check (rated_efficiency_j_per_th > 0),
  unique (organization_id, id),
  unique (organization_id, make, name)
);

-- ── Collectors ──
create table collector (
  id uuid primary key,
  organization_id uuid not null,
  site_id uuid not null,
  name text not null check (length(name) between 1 and 200 and name !~ '[\\r\\n]'),
  token_hash bytea not null unique,
  -- Its own X25519 public key, 32 bytes, reported by it: credentials are sealed to it.
  sealing_key bytea check (length(sealing_key) = 32),
  poll_every_seconds int not null default 30 check (poll_every_seconds between 1 and 3600),
  register_every_seconds int not null default 900 check (register_every_seconds between 60 and 86400),
  created_at timestamptz not null,
  revoked_at timestamptz,
  foreign key (organization_id, site_id) references site (organization_id, id),
  unique (organization_id, id),
  unique (site_id, name)
);

-- What changes with every batch, apart from the collector itself, whose changes are audited.
create table collector_state (
  id uuid primary key,
  organization_id uuid not null,
  plan_revision int not null default 1,
  version text,
  last_seen_at timestamptz,
  spooled_readings int,
  clock_offset_ms int,
  allowed_networks text[] not null default '{}',
  foreign key (organization_id, id) references collector (organization_id, id),
  unique (organization_id, id)
);
create function give_collector_state() returns trigger language plpgsql security definer set search_path = public as $$
begin
  insert into collector_state (id, organization_id) values (new.id, new.organization_id);
  return null;
end $$;
create trigger state after insert on collector for each row execute function give_collector_state();

-- Whose token this is. Beside find_session the only look-up before there is a viewer.
create function find_collector(hashes bytea[]) returns table (token_hash bytea, collector_id uuid, organization_id uuid, name text)
language sql stable security definer set search_path = public as
  $$ select c.token_hash, c.id, c.organization_id, c.name from collector c where c.token_hash = any (hashes) and c.revoked_at is null $$;

-- ── Devices ──
create table miner (
  id uuid primary key,
  organization_id uuid not null,
  no int not null unique default nextval('device_no'),
  site_id uuid not null,
  model_id uuid not null,
  name text not null check (length(name) between 1 and 200 and name !~ '[\\r\\n]'),
  serial text, mac text,
  address text,
  collector_id uuid,
  slot_id uuid,
  owner_id uuid,
  maintenance boolean not null default false,
  maintenance_since timestamptz,
  -- The miner's own nameplate where it differs from its model's.
  rated_hashrate_ths numeric(18,6) check (rated_hashrate_ths > 0),
  rated_power_w numeric(18,6) check (rated_power_w > 0),
  rated_efficiency_j_per_th numeric(18,6) check (rated_efficiency_j_per_th > 0),
  firmware text, firmware_version text,
  profile text,
  created_at timestamptz not null,
  foreign key (organization_id, site_id) references site (organization_id, id),
  foreign key (organization_id, model_id) references miner_model (organization_id, id),
  foreign key (organization_id, collector_id) references collector (organization_id, id),
  foreign key (organization_id, slot_id) references slot (organization_id, id),
  foreign key (organization_id, owner_id) references customer (organization_id, id),
  unique (organization_id, id),
  unique (organization_id, id, no),
  unique (slot_id),
  unique (organization_id, mac),
  unique (organization_id, serial),
  unique (site_id, name)
);
create index miner_name on miner (organization_id, name, id);
create index miner_model_of on miner (model_id);
create index miner_collector on miner (collector_id);
create index miner_owner on miner (owner_id);
create unique index miner_address on miner (collector_id, address);

create table pdu (
  id uuid primary key,
  organization_id uuid not null,
  no int not null unique default nextval('device_no'),
  site_id uuid not null,
  rack_id uuid,
  collector_id uuid,
  name text not null check (length(name) between 1 and 200 and name !~ '[\\r\\n]'),
  address text,
  model text, serial text,
  profile text,
  profile_evidence text check (profile_evidence in ('RECORDED', 'DOCUMENTED', 'UNVERIFIED')),
  profile_confirmed_at timestamptz,
  created_at timestamptz not null,
  foreign key (organization_id, site_id) references site (organization_id, id),
  foreign key (organization_id, rack_id) references rack (organization_id, id),
  foreign key (organization_id, collector_id) references collector (organization_id, id),
  unique (organization_id, id),
  unique (site_id, name)
);
create unique index pdu_address on pdu (collector_id, address);

create table outlet (
  id uuid primary key,
  organization_id uuid not null,
  no int not null unique default nextval('device_no'),
  pdu_id uuid not null,
  number int not null check (number >= 0),
  label text,
  foreign key (organization_id, pdu_id) references pdu (organization_id, id),
  unique (organization_id, id),
  unique (pdu_id, number)
);

create table meter (
  id uuid primary key,
  organization_id uuid not null,
  no int not null unique default nextval('device_no'),
  site_id uuid not null,
  collector_id uuid,
  name text not null check (length(name) between 1 and 200 and name !~ '[\\r\\n]'),
  main boolean not null default false,
  address text,
  serial text,
  profile text,
  profile_evidence text check (profile_evidence in ('RECORDED', 'DOCUMENTED', 'UNVERIFIED')),
  profile_confirmed_at timestamptz,
  created_at timestamptz not null,
  foreign key (organization_id, site_id) references site (organization_id, id),
  foreign key (organization_id, collector_id) references collector (organization_id, id),
  unique (organization_id, id),
  unique (site_id, name)
);
create unique index meter_address on meter (collector_id, address);

-- A device's secrets, sealed by the installation's vault. No customer's policy, no field of the API.
create table device_credential (
  id uuid primary key,
  organization_id uuid not null,
  miner_id uuid unique, pdu_id uuid unique, meter_id uuid unique,
  sealed bytea not null,
  foreign key (organization_id, miner_id) references miner (organization_id, id),
  foreign key (organization_id, pdu_id) references pdu (organization_id, id),
  foreign key (organization_id, meter_id) references meter (organization_id, id),
  unique (organization_id, id),
  check (num_nonnulls(miner_id, pdu_id, meter_id) = 1)
);

-- A cumulative energy register of an outlet or a meter.
create table register (
  id uuid primary key,
  organization_id uuid not null,
  no int not null unique default nextval('device_no'),
  outlet_id uuid unique,
  meter_id uuid unique,
  name text not null check (length(name) between 1 and 300),
  rollover_wh bigint check (rollover_wh > 0),
  max_power_w bigint check (max_power_w > 0),
  unique (organization_id, no),
  foreign key (organization_id, outlet_id) references outlet (organization_id, id),
  foreign key (organization_id, meter_id) references meter (organization_id, id),
  unique (organization_id, id),
  check (num_nonnulls(outlet_id, meter_id) = 1),
  check (rollover_wh is null or max_power_w is not null)
);

-- Which unit (a miner, or a site) hangs on an outlet or a meter, and when.
create table feed (
  id uuid primary key,
  organization_id uuid not null,
  outlet_id uuid, meter_id uuid,
  miner_id uuid, site_id uuid,
  during tstzrange not null check (not isempty(during) and lower(during) is not null and lower_inc(during) and not upper_inc(during)),
  weight numeric(12,6) not null default 1 check (weight > 0),
  foreign key (organization_id, outlet_id) references outlet (organization_id, id),
  foreign key (organization_id, meter_id) references meter (organization_id, id),
  foreign key (organization_id, miner_id) references miner (organization_id, id),
  foreign key (organization_id, site_id) references site (organization_id, id),
  unique (organization_id, id),
  check (num_nonnulls(outlet_id, meter_id) = 1),
  check (num_nonnulls(miner_id, site_id) = 1),
  exclude using gist ((coalesce(outlet_id, meter_id)) with =, (coalesce(miner_id, site_id)) with =, during with &&)
);
create index feed_outlet on feed (outlet_id) where outlet_id is not null;
create index feed_meter on feed (meter_id) where meter_id is not null;
create index feed_miner on feed (miner_id) where miner_id is not null;

-- The meter's own story, which bills follow: swaps, and ranges in which it is not to be trusted.
create table register_replacement (
  id uuid primary key,
  organization_id uuid not null,
  register_id uuid not null,
  at timestamptz not null,
  final_wh bigint not null check (final_wh >= 0),
  initial_wh bigint not null check (initial_wh >= 0),
  note text,
  foreign key (organization_id, register_id) references register (organization_id, id),
  unique (organization_id, id),
  unique (register_id, at)
);
create table register_void (
  id uuid primary key,
  organization_id uuid not null,
  register_id uuid not null,
  during tstzrange not null check (not isempty(during)),
  reason text not null check (length(reason) between 1 and 1000),
  foreign key (organization_id, register_id) references register (organization_id, id),
  unique (organization_id, id)
);
create index register_void_register on register_void (register_id);

-- ── Reach: which customer sees a unit's data of which time. Kept by the contracts; here nothing is ever taken away but by them. ──
create table reach (
  id uuid primary key,
  organization_id uuid not null,
  customer_id uuid not null,
  unit_id uuid not null,
  unit_no int not null,
  during tstzrange not null check (not isempty(during)),
  foreign key (organization_id, customer_id) references customer (organization_id, id),
  foreign key (organization_id, unit_id, unit_no) references miner (organization_id, id, no),
  unique (organization_id, id),
  exclude using gist (unit_id with =, during with &&)
);
create index reach_customer on reach (customer_id, unit_no);
create index reach_unit on reach (customer_id, unit_id);

-- Policies lean on each other in one direction only: site, slot, outlet -> miner, feed -> reach.
call protect('reach', 'customer_id = viewer_customer()', false);
revoke insert, update, delete on reach from app;
call protect('miner', 'id in (select unit_id from reach where customer_id = viewer_customer())');
call protect('feed', 'exists (select 1 from reach r where r.customer_id = viewer_customer() and r.unit_id = feed.miner_id and r.during && feed.during)');
call protect('site', 'customer_id = viewer_customer() or id in (select site_id from miner) or id in (select site_id from pdu) or id in (select site_id from meter)');
-- Where a machine stands is its present: who had it once isn't told where it went. The server's clock is good enough here;
-- the API asks its own.
call protect('slot', 'id in (select m.slot_id from miner m join reach r on r.unit_id = m.id and r.customer_id = viewer_customer()
  where upper_inf(r.during) or upper(r.during) > now())', false);
call protect('rack', 'id in (select rack_id from slot)');
call protect('miner_model', 'id in (select model_id from miner)');
call protect('collector');
call protect('collector_state', null, false);
call protect('outlet', 'id in (select outlet_id from feed)', false);
call protect('pdu', 'id in (select pdu_id from outlet)');
call protect('meter', 'id in (select meter_id from feed)');
call protect('device_credential');
call protect('register', 'outlet_id in (select outlet_id from feed) or meter_id in (select meter_id from feed)');
-- A swap or a void concerns a customer where it meets a feed of theirs within their reach. The swap's instant closes one
-- interval and opens the next, so both neighbours see one at their border.
call protect('register_replacement', 'exists (select 1 from register g join feed f on f.outlet_id = g.outlet_id or f.meter_id = g.meter_id
  join reach r on r.customer_id = viewer_customer() and r.unit_id = f.miner_id
  where g.id = register_replacement.register_id and tstzrange(lower(r.during * f.during), upper(r.during * f.during), ''[]'') @> register_replacement.at)');
call protect('register_void', 'exists (select 1 from register g join feed f on f.outlet_id = g.outlet_id or f.meter_id = g.meter_id
  join reach r on r.customer_id = viewer_customer() and r.unit_id = f.miner_id
  where g.id = register_void.register_id and r.during * f.during && register_void.during)');

-- ── A collector's plan has a revision: it grows with every change of what it has to know. Once per statement, so that
-- importing thousands of devices is not thousands of versions of one row. ──
create function bump_plans(collectors uuid[]) returns void language sql as
  $$ update collector_state set plan_revision = plan_revision + 1 where id = any (collectors) $$;

create function plan_devices_came_or_went() returns trigger language plpgsql as $$
begin
  perform bump_plans(array(select distinct collector_id from changed where collector_id is not null));
  return null;
end $$;
create function plan_devices_changed() returns trigger language plpgsql as $$
begin
  perform bump_plans(array(
    select distinct c.id from before b join changed n using (id) cross join lateral (values (b.collector_id), (n.collector_id)) c (id)
    where c.id is not null
      and (b.collector_id, b.address, b.name, b.profile) is distinct from (n.collector_id, n.address, n.name, n.profile)));
  return null;
end $$;
create function plan_outlets_changed() returns trigger language plpgsql as $$
begin
  perform bump_plans(array(select distinct p.collector_id from changed c join pdu p on p.id = c.pdu_id where p.collector_id is not null));
  return null;
end $$;
create function plan_registers_changed() returns trigger language plpgsql as $$
begin
  perform bump_plans(array(
    select p.collector_id from changed c join outlet o on o.id = c.outlet_id join pdu p on p.id = o.pdu_id
    union select m.collector_id from changed c join meter m on m.id = c.meter_id));
  return null;
end $$;
create function plan_credentials_changed() returns trigger language plpgsql as $$
begin
  perform bump_plans(array(
    select d.collector_id from changed c join miner d on d.id = c.miner_id
    union select d.collector_id from changed c join pdu d on d.id = c.pdu_id
    union select d.collector_id from changed c join meter d on d.id = c.meter_id));
  return null;
end $$;
create function plan_collector_changed() returns trigger language plpgsql as $$
begin
  perform bump_plans(array[new.id]);
  return null;
end $$;

create procedure watch_plan(target regclass, change text) language plpgsql as $$
begin
  execute format('create trigger plan_insert after insert on %s referencing new table as changed for each statement execute function %I()', target, change);
  execute format('create trigger plan_delete after delete on %s referencing old table as changed for each statement execute function %I()', target, change);
end $$;
call watch_plan('miner', 'plan_devices_came_or_went');
call watch_plan('pdu', 'plan_devices_came_or_went');
call watch_plan('meter', 'plan_devices_came_or_went');
call watch_plan('outlet', 'plan_outlets_changed');
call watch_plan('register', 'plan_registers_changed');
call watch_plan('device_credential', 'plan_credentials_changed');
drop procedure watch_plan;
create trigger plan_update after update on miner referencing old table as before new table as changed for each statement execute function plan_devices_changed();
create trigger plan_update after update on pdu referencing old table as before new table as changed for each statement execute function plan_devices_changed();
create trigger plan_update after update on meter referencing old table as before new table as changed for each statement execute function plan_devices_changed();
create trigger plan_update after update on outlet referencing new table as changed for each statement execute function plan_outlets_changed();
create trigger plan_update after update on device_credential referencing new table as changed for each statement execute function plan_credentials_changed();
create trigger plan_update after update on collector for each row
  when ((old.poll_every_seconds, old.register_every_seconds, old.sealing_key) is distinct from (new.poll_every_seconds, new.register_every_seconds, new.sealing_key))
  execute function plan_collector_changed();
`;
