import { Migration } from '@mikro-orm/migrations';

/** Portal owners invite and remove their own people; passwords are reset by mail; a membership's end ends its sessions. */
export class Migration11People extends Migration {
  override up(): void {
    this.addSql(sql);
  }
}

const sql = /* sql */ `
create function viewer_is_portal_owner() returns boolean language sql stable security definer set search_path = public as $$
  select viewer_is_customer() and exists (select 1 from membership m where m.organization_id = viewer_organization()
    and m.user_id = viewer_user() and m.customer_id = viewer_customer() and m.role = 'CUSTOMER_OWNER' and m.ended_at is null)
$$;
create policy portal_owner on invite
  using (organization_id = viewer_organization() and customer_id = viewer_customer() and viewer_is_portal_owner())
  with check (organization_id = viewer_organization() and customer_id = viewer_customer() and viewer_is_portal_owner());
create policy portal_owner on membership for update
  using (organization_id = viewer_organization() and customer_id = viewer_customer() and viewer_is_portal_owner())
  with check (organization_id = viewer_organization() and customer_id = viewer_customer() and viewer_is_portal_owner());
create policy portal_owner on mail for insert
  with check (organization_id = viewer_organization() and purpose = 'INVITE' and viewer_is_portal_owner());

create function end_with_membership() returns trigger language plpgsql security definer set search_path = public as $$
begin
  update session set ended_at = new.ended_at where membership_id = new.id and ended_at is null;
  return null;
end $$;
create trigger ends_sessions after update of ended_at on membership
  for each row when (old.ended_at is null and new.ended_at is not null) execute function end_with_membership();

-- A person belongs to no organization; each one that it works with or buys from sees in its audit log what changed.
create function audit_person() returns trigger language plpgsql security definer set search_path = public as $$
declare
  new_password constant jsonb := case when old.password_hash <> new.password_hash then '{"password": "changed"}' else '{}' end;
  old_row constant jsonb := to_jsonb(old) - 'password_hash';
  new_row constant jsonb := to_jsonb(new) - 'password_hash' || new_password;
begin
  if old_row = new_row then return null; end if;
  insert into audit_log (organization_id, actor, table_name, row_id, action, before, after)
  select distinct m.organization_id, nullif(current_setting('app.actor', true), ''), 'app_user', new.id, 'UPDATE', old_row, new_row
  from membership m where m.user_id = new.id and m.ended_at is null;
  return null;
end $$;
create trigger audit after update on app_user for each row execute function audit_person();

-- ── Password resets: no viewer touches the table; three functions do one thing each. ──
create table password_reset (
  id uuid primary key,
  user_id uuid not null references app_user,
  token_hash bytea not null unique,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index password_reset_user on password_reset (user_id, created_at);

-- The same work for every address, known or not: the mail is made by a job later. A second wish while one waits is the same wish.
create function queue_password_reset(address text, slug text) returns void
language sql security definer set search_path = public as $$
  select graphile_worker.add_job('sendPasswordReset', json_build_object('email', address, 'portalSlug', slug),
    job_key => 'reset:' || encode(sha256(convert_to(lower(address) || ' ' || coalesce(slug, ''), 'UTF8')), 'hex'))
$$;

-- Nothing for an unknown address, for one that may not enter, and after three within the hour.
create function begin_password_reset(address text, slug text, reset_id uuid, hash bytea, at timestamptz, until timestamptz)
returns table (name text, email text, organization_id uuid, customer_id uuid)
language plpgsql security definer set search_path = public as $$
declare
  person app_user;
begin
  select * into person from app_user u where lower(u.email) = lower(address) for update;
  if person.id is null then return; end if;
  if (select count(*) from password_reset r where r.user_id = person.id and r.created_at > at - interval '1 hour') >= 3 then return; end if;
  return query select person.name, person.email, m.organization_id, m.customer_id from find_memberships(person.id) m
    where m.active and m.portal_access and (slug is null or (m.customer_id is not null and m.portal_slug = slug)) limit 1;
  if not found then return; end if;
  insert into password_reset (id, user_id, token_hash, created_at, expires_at) values (reset_id, person.id, hash, at, until);
end $$;

create function open_password_reset(hash bytea, at timestamptz) returns boolean
language sql stable security definer set search_path = public as
  $$ select exists (select 1 from password_reset where token_hash = hash and used_at is null and expires_at > at) $$;

-- Uses the link up, with every other one of the person, and ends all sessions. Null when the link is no longer good.
create function use_password_reset(hash bytea, new_hash text, at timestamptz) returns text
language plpgsql security definer set search_path = public as $$
declare
  person uuid;
  account text;
begin
  update password_reset set used_at = at where token_hash = hash and used_at is null and expires_at > at returning user_id into person;
  if person is null then return null; end if;
  perform set_config('app.actor', 'user:' || person, true);
  update password_reset set used_at = at where user_id = person and used_at is null;
  update app_user set password_hash = new_hash where id = person returning email into account;
  update session set ended_at = at where user_id = person and ended_at is null;
  delete from sign_in_failure f where f.email = lower(account);
  return account;
end $$;
`;
