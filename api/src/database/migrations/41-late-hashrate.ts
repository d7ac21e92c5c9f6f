import { Migration } from '@mikro-orm/migrations';

/** Hashrate of a billed month that comes late is noted like a register's late reading; rejected rows end with their time. */
export class Migration41LateHashrate extends Migration {
  override up(): void {
    this.addSql(sql);
  }
}

const sql = /* sql */ `
-- What is learnt is of a register or, where a machine is billed by its hashrate, of the machine: a row for each of its days (UTC).
alter table billed_change alter register_id drop not null, add miner_id uuid,
  add foreign key (organization_id, miner_id) references miner (organization_id, id),
  add check (num_nonnulls(register_id, miner_id) = 1);
create unique index billed_change_day on billed_change (miner_id, from_at) where miner_id is not null;

-- A batch's hours; nearly always they are of now, so the first look ends it. A day that is noted again counts as new again.
-- Definer: notes are never changed by anybody else, and a collector sees no contract.
create function hashrate_came() returns trigger language plpgsql security definer set search_path = public set timezone = 'UTC' as $$
declare
  batch record;
begin
  for batch in select n.organization_id, min(n.at) as first_at from new_rows n group by n.organization_id loop
    perform pg_advisory_xact_lock_shared(hashtext('billing horizon'), hashtext(batch.organization_id::text));
    continue when not exists (select 1 from billing_horizon h where h.organization_id = batch.organization_id and batch.first_at < h.until);
    insert into billed_change (organization_id, miner_id, from_at, to_at)
    select distinct m.organization_id, m.id, date_trunc('day', n.at), date_trunc('day', n.at) + interval '1 day'
    from new_rows n join billing_horizon h on h.organization_id = n.organization_id and n.at < h.until
      join miner m on m.no = n.miner_no
      join assignment a on a.miner_id = m.id and tstzrange(a.from_at, a.to_at) && tstzrange(n.at, n.at + interval '1 hour')
      join contract c on c.id = a.contract_id and c.billing_method = 'HASH' and c.activated_at is not null
    where n.organization_id = batch.organization_id
    order by m.id, 3
    on conflict (miner_id, from_at) where miner_id is not null do update set id = default, xid = default;
  end loop;
  return null;
end $$;
create trigger came after insert on miner_hour referencing new table as new_rows for each statement execute function hashrate_came();
create trigger changed after update on miner_hour referencing new table as new_rows for each statement execute function hashrate_came();

-- What could not be kept is looked into while its months may still be disputed. By the later of no clock's word: one that runs ahead deletes nothing.
create index rejected_reading_received on rejected_reading (received_at);
create function drop_expired_rejects(at timestamptz) returns bigint
language sql security definer set search_path = public set timezone = 'UTC' as $$
  with gone as (delete from rejected_reading where received_at < least(at, clock_timestamp()) - interval '400 days' returning 1)
  select count(*) from gone
$$;
`;
