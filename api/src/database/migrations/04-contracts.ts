import { Migration } from '@mikro-orm/migrations';

/**
 * Contracts with their terms, dated prices and assignments. What no code path may break stands here: no unit under two
 * contracts at once, no two prices of a component for one day, a number exactly from activation on, agreed terms that
 * stay as agreed, a timeline that is only ever added to, and `reach` in step with what customers were assigned.
 */
export class Migration04Contracts extends Migration {
  override up(): void {
    this.addSql(sql);
  }
}

const sql = /* sql */ `
create table contract (
  id uuid primary key,
  organization_id uuid not null,
  customer_id uuid not null,
  type text not null check (type in ('HOSTED', 'LEASE', 'INFINITY', 'OM')),
  status text not null check (status in ('DRAFT', 'ACTIVE', 'SUSPENDED', 'EXPIRED', 'TERMINATED', 'CANCELLED')),
  number text,
  draft_number text not null,
  term text not null check (term in ('MONTH_TO_MONTH', 'MONTHS_3', 'MONTHS_6', 'YEARS_1', 'YEARS_2', 'CUSTOM')),
  starts_on date not null,
  ends_on date not null,
  ends_on_overridden boolean not null default false,
  auto_renew boolean not null default false,
  notice_days int not null check (notice_days between 0 and 730),
  notice_given_on date,
  time_zone text not null,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  billing_method text not null check (billing_method in ('METERED', 'CALCULATED', 'HASH', 'FIXED')),
  loss_factor numeric(9,6) not null default 1 check (loss_factor > 0),
  power_cap_kw numeric(14,6) check (power_cap_kw > 0),
  cap_policy text check (cap_policy in ('ALERT_ONLY', 'OVERAGE', 'CLIP')),
  overage_rate numeric(18,6) check (overage_rate >= 0),
  tax_code text,
  max_extensions int check (max_extensions between 0 and 100),
  supersedes_id uuid,
  created_at timestamptz not null,
  activated_at timestamptz,
  -- What was agreed at activation, kept as it stood.
  snapshot jsonb,
  foreign key (organization_id, customer_id) references customer (organization_id, id),
  foreign key (organization_id, supersedes_id) references contract (organization_id, id),
  unique (organization_id, id),
  unique (organization_id, id, customer_id),
  unique (organization_id, number),
  check (ends_on > starts_on),
  check ((number is null) = (activated_at is null)),
  check ((snapshot is null) = (activated_at is null)),
  check (status in ('DRAFT', 'CANCELLED') or number is not null),
  check (status <> 'DRAFT' or number is null),
  check ((power_cap_kw is null) = (cap_policy is null)),
  check (power_cap_kw is null or billing_method = 'METERED'),
  check ((overage_rate is not null) = (cap_policy is not distinct from 'OVERAGE')),
  check (type <> 'INFINITY' or billing_method = 'FIXED'),
  check (not auto_renew or (type <> 'LEASE' and term <> 'CUSTOM'))
);
create index contract_customer on contract (organization_id, customer_id, id);
call protect('contract', 'customer_id = viewer_customer() and activated_at is not null');

-- Internal notes, a table of its own that no customer's policy reaches. Its id is the contract's.
create table contract_file (
  id uuid primary key,
  organization_id uuid not null,
  notes text check (length(notes) <= 10000),
  foreign key (organization_id, id) references contract (organization_id, id),
  unique (organization_id, id)
);
call protect('contract_file');

create function contract_keeps_what_was_agreed() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then raise exception 'contracts are discarded or terminated, never deleted'; end if;
  if new.customer_id <> old.customer_id or new.type <> old.type or new.organization_id <> old.organization_id then
    raise exception 'a contract keeps its customer and its type';
  end if;
  if old.activated_at is not null and (
    new.number, new.activated_at, new.snapshot, new.currency, new.time_zone, new.billing_method, new.starts_on, new.loss_factor,
    new.notice_days, new.max_extensions, new.tax_code) is distinct from (
    old.number, old.activated_at, old.snapshot, old.currency, old.time_zone, old.billing_method, old.starts_on, old.loss_factor,
    old.notice_days, old.max_extensions, old.tax_code) then
    raise exception 'contract % keeps what was agreed at its activation', old.number;
  end if;
  return new;
end $$;
create trigger keep before update or delete on contract for each row execute function contract_keeps_what_was_agreed();

create table contract_term (
  id uuid primary key,
  organization_id uuid not null,
  contract_id uuid not null,
  number int not null check (number > 0),
  origin text not null check (origin in ('INITIAL', 'RENEWAL', 'EXTENSION')),
  starts_on date not null,
  ends_on date not null,
  foreign key (organization_id, contract_id) references contract (organization_id, id),
  unique (organization_id, id),
  unique (contract_id, number),
  check (ends_on > starts_on),
  exclude using gist (contract_id with =, daterange(starts_on, ends_on) with &&)
);
call protect('contract_term', 'exists (select 1 from contract c where c.id = contract_id)');

create table contract_price (
  id uuid primary key,
  organization_id uuid not null,
  contract_id uuid not null,
  component text not null check (component in ('ENERGY', 'HOSTING', 'LEASE', 'SERVICE', 'HASHRATE')),
  unit text not null,
  rate numeric(18,6) not null check (rate >= 0),
  starts_on date,
  ends_on date,
  tax_code text,
  foreign key (organization_id, contract_id) references contract (organization_id, id),
  unique (organization_id, id),
  check (case component when 'ENERGY' then unit = 'KWH' when 'HASHRATE' then unit = 'THS_DAY' else unit in ('UNIT_MONTH', 'MONTH') end),
  check (ends_on > starts_on),
  exclude using gist (contract_id with =, component with =, daterange(starts_on, ends_on) with &&)
);
create index contract_price_contract on contract_price (contract_id);
call protect('contract_price', 'exists (select 1 from contract c where c.id = contract_id)');

-- From activation on a price is only ever ended, on a day; another one follows it.
create function contract_price_stays() returns trigger language plpgsql as $$
begin
  if exists (select 1 from contract c where c.id = old.contract_id and c.activated_at is not null) then
    if tg_op = 'DELETE' or (new.id, new.organization_id, new.contract_id, new.component, new.unit, new.rate, new.starts_on, new.tax_code)
        is distinct from (old.id, old.organization_id, old.contract_id, old.component, old.unit, old.rate, old.starts_on, old.tax_code) then
      raise exception 'an agreed price stays; end it and add the next';
    end if;
  end if;
  if tg_op = 'DELETE' then return old; end if;
  return new;
end $$;
create trigger stay before update or delete on contract_price for each row execute function contract_price_stays();

-- Which unit (miner, or site under O&M) is under the contract, when. Rated values are copies, taken at assignment.
create table assignment (
  id uuid primary key,
  organization_id uuid not null,
  contract_id uuid not null,
  customer_id uuid not null,
  miner_id uuid,
  site_id uuid,
  from_at timestamptz not null,
  to_at timestamptz,
  rated_power_w numeric(18,6) check (rated_power_w >= 0),
  efficiency_j_per_th numeric(18,6) check (efficiency_j_per_th >= 0),
  foreign key (organization_id, contract_id, customer_id) references contract (organization_id, id, customer_id),
  foreign key (organization_id, miner_id) references miner (organization_id, id),
  foreign key (organization_id, site_id) references site (organization_id, id),
  unique (organization_id, id),
  check (num_nonnulls(miner_id, site_id) = 1),
  check (to_at > from_at),
  constraint assignment_one_contract exclude using gist (miner_id with =, tstzrange(from_at, to_at) with &&),
  constraint assignment_one_site_contract exclude using gist (site_id with =, tstzrange(from_at, to_at) with &&)
);
create index assignment_contract on assignment (contract_id, from_at, id);
call protect('assignment', 'customer_id = viewer_customer() and exists (select 1 from contract c where c.id = contract_id)');

-- Keeps reach as the assignments of activated contracts are. Definer: reach is written by this alone.
create function assignment_reaches() returns trigger language plpgsql security definer set search_path = public as $$
begin
  if tg_op = 'DELETE' then
    delete from reach where id = old.id;
    return null;
  end if;
  insert into reach (id, organization_id, customer_id, unit_id, unit_no, during)
  select new.id, new.organization_id, new.customer_id, m.id, m.no, tstzrange(new.from_at, new.to_at)
  from miner m join contract c on c.id = new.contract_id and c.activated_at is not null
  where m.id = new.miner_id
  on conflict (id) do update set during = excluded.during, unit_id = excluded.unit_id, unit_no = excluded.unit_no;
  return null;
end $$;
create trigger reach after insert or update or delete on assignment for each row execute function assignment_reaches();

create function contract_reaches() returns trigger language plpgsql security definer set search_path = public as $$
begin
  insert into reach (id, organization_id, customer_id, unit_id, unit_no, during)
  select a.id, a.organization_id, a.customer_id, m.id, m.no, tstzrange(a.from_at, a.to_at)
  from assignment a join miner m on m.id = a.miner_id
  where a.contract_id = new.id
  on conflict (id) do nothing;
  return null;
end $$;
create trigger reach after update of activated_at on contract for each row
  when (old.activated_at is null and new.activated_at is not null) execute function contract_reaches();

create table contract_event (
  id uuid primary key,
  organization_id uuid not null,
  contract_id uuid not null,
  at timestamptz not null,
  kind text not null check (kind in ('CREATED', 'UPDATED', 'ASSIGNED', 'UNASSIGNED', 'ACTIVATED', 'ACCEPTED', 'SUSPENDED', 'RESUMED',
    'PRICE_CHANGED', 'NOTICE_GIVEN', 'RENEWED', 'EXTENDED', 'EXPIRED', 'TERMINATED', 'DISCARDED')),
  actor text not null,
  note text,
  foreign key (organization_id, contract_id) references contract (organization_id, id),
  unique (organization_id, id)
);
create index contract_event_contract on contract_event (contract_id, id);
call protect('contract_event', 'exists (select 1 from contract c where c.id = contract_id)', false);
revoke update, delete on contract_event from app;
`;
