import { Migration } from '@mikro-orm/migrations';

/** A second factor at sign-in: a shared secret, encrypted, and recovery codes, hashed. They are the person's alone. */
export class Migration17SecondFactor extends Migration {
  override up(): void {
    this.addSql(sql);
  }
}

const sql = /* sql */ `
create table second_factor (
  user_id uuid primary key references app_user,
  sealed bytea not null,
  confirmed_at timestamptz,
  -- The 30 seconds of the last code taken: each code counts once.
  last_step bigint
);
create table recovery_code (
  user_id uuid not null references app_user,
  code_hash bytea not null,
  used_at timestamptz,
  primary key (user_id, code_hash)
);
alter table second_factor enable row level security;
alter table recovery_code enable row level security;
create policy own on second_factor using (user_id = viewer_user()) with check (user_id = viewer_user());
create policy own on recovery_code using (user_id = viewer_user()) with check (user_id = viewer_user());
grant select, insert, update, delete on second_factor, recovery_code to app;

-- At sign-in there is no viewer yet.
create function find_second_factor(person uuid) returns bytea language sql stable security definer set search_path = public as
  $$ select sealed from second_factor where user_id = person and confirmed_at is not null $$;
create function use_one_time_step(person uuid, step bigint) returns boolean language sql security definer set search_path = public as $$
  with used as (update second_factor set last_step = step where user_id = person and (last_step is null or last_step < step) returning 1)
  select exists (select 1 from used)
$$;
create function use_recovery_code(person uuid, hash bytea, at timestamptz) returns boolean language sql security definer set search_path = public as $$
  with used as (update recovery_code set used_at = at where user_id = person and code_hash = hash and used_at is null returning 1)
  select exists (select 1 from used)
$$;
`;
