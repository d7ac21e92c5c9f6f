import { Migration } from '@mikro-orm/migrations';

/** What devices are told to do, and which of it a contract leaves to its customer. */
export class Migration20Commands extends Migration {
  override up(): void {
    this.addSql(sql);
  }
}

const sql = /* sql */ `
-- One request. effect_w: the change of load that was expected (negative: less); null: not known.
create table command_batch (
  id uuid primary key,
  organization_id uuid not null references organization,
  customer_id uuid,
  action text not null check (action in ('REBOOT', 'PAUSE', 'RESUME', 'LOCATE', 'OUTLET_ON', 'OUTLET_OFF', 'OUTLET_CYCLE')),
  reason text not null check (length(reason) between 1 and 500),
  effect_w double precision,
  requested_by text not null,
  created_at timestamptz not null,
  foreign key (organization_id, customer_id) references customer (organization_id, id),
  unique (organization_id, id)
);
create index command_batch_newest on command_batch (organization_id, created_at, id);
call protect('command_batch', 'customer_id = viewer_customer()');
revoke update, delete on command_batch from app;

-- One device's or outlet's part of it, signed when it was made: what is delivered twice is the same bytes.
create table device_command (
  id uuid primary key,
  organization_id uuid not null,
  batch_id uuid not null,
  collector_id uuid not null,
  miner_id uuid,
  pdu_id uuid,
  outlet_id uuid,
  payload text not null,
  signature bytea not null check (length(signature) = 64),
  turn_at timestamptz not null,
  expires_at timestamptz not null,
  state text not null default 'QUEUED' check (state in ('QUEUED', 'SENT', 'DONE', 'FAILED', 'REFUSED', 'EXPIRED', 'UNKNOWN')),
  message text check (length(message) <= 500),
  sent_at timestamptz,
  finished_at timestamptz,
  foreign key (organization_id, batch_id) references command_batch (organization_id, id),
  foreign key (organization_id, collector_id) references collector (organization_id, id),
  foreign key (organization_id, miner_id) references miner (organization_id, id),
  foreign key (organization_id, pdu_id) references pdu (organization_id, id),
  foreign key (organization_id, outlet_id) references outlet (organization_id, id),
  unique (organization_id, id),
  check (num_nonnulls(miner_id, pdu_id) = 1),
  check ((outlet_id is not null) = (pdu_id is not null)),
  check (turn_at < expires_at),
  check ((finished_at is null) = (state in ('QUEUED', 'SENT')))
);
create index device_command_batch on device_command (batch_id, turn_at, id);
create index device_command_open on device_command (collector_id, turn_at) where state in ('QUEUED', 'SENT');
create index device_command_miner on device_command (miner_id, id) where miner_id is not null;
create index device_command_pdu on device_command (pdu_id, id) where pdu_id is not null;
call protect('device_command', 'batch_id in (select id from command_batch)');
revoke delete on device_command from app;

-- What was signed stays, and a state only goes on: an end stays, but for UNKNOWN, of which a late report may tell the truth.
create function device_command_goes_on() returns trigger language plpgsql as $$
begin
  if (to_jsonb(new) - '{state,message,sent_at,finished_at}'::text[]) is distinct from (to_jsonb(old) - '{state,message,sent_at,finished_at}'::text[]) then
    raise exception 'what a command says stays';
  end if;
  if new.state <> old.state and not (old.state = 'QUEUED' or (old.state, new.state) in
      (('SENT', 'DONE'), ('SENT', 'FAILED'), ('SENT', 'REFUSED'), ('SENT', 'EXPIRED'), ('SENT', 'UNKNOWN'),
       ('UNKNOWN', 'DONE'), ('UNKNOWN', 'FAILED'), ('UNKNOWN', 'REFUSED'), ('UNKNOWN', 'EXPIRED'))) then
    raise exception 'a command does not go from % to %', old.state, new.state;
  end if;
  return new;
end $$;
create trigger go_on before update on device_command for each row execute function device_command_goes_on();

-- What a contract leaves to its customer's people; its id is the contract's.
create table command_grant (
  id uuid primary key,
  organization_id uuid not null,
  actions text[] not null check (cardinality(actions) > 0 and
    actions <@ '{REBOOT,PAUSE,RESUME,LOCATE,OUTLET_ON,OUTLET_OFF,OUTLET_CYCLE}'),
  foreign key (organization_id, id) references contract (organization_id, id),
  unique (organization_id, id)
);
call protect('command_grant', 'exists (select 1 from contract c where c.id = command_grant.id)');

-- The sealed private half, for signing alone. It is of no use without the vault; nobody without an organization gets it.
create function command_signing_key() returns bytea language sql stable security definer set search_path = public as
  $$ select sealed from installation_key where purpose = 'commands' and viewer_organization() is not null and viewer_kind() in ('STAFF', 'JOB') $$;
`;
