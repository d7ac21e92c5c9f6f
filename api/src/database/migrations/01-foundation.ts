import { Migration } from '@mikro-orm/migrations';

/**
 * What every table stands on: who asks (`viewer_*`), how a table is walled in (`protect`), the audit trail, gapless
 * numbers, idempotency keys and the one way to queue a job. The role `app` itself is made by `migrate.ts`.
 */
export class Migration01Foundation extends Migration {
  override up(): void {
    this.addSql(sql);
  }
}

const sql = /* sql */ `
create extension if not exists btree_gist;

-- Who asks. The settings are made per transaction by the ORM's session context (database/scope.ts) and nowhere else.
-- nullif: a pooled connection that once had the setting keeps it as an empty string.
create function viewer_organization() returns uuid language sql stable as
  $$ select nullif(current_setting('app.organization', true), '')::uuid $$;
create function viewer_kind() returns text language sql stable as
  $$ select nullif(current_setting('app.kind', true), '') $$;
create function viewer_customer() returns uuid language sql stable as
  $$ select nullif(current_setting('app.customer', true), '')::uuid $$;
create function viewer_user() returns uuid language sql stable as
  $$ select nullif(current_setting('app.user', true), '')::uuid $$;
-- Staff, collectors and jobs see their organization whole; what each may do is decided above the database.
create function viewer_is_staff() returns boolean language sql stable as
  $$ select coalesce(viewer_kind() in ('STAFF', 'COLLECTOR', 'JOB'), false) $$;
create function viewer_is_customer() returns boolean language sql stable as
  $$ select coalesce(viewer_kind() = 'CUSTOMER', false) and viewer_customer() is not null $$;

-- One row for every change of a business table, by trigger, so that no code path can forget it.
create table audit_log (
  id bigint generated always as identity primary key,
  organization_id uuid,
  at timestamptz not null default clock_timestamp(),
  actor text,
  table_name text not null,
  row_id uuid,
  action text not null check (action in ('INSERT', 'UPDATE', 'DELETE')),
  before jsonb,
  after jsonb
);
create index audit_log_row on audit_log (organization_id, table_name, row_id, id);
alter table audit_log enable row level security;
create policy staff on audit_log for select using (organization_id = viewer_organization() and viewer_is_staff());
grant select on audit_log to app;

create function audit_row() returns trigger language plpgsql security definer set search_path = public as $$
declare
  old_row jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) - '{password_hash,token_hash,bytes,sealed}'::text[] end;
  new_row jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) - '{password_hash,token_hash,bytes,sealed}'::text[] end;
  subject jsonb := coalesce(new_row, old_row);
begin
  if tg_op = 'UPDATE' and old_row = new_row then return null; end if;
  insert into audit_log (organization_id, actor, table_name, row_id, action, before, after)
  values ((subject ->> 'organization_id')::uuid, nullif(current_setting('app.actor', true), ''), tg_table_name,
          (subject ->> 'id')::uuid, tg_op, old_row, new_row);
  return null;
end $$;

-- Walls a tenant table in. Staff reach their organization's rows; a customer reads those that customer_rule allows
-- (none without a rule). Writes by a customer need a policy of their own. Not FORCEd: the owner, who only migrates and
-- lends its rights to the few definer functions below, need not be a superuser then.
create procedure protect(target regclass, customer_rule text default null, audited boolean default true)
language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('create policy staff on %s using (organization_id = viewer_organization() and viewer_is_staff())
                  with check (organization_id = viewer_organization() and viewer_is_staff())', target);
  if customer_rule is not null then
    execute format('create policy customer on %s for select using
                    (organization_id = viewer_organization() and viewer_is_customer() and (%s))', target, customer_rule);
  end if;
  execute format('grant select, insert, update, delete on %s to app', target);
  if audited then
    execute format('create trigger audit after insert or update or delete on %s
                    for each row execute function audit_row()', target);
  end if;
end $$;

-- ── Organizations ──
create table organization (
  id uuid primary key,
  name text not null check (length(name) between 1 and 200),
  slug text not null unique check (slug ~ '^[a-z0-9][a-z0-9-]{1,62}$'),
  time_zone text not null,
  plan text not null check (plan in ('STARTER', 'BUSINESS', 'ENTERPRISE')),
  add_ons text[] not null default '{}' check (add_ons <@ '{HOSTING}'),
  created_at timestamptz not null
);
alter table organization enable row level security;
create policy member on organization using (id = viewer_organization()) with check (id = viewer_organization());
grant select, insert, update on organization to app;
create trigger audit after insert or update or delete on organization for each row execute function audit_row();

create table branding (
  id uuid primary key references organization,
  organization_id uuid not null unique references organization check (organization_id = id),
  display_name text not null check (length(display_name) between 1 and 200),
  slogan text check (length(slogan) <= 150),
  primary_color text check (primary_color ~ '^#[0-9a-f]{6}$'),
  accent_color text check (accent_color ~ '^#[0-9a-f]{6}$'),
  portal_slug text unique check (portal_slug ~ '^[a-z0-9][a-z0-9-]{1,62}$')
);
call protect('branding', 'true');

create table billing_settings (
  id uuid primary key references organization,
  organization_id uuid not null unique references organization check (organization_id = id),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  energy_rate numeric(18,6) check (energy_rate >= 0),
  auto_send boolean not null default false,
  collection_days int not null default 0 check (collection_days between 0 and 60),
  due_days int not null default 14 check (due_days between 0 and 365),
  notice_days int not null default 60 check (notice_days between 0 and 730),
  max_extensions int not null default 3 check (max_extensions between 0 and 100),
  default_tax_code text,
  seller_name text not null,
  seller_address jsonb,
  seller_tax_number text
);
call protect('billing_settings');

-- The one billing setting that a customer's own pages need: what "the organization's currency" is.
create function organization_currency() returns text language sql stable security definer set search_path = public as
  $$ select currency from billing_settings where id = viewer_organization() $$;

create table tax_rate (
  id uuid primary key,
  organization_id uuid not null references organization,
  code text not null check (length(code) between 1 and 40),
  name text not null,
  percent numeric(9,6) not null check (percent >= 0 and percent <= 100),
  starts_on date, ends_on date, position int not null default 0,
  unique (organization_id, id),
  check (ends_on is null or starts_on is null or ends_on > starts_on)
);
call protect('tax_rate');

-- ── Customers: what both sides may see, and what never leaves the staff's side ──
create table customer (
  id uuid primary key,
  organization_id uuid not null references organization,
  name text not null check (length(name) between 1 and 200 and name !~ '[\r\n]'),
  company_name text check (length(company_name) <= 200),
  contact_email text not null,
  billing_email text,
  phone text,
  billing_currency text check (billing_currency ~ '^[A-Z]{3}$'),
  active boolean not null default true,
  portal_access boolean not null default true,
  address jsonb,
  tax_code text,
  created_at timestamptz not null,
  unique (organization_id, id)
);
create index customer_name on customer (organization_id, name, id);
call protect('customer', 'id = viewer_customer()');

create table customer_file (
  id uuid primary key,
  organization_id uuid not null,
  notes text check (length(notes) <= 10000),
  in_default boolean not null default false,
  billing_hold boolean not null default false,
  billing_hold_reason text,
  foreign key (organization_id, id) references customer (organization_id, id),
  unique (organization_id, id),
  check (not billing_hold or billing_hold_reason is not null)
);
call protect('customer_file');

-- ── People ──
create table app_user (
  id uuid primary key,
  email text not null check (length(email) between 3 and 320),
  name text not null check (length(name) between 1 and 200),
  password_hash text not null,
  second_factor boolean not null default false,
  created_at timestamptz not null
);
create unique index app_user_email on app_user (lower(email));

create table membership (
  id uuid primary key,
  organization_id uuid not null references organization,
  user_id uuid not null references app_user,
  customer_id uuid,
  role text not null check (role in ('OWNER', 'ADMIN', 'OPERATIONS', 'BILLING', 'READ_ONLY', 'CUSTOMER_OWNER', 'CUSTOMER_MEMBER')),
  created_at timestamptz not null,
  last_seen_at timestamptz,
  ended_at timestamptz,
  foreign key (organization_id, customer_id) references customer (organization_id, id),
  unique (organization_id, id),
  check ((role in ('CUSTOMER_OWNER', 'CUSTOMER_MEMBER')) = (customer_id is not null))
);
create unique index membership_once on membership (organization_id, user_id, customer_id) nulls not distinct where ended_at is null;
create index membership_user on membership (user_id);
call protect('membership', 'customer_id = viewer_customer()');
-- A person sees and touches the own membership; accepting an invitation makes it.
create policy own on membership using (organization_id = viewer_organization() and user_id = viewer_user());

alter table app_user enable row level security;
-- membership's own policies apply inside: staff see their people, customers theirs.
create policy seen on app_user for select using (id = viewer_user() or exists (select 1 from membership m where m.user_id = app_user.id));
create policy self on app_user for update using (id = viewer_user()) with check (id = viewer_user());
create policy enter on app_user for insert with check (id = viewer_user());
grant select, insert, update on app_user to app;

create table session (
  id uuid primary key,
  organization_id uuid not null references organization,
  user_id uuid not null references app_user,
  membership_id uuid not null,
  token_hash bytea not null unique,
  read_only boolean not null default false,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  foreign key (organization_id, membership_id) references membership (organization_id, id),
  unique (organization_id, id)
);
create index session_user_open on session (user_id) where ended_at is null;
alter table session enable row level security;
create policy own on session using (user_id = viewer_user()) with check (user_id = viewer_user() and organization_id = viewer_organization());
create policy staff on session for update using (organization_id = viewer_organization() and viewer_is_staff());
create policy staff_reads on session for select using (organization_id = viewer_organization() and viewer_is_staff());
grant select, insert, update on session to app;

create table invite (
  id uuid primary key,
  organization_id uuid not null references organization,
  customer_id uuid,
  email text not null,
  name text,
  role text not null,
  token_hash bytea not null unique,
  sent_at timestamptz not null,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  replaced_at timestamptz,
  foreign key (organization_id, customer_id) references customer (organization_id, id),
  unique (organization_id, id),
  check ((role in ('CUSTOMER_OWNER', 'CUSTOMER_MEMBER')) = (customer_id is not null))
);
create unique index invite_open on invite (organization_id, lower(email), customer_id) nulls not distinct
  where accepted_at is null and replaced_at is null;
call protect('invite');

create table sign_in_failure (
  id bigint generated always as identity primary key,
  email text not null,
  address text not null,
  at timestamptz not null
);
create index sign_in_failure_email on sign_in_failure (email, at);

-- ── The few look-ups that come before there is a viewer. Each answers one thing; none takes a condition from outside. ──
create function find_sign_in(address text) returns table (user_id uuid, name text, email text, password_hash text)
language sql stable security definer set search_path = public as
  $$ select id, name, email, password_hash from app_user where lower(email) = lower(address) $$;

-- Memberships of a person that may enter now: portal ones only while the account and its portal access are on.
create function find_memberships(person uuid) returns table (
  membership_id uuid, organization_id uuid, customer_id uuid, role text, active boolean, portal_access boolean, portal_slug text)
language sql stable security definer set search_path = public as $$
  select m.id, m.organization_id, m.customer_id, m.role, coalesce(c.active, true), coalesce(c.portal_access, true), b.portal_slug
  from membership m left join customer c on c.id = m.customer_id left join branding b on b.id = m.organization_id
  where m.user_id = person and m.ended_at is null order by m.created_at, m.id
$$;

create function find_session(hashes bytea[], at timestamptz) returns table (
  token_hash bytea, session_id uuid, read_only boolean, user_id uuid, membership_id uuid, organization_id uuid, customer_id uuid, role text, name text)
language sql stable security definer set search_path = public as $$
  select s.token_hash, s.id, s.read_only, s.user_id, m.id, m.organization_id, m.customer_id, m.role, u.name
  from session s join membership m on m.id = s.membership_id join app_user u on u.id = s.user_id
    left join customer c on c.id = m.customer_id
  where s.token_hash = any (hashes) and s.ended_at is null and s.expires_at > at and m.ended_at is null
    and (m.customer_id is null or (c.active and c.portal_access))
$$;

create function find_invite(hash bytea, at timestamptz) returns table (
  invite_id uuid, organization_id uuid, customer_id uuid, email text, name text, role text)
language sql stable security definer set search_path = public as $$
  select i.id, i.organization_id, i.customer_id, i.email, i.name, i.role from invite i left join customer c on c.id = i.customer_id
  where i.token_hash = hash and i.accepted_at is null and i.replaced_at is null and i.expires_at > at
    and (i.customer_id is null or (c.active and c.portal_access))
$$;

-- Uses an invitation up; false when somebody was faster.
create function use_invite(hash bytea, at timestamptz) returns boolean
language sql security definer set search_path = public as $$
  with used as (update invite set accepted_at = at
    where token_hash = hash and accepted_at is null and replaced_at is null and expires_at > at returning 1)
  select exists (select 1 from used)
$$;

create function record_sign_in_failure(address text, client text, at timestamptz) returns void
language sql security definer set search_path = public as $$
  delete from sign_in_failure f where f.at < record_sign_in_failure.at - interval '1 day';
  insert into sign_in_failure (email, address, at) values (lower(record_sign_in_failure.address), client, at);
$$;
create function count_sign_in_failures(account text, client text, since timestamptz) returns table (from_here bigint, in_all bigint)
language sql stable security definer set search_path = public as $$
  select count(*) filter (where f.address = client), count(*) from sign_in_failure f where f.email = lower(account) and f.at > since
$$;
create function clear_sign_in_failures(account text, client text) returns void
language sql security definer set search_path = public as $$ delete from sign_in_failure f where f.email = lower(account) and f.address = client $$;

-- ── Numbers without gaps: the row lock is held until the transaction that takes the number ends. ──
create table number_series (
  organization_id uuid not null references organization,
  series text not null,
  next_no bigint not null default 1,
  primary key (organization_id, series)
);
call protect('number_series', null, false);
create function take_number(series_name text) returns bigint language sql as $$
  insert into number_series as s (organization_id, series, next_no) values (viewer_organization(), series_name, 2)
  on conflict (organization_id, series) do update set next_no = s.next_no + 1
  returning next_no - 1
$$;

-- ── Idempotency keys (30 days) ──
create table idempotency_key (
  organization_id uuid not null references organization,
  actor text not null,
  mutation text not null,
  key text not null check (length(key) between 1 and 128),
  input_hash bytea not null,
  result_id uuid,
  created_at timestamptz not null,
  primary key (organization_id, actor, mutation, key)
);
call protect('idempotency_key', null, false);
create policy own on idempotency_key using (organization_id = viewer_organization() and actor = current_setting('app.actor', true));

-- ── Mail outbox: written in the transaction that makes a mail due; a mail leaves once per purpose, document and recipient. ──
create table mail (
  id uuid primary key,
  organization_id uuid not null references organization,
  purpose text not null,
  document_id uuid not null,
  recipient text not null,
  resend_no int not null default 0,
  state text not null default 'QUEUED' check (state in ('QUEUED', 'SENDING', 'SENT', 'FAILED')),
  subject text not null,
  sealed bytea not null,
  created_at timestamptz not null,
  sent_at timestamptz,
  unique (organization_id, id),
  unique (document_id, purpose, recipient, resend_no)
);
call protect('mail');

-- ── Jobs: a plain role may not touch the queue's tables; this function alone queues, in the caller's transaction, for its own organization. ──
create function queue_job(task text, payload json, job_key text default null, queue text default null, run_at timestamptz default null)
returns void language plpgsql security definer set search_path = public as $$
begin
  if viewer_organization() is null then raise exception 'a job needs an organization'; end if;
  perform graphile_worker.add_job(task, (payload::jsonb || jsonb_build_object('organizationId', viewer_organization()))::json,
    queue_name => queue, run_at => run_at, job_key => job_key);
end $$;

grant usage on schema public to app;
revoke execute on all functions in schema public from public;
grant execute on all functions in schema public to app;
-- The same for what later migrations add.
alter default privileges revoke execute on functions from public;
alter default privileges in schema public grant execute on functions to app;
`;
