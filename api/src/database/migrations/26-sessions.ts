import { Migration } from '@mikro-orm/migrations';

/** Sessions are listed and ended by hand, a lost second factor is reset, and an audit entry knows its customer. */
export class Migration26Sessions extends Migration {
  override up(): void {
    this.addSql(sql);
  }
}

const sql = /* sql */ `
alter table session add column client_address text, add column user_agent text check (length(user_agent) <= 400), add column last_used_at timestamptz;

-- A person's sessions may lie in several organizations; each is opened in its own, and ended from anywhere.
drop policy own on session;
create policy own on session for select using (user_id = viewer_user());
create policy own_opens on session for insert with check (user_id = viewer_user() and organization_id = viewer_organization());
create policy own_ends on session for update using (user_id = viewer_user()) with check (user_id = viewer_user());
create policy portal_owner on session for select using (organization_id = viewer_organization() and viewer_is_portal_owner()
  and membership_id in (select m.id from membership m where m.customer_id = viewer_customer()));
create policy portal_owner_ends on session for update using (organization_id = viewer_organization() and viewer_is_portal_owner()
  and membership_id in (select m.id from membership m where m.customer_id = viewer_customer()));

drop function find_session(bytea[], timestamptz);
create function find_session(hashes bytea[], at timestamptz) returns table (
  token_hash bytea, session_id uuid, read_only boolean, user_id uuid, membership_id uuid, organization_id uuid, customer_id uuid, role text, name text,
  is_new_use boolean)
language sql stable security definer set search_path = public as $$
  select s.token_hash, s.id, s.read_only, s.user_id, m.id, m.organization_id, coalesce(s.customer_id, m.customer_id), m.role, u.name,
    coalesce(s.last_used_at < at - interval '1 minute', true)
  from session s join membership m on m.id = s.membership_id join app_user u on u.id = s.user_id
    left join customer c on c.id = m.customer_id
  where s.token_hash = any (hashes) and s.ended_at is null and s.expires_at > at and m.ended_at is null
    and (m.customer_id is null or (c.active and c.portal_access))
    -- Only the staff view; a role that may no longer is asked for above the database.
    and (s.customer_id is null or m.customer_id is null)
$$;
create function record_session_use(ids uuid[], at timestamptz) returns void language sql security definer set search_path = public as
  $$ update session set last_used_at = at where id = any (ids) $$;

-- Turns a person's second factor off for who manages the person, and ends all of the person's sessions. False when the
-- person also belongs to somebody else: nobody weakens another's door.
create function reset_second_factor(person uuid, at timestamptz) returns boolean
language plpgsql security definer set search_path = public as $$
begin
  if not (viewer_is_staff() or viewer_is_portal_owner()) then return false; end if;
  if exists (select 1 from membership m where m.user_id = person and m.ended_at is null
    and (m.organization_id <> viewer_organization() or (viewer_is_customer() and m.customer_id is distinct from viewer_customer())))
  then return false; end if;
  if not exists (select 1 from membership m where m.user_id = person and m.ended_at is null) then return false; end if;
  delete from recovery_code where user_id = person;
  delete from second_factor where user_id = person;
  update app_user set second_factor = false where id = person;
  update session set ended_at = at where user_id = person and ended_at is null;
  return true;
end $$;
drop policy portal_owner on mail;
create policy portal_owner on mail for insert
  with check (organization_id = viewer_organization() and purpose in ('INVITE', 'SECOND_FACTOR_RESET') and viewer_is_portal_owner());

-- Like a person, a second factor belongs to no organization: each that the person works with or buys from sees the change.
create function audit_second_factor() returns trigger language plpgsql security definer set search_path = public as $$
declare
  person constant uuid := coalesce(new.user_id, old.user_id);
begin
  insert into audit_log (organization_id, actor, table_name, row_id, action, before, after)
  select distinct m.organization_id, nullif(current_setting('app.actor', true), ''), 'second_factor', person, tg_op,
    case when tg_op <> 'INSERT' then jsonb_build_object('user_id', person, 'confirmed_at', old.confirmed_at) end,
    case when tg_op <> 'DELETE' then jsonb_build_object('user_id', person, 'confirmed_at', new.confirmed_at) end
  from membership m where m.user_id = person and m.ended_at is null;
  return null;
end $$;
create trigger audit after insert or delete or update of sealed, confirmed_at on second_factor
  for each row execute function audit_second_factor();

-- ── Whose customer an entry is about ──
create function audit_customer_of(table_name text, row_id uuid, subject jsonb) returns uuid
language plpgsql stable security definer set search_path = public as $$
begin
  if table_name in ('customer', 'customer_file') then return row_id; end if;
  if subject ->> 'customer_id' is not null then return (subject ->> 'customer_id')::uuid; end if;
  if subject ->> 'contract_id' is not null then
    return (select c.customer_id from contract c where c.id = (subject ->> 'contract_id')::uuid);
  end if;
  if subject ->> 'invoice_id' is not null then
    return (select i.customer_id from invoice i where i.id = (subject ->> 'invoice_id')::uuid);
  end if;
  if table_name in ('contract_file', 'infinity_terms') then return (select c.customer_id from contract c where c.id = row_id); end if;
  if subject ->> 'membership_id' is not null then
    return (select m.customer_id from membership m where m.id = (subject ->> 'membership_id')::uuid);
  end if;
  if table_name = 'mail' then
    return (select i.customer_id from invite i where i.id = (subject ->> 'document_id')::uuid
      union all select i.customer_id from invoice i where i.id = (subject ->> 'document_id')::uuid limit 1);
  end if;
  return null;
end $$;
revoke execute on function audit_customer_of from app;
alter table audit_log add column customer_id uuid;
update audit_log set customer_id = audit_customer_of(table_name, row_id, coalesce(after, before));
create index audit_log_customer on audit_log (organization_id, customer_id, id desc) where customer_id is not null;
create function audit_knows_customer() returns trigger language plpgsql security definer set search_path = public as $$
begin
  new.customer_id := audit_customer_of(new.table_name, new.row_id, coalesce(new.after, new.before));
  return new;
end $$;
create trigger customer before insert on audit_log for each row execute function audit_knows_customer();
`;
