import { Migration } from '@mikro-orm/migrations';

/** Scans that collectors are asked for, and what they found until somebody decides about it. */
export class Migration18Discovery extends Migration {
  override up(): void {
    this.addSql(sql);
  }
}

const sql = /* sql */ `
-- addresses: where a device answered so far. A set, so that a report that comes twice counts once.
create table scan (
  id uuid primary key,
  organization_id uuid not null,
  site_id uuid not null,
  collector_id uuid not null,
  networks text[] not null,
  ports int[] not null,
  done int not null default 0 check (done >= 0),
  total int not null check (total >= 0),
  addresses text[] not null default '{}',
  started_at timestamptz not null,
  finished_at timestamptz,
  foreign key (organization_id, site_id) references site (organization_id, id),
  foreign key (organization_id, collector_id) references collector (organization_id, id),
  unique (organization_id, id)
);
create unique index scan_under_way on scan (collector_id) where finished_at is null;
create index scan_collector on scan (collector_id, started_at);
call protect('scan', null, false);

create table discovery (
  id uuid primary key,
  organization_id uuid not null,
  site_id uuid not null,
  collector_id uuid not null,
  scan_id uuid not null,
  kind text not null check (kind in ('MINER', 'PDU', 'METER')),
  address text not null check (length(address) between 1 and 200),
  make text, model text, serial text, mac text, firmware text,
  seen_at timestamptz not null,
  decision text check (decision in ('ACCEPTED', 'IGNORED')),
  decided_at timestamptz,
  device_id uuid,
  foreign key (organization_id, site_id) references site (organization_id, id),
  foreign key (organization_id, collector_id) references collector (organization_id, id),
  foreign key (organization_id, scan_id) references scan (organization_id, id),
  unique (organization_id, id),
  check ((decision is null) = (decided_at is null)),
  check ((device_id is not null) = (decision is not distinct from 'ACCEPTED'))
);
create unique index discovery_open on discovery (collector_id, address) where decided_at is null;
create index discovery_ignored on discovery (collector_id, address) where decision = 'IGNORED';
create index discovery_seen on discovery (organization_id, seen_at, id) where decided_at is null;
call protect('discovery');
`;
