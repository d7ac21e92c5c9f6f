import { Migration } from '@mikro-orm/migrations';

/** Programs' access: keys that belong to who made them, for the staff's reach or one customer's. */
export class Migration12ApiKeys extends Migration {
  override up(): void {
    this.addSql(sql);
  }
}

const sql = /* sql */ `
create table api_key (
  id uuid primary key,
  organization_id uuid not null references organization,
  customer_id uuid,
  membership_id uuid not null,
  name text not null check (length(name) between 1 and 200),
  permissions text[] not null,
  token_hash bytea not null unique,
  created_at timestamptz not null,
  expires_at timestamptz,
  last_used_at timestamptz,
  revoked_at timestamptz,
  foreign key (organization_id, customer_id) references customer (organization_id, id),
  foreign key (organization_id, membership_id) references membership (organization_id, id),
  unique (organization_id, id)
);
create index api_key_membership on api_key (membership_id) where revoked_at is null;
call protect('api_key', 'customer_id = viewer_customer() and viewer_is_portal_owner()');
create policy portal_owner_makes on api_key for insert
  with check (organization_id = viewer_organization() and customer_id = viewer_customer() and viewer_is_portal_owner()
    and exists (select 1 from membership m where m.id = membership_id and m.user_id = viewer_user()));
create policy portal_owner_revokes on api_key for update
  using (organization_id = viewer_organization() and customer_id = viewer_customer() and viewer_is_portal_owner())
  with check (organization_id = viewer_organization() and customer_id = viewer_customer() and viewer_is_portal_owner());

-- A key is good while its maker has a place here, and its customer may enter. role is the maker's: it bounds the key.
create function find_api_key(hashes bytea[], at timestamptz) returns table (
  token_hash bytea, api_key_id uuid, name text, permissions text[], organization_id uuid, customer_id uuid, role text, is_new_use boolean)
language sql stable security definer set search_path = public as $$
  select k.token_hash, k.id, k.name, k.permissions, k.organization_id, k.customer_id, m.role,
    k.last_used_at is null or k.last_used_at < at - interval '1 minute'
  from api_key k join membership m on m.id = k.membership_id left join customer c on c.id = k.customer_id
  where k.token_hash = any (hashes) and k.revoked_at is null and (k.expires_at is null or k.expires_at > at) and m.ended_at is null
    and (k.customer_id is null or (c.active and c.portal_access))
$$;

create function record_api_key_use(keys uuid[], at timestamptz) returns void
language sql security definer set search_path = public as
  $$ update api_key set last_used_at = at where id = any (keys) $$;

create or replace function end_with_membership() returns trigger language plpgsql security definer set search_path = public as $$
begin
  update session set ended_at = new.ended_at where membership_id = new.id and ended_at is null;
  update api_key set revoked_at = new.ended_at where membership_id = new.id and revoked_at is null;
  return null;
end $$;
`;
