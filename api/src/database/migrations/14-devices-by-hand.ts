import { Migration } from '@mikro-orm/migrations';

/** The installation's own keys, and answers that are kept with an idempotency key because they are no row. */
export class Migration14DevicesByHand extends Migration {
  override up(): void {
    this.addSql(sql);
  }
}

const sql = /* sql */ `
alter table idempotency_key add column answer jsonb;

-- One Ed25519 key pair for all organizations, by which collectors know commands. The private half is sealed by the vault;
-- no role is granted this table and no policy opens it, only the functions below reach it.
create table installation_key (
  purpose text primary key check (purpose = 'commands'),
  public_key bytea not null check (length(public_key) = 32),
  sealed bytea not null,
  created_at timestamptz not null default clock_timestamp()
);
alter table installation_key enable row level security;

create function command_key() returns bytea language sql stable security definer set search_path = public as
  $$ select public_key from installation_key where purpose = 'commands' $$;
-- Keeps the pair if there is none yet. Answers the public half that holds: of two at once the first one's.
create function keep_command_key(public_half bytea, sealed_half bytea) returns bytea
language plpgsql security definer set search_path = public as $$
begin
  insert into installation_key (purpose, public_key, sealed) values ('commands', public_half, sealed_half) on conflict do nothing;
  return (select public_key from installation_key where purpose = 'commands');
end $$;
`;
