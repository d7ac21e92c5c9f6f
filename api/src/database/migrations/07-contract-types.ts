import { Migration } from '@mikro-orm/migrations';

/** What Infinity contracts sell, and which units go under which type of contract. */
export class Migration07ContractTypes extends Migration {
  override up(): void {
    this.addSql(sql);
  }
}

const sql = /* sql */ `
-- What an Infinity contract sells: hashrate out of a site's pool. Its id is the contract's. Fee and wallet are recorded, not settled.
create table infinity_terms (
  id uuid primary key,
  organization_id uuid not null,
  site_id uuid not null,
  hashrate_ths numeric(18,6) not null check (hashrate_ths > 0),
  guaranteed_percent numeric(9,6) check (guaranteed_percent > 0 and guaranteed_percent <= 100),
  model_id uuid,
  quantity int check (quantity > 0),
  connector_fee_percent numeric(9,6) check (connector_fee_percent between 0 and 100),
  payout_wallet text check (length(payout_wallet) <= 200),
  foreign key (organization_id, id) references contract (organization_id, id),
  foreign key (organization_id, site_id) references site (organization_id, id),
  foreign key (organization_id, model_id) references miner_model (organization_id, id),
  unique (organization_id, id)
);
create index infinity_terms_site on infinity_terms (site_id);
call protect('infinity_terms', 'exists (select 1 from contract c where c.id = infinity_terms.id)');

create function infinity_terms_stay() returns trigger language plpgsql as $$
begin
  if exists (select 1 from contract c where c.id = old.id and c.activated_at is not null) then
    raise exception 'an activated contract keeps the hashrate that it sells';
  end if;
  if tg_op = 'DELETE' then return old; end if;
  return new;
end $$;
create trigger stay before update or delete on infinity_terms for each row execute function infinity_terms_stay();

-- Whoever bought hashrate sees where it comes from: name, place and zone, as the API shows no customer more.
create policy bought_from on site for select using (organization_id = viewer_organization() and viewer_is_customer()
  and id in (select t.site_id from infinity_terms t));

-- Machines go under Hosted and Lease, sites under O&M, nothing under Infinity.
create function assignment_fits_type() returns trigger language plpgsql as $$
declare
  contract_type text;
begin
  select c.type into contract_type from contract c where c.id = new.contract_id;
  if new.miner_id is not null and contract_type not in ('HOSTED', 'LEASE') then
    raise exception 'a machine goes under no contract of type %', contract_type;
  elsif new.site_id is not null and contract_type <> 'OM' then
    raise exception 'a site goes under no contract of type %', contract_type;
  end if;
  return new;
end $$;
create trigger fits_type before insert or update of contract_id, miner_id, site_id on assignment
  for each row execute function assignment_fits_type();

create index feed_site on feed (site_id) where site_id is not null;
`;
