import { Migration } from '@mikro-orm/migrations';

/** Viewing as a customer: a session kind of its own, read only; sessions are audited; why a customer is in default. */
export class Migration08Viewing extends Migration {
  override up(): void {
    this.addSql(sql);
  }
}

const sql = /* sql */ `
alter table session add column customer_id uuid,
  add constraint session_customer foreign key (organization_id, customer_id) references customer (organization_id, id),
  add constraint session_viewing check (read_only = (customer_id is not null));

-- A viewing session reaches its customer whatever the portal's state is: the staff look before they open it.
create or replace function find_session(hashes bytea[], at timestamptz) returns table (
  token_hash bytea, session_id uuid, read_only boolean, user_id uuid, membership_id uuid, organization_id uuid, customer_id uuid, role text, name text)
language sql stable security definer set search_path = public as $$
  select s.token_hash, s.id, s.read_only, s.user_id, m.id, m.organization_id, coalesce(s.customer_id, m.customer_id), m.role, u.name
  from session s join membership m on m.id = s.membership_id join app_user u on u.id = s.user_id
    left join customer c on c.id = m.customer_id
  where s.token_hash = any (hashes) and s.ended_at is null and s.expires_at > at and m.ended_at is null
    and (m.customer_id is null or (c.active and c.portal_access))
    -- Only the staff view; a role that may no longer is asked for above the database.
    and (s.customer_id is null or m.customer_id is null)
$$;

-- Who came in, viewed as whom, and left.
create trigger audit after insert or update or delete on session for each row execute function audit_row();

-- Secrets and what changes with every visit stay out of the audit log.
create or replace function audit_row() returns trigger language plpgsql security definer set search_path = public as $$
declare
  hidden constant text[] := '{password_hash,token_hash,bytes,sealed,last_seen_at,last_used_at}';
  old_row jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) - hidden end;
  new_row jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) - hidden end;
  subject jsonb := coalesce(new_row, old_row);
begin
  if tg_op = 'UPDATE' and old_row = new_row then return null; end if;
  insert into audit_log (organization_id, actor, table_name, row_id, action, before, after)
  values ((subject ->> 'organization_id')::uuid, nullif(current_setting('app.actor', true), ''), tg_table_name,
          (subject ->> 'id')::uuid, tg_op, old_row, new_row);
  return null;
end $$;

alter table customer_file add column in_default_reason text check (length(in_default_reason) <= 1000);
`;
