import { Migration } from '@mikro-orm/migrations';

/** The one-time link by which the first owner sets an empty installation up. */
export class Migration13Installation extends Migration {
  override up(): void {
    this.addSql(sql);
  }
}

const sql = /* sql */ `
-- At most one row. Nobody but the owner and the functions below reaches it.
create table installation_setup (
  one boolean primary key default true check (one),
  token_hash bytea not null
);
alter table installation_setup enable row level security;

-- Makes this the link that works, in place of a former one; false when there is an organization. For the owner alone.
create function offer_setup(hash bytea) returns boolean language sql set search_path = public as $$
  delete from installation_setup;
  insert into installation_setup (token_hash) select hash where not exists (select 1 from organization)
  returning true
$$;
revoke execute on function offer_setup(bytea) from public;

create function setup_open(hash bytea) returns boolean language sql stable security definer set search_path = public as $$
  select exists (select 1 from installation_setup where token_hash = hash) and not exists (select 1 from organization)
$$;

-- Uses the link up; false when it isn't the one or there is an organization by now. The lock makes whoever else is
-- making one wait for the end of this transaction, and this for theirs.
create function use_setup(hash bytea) returns boolean
language plpgsql security definer set search_path = public as $$
begin
  lock table organization in share row exclusive mode;
  delete from installation_setup where token_hash = hash and not exists (select 1 from organization);
  return found;
end $$;
`;
