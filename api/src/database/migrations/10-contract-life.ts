import { Migration } from '@mikro-orm/migrations';

/**
 * The life of a contract after its activation. Whatever the code does: states follow each other as they may, an end never
 * moves before what is billed, extensions stay within what was agreed, and billed prices, caps and suspensions stay.
 */
export class Migration10ContractLife extends Migration {
  override up(): void {
    this.addSql(sql);
  }
}

const sql = /* sql */ `
-- Up to which local date a contract is billed, exclusive; null when it never was.
create function contract_billed_until(contract uuid) returns date language sql stable security definer set search_path = public as
  $$ select max(ends_on) from billed_claim where contract_id = contract and released_at is null $$;

create function contract_moves_on() returns trigger language plpgsql as $$
begin
  if new.status <> old.status and not (old.status, new.status) in (('DRAFT', 'ACTIVE'), ('DRAFT', 'CANCELLED'), ('ACTIVE', 'SUSPENDED'),
      ('ACTIVE', 'EXPIRED'), ('ACTIVE', 'TERMINATED'), ('SUSPENDED', 'ACTIVE'), ('SUSPENDED', 'EXPIRED'), ('SUSPENDED', 'TERMINATED')) then
    raise exception 'a contract does not go from % to %', old.status, new.status;
  end if;
  if new.ends_on <> old.ends_on and old.activated_at is not null then
    if old.status in ('EXPIRED', 'TERMINATED') then raise exception 'contract % has ended', old.number; end if;
    if new.ends_on < contract_billed_until(new.id) then raise exception 'contract % is billed beyond %', old.number, new.ends_on; end if;
  end if;
  return new;
end $$;
create trigger move_on before update of status, ends_on on contract for each row execute function contract_moves_on();

-- Extensions are numbered: no two have one number, and none has one above what was agreed.
alter table contract_term
  add column extension_no int check (extension_no > 0),
  add constraint contract_extension_once unique (contract_id, extension_no),
  add check ((origin = 'EXTENSION') = (extension_no is not null));
create function contract_term_within_limit() returns trigger language plpgsql as $$
begin
  if new.extension_no > coalesce((select c.max_extensions from contract c where c.id = new.contract_id), 0) then
    raise exception 'the contract has no extension number %', new.extension_no;
  end if;
  return new;
end $$;
create trigger within_limit before insert or update on contract_term for each row when (new.extension_no is not null)
  execute function contract_term_within_limit();

-- From one local date to another (null: still). Without bill_fixed_fees fees and hash streams stop for these days.
create table contract_suspension (
  id uuid primary key,
  organization_id uuid not null,
  contract_id uuid not null,
  starts_on date not null,
  ends_on date,
  bill_fixed_fees boolean not null,
  reason text not null check (length(reason) between 1 and 2000),
  foreign key (organization_id, contract_id) references contract (organization_id, id),
  unique (organization_id, id),
  check (ends_on >= starts_on),
  exclude using gist (contract_id with =, daterange(starts_on, ends_on) with &&)
);
call protect('contract_suspension');
revoke delete on contract_suspension from app;
create function contract_suspension_stays() returns trigger language plpgsql as $$
begin
  if old.ends_on is not null or (to_jsonb(new) - 'ends_on') is distinct from (to_jsonb(old) - 'ends_on') then
    raise exception 'a suspension is only ever ended';
  end if;
  return new;
end $$;
create trigger stay before update on contract_suspension for each row execute function contract_suspension_stays();

-- Another power cap (or none) from the first of a month on; before the first of them that of the contract's row holds.
create table contract_power_cap (
  id uuid primary key,
  organization_id uuid not null,
  contract_id uuid not null,
  starts_on date not null check (extract(day from starts_on) = 1),
  power_cap_kw numeric(14,6) check (power_cap_kw > 0),
  cap_policy text check (cap_policy in ('ALERT_ONLY', 'OVERAGE', 'CLIP')),
  overage_rate numeric(18,6) check (overage_rate >= 0),
  foreign key (organization_id, contract_id) references contract (organization_id, id),
  unique (organization_id, id),
  unique (contract_id, starts_on),
  check ((power_cap_kw is null) = (cap_policy is null)),
  check ((overage_rate is not null) = (cap_policy is not distinct from 'OVERAGE'))
);
call protect('contract_power_cap', 'exists (select 1 from contract c where c.id = contract_id)');
create function contract_power_cap_stays() returns trigger language plpgsql as $$
declare
  cap contract_power_cap;
begin
  if tg_op = 'INSERT' then cap := new; else cap := old; end if;
  if contract_billed_until(cap.contract_id) > cap.starts_on then
    raise exception 'the months from then on are billed with the cap that they had';
  end if;
  if tg_op = 'DELETE' then return old; end if;
  return new;
end $$;
create trigger stay before insert or update or delete on contract_power_cap for each row execute function contract_power_cap_stays();

-- A later price that nothing is billed with yet may be replaced by another; one that was agreed at first, or is billed, stays.
create or replace function contract_price_stays() returns trigger language plpgsql as $$
declare
  billed_until date;
begin
  if exists (select 1 from contract c where c.id = old.contract_id and c.activated_at is not null) then
    billed_until := coalesce(contract_billed_until(old.contract_id), '-infinity');
    if tg_op = 'DELETE' then
      if old.starts_on is null or old.starts_on < billed_until then raise exception 'an agreed price stays; end it and add the next'; end if;
      return old;
    end if;
    if (new.id, new.organization_id, new.contract_id, new.component, new.unit, new.rate, new.starts_on, new.tax_code)
        is distinct from (old.id, old.organization_id, old.contract_id, old.component, old.unit, old.rate, old.starts_on, old.tax_code) then
      raise exception 'an agreed price stays; end it and add the next';
    end if;
    if new.ends_on is distinct from old.ends_on and least(new.ends_on, old.ends_on) < billed_until then
      raise exception 'a price stays for the days that are billed with it';
    end if;
  end if;
  if tg_op = 'DELETE' then return old; end if;
  return new;
end $$;
`;
