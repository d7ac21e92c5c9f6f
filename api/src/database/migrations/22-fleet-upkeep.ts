import { Migration } from '@mikro-orm/migrations';

/** What leaves a fleet keeps its history: retired devices and sites; new tokens for collectors; what a rack can feed. */
export class Migration22FleetUpkeep extends Migration {
  override up(): void {
    this.addSql(sql);
  }
}

const sql = /* sql */ `
-- Where a model's numbers come from, in words; null: typed by hand.
alter table miner_model add column source text check (length(source) between 1 and 300);

alter table rack add column capacity_kw numeric(18,6) check (capacity_kw >= 0);

-- A token follows from the installation's secret, the collector's id and this number: a new one makes the old one nobody's.
alter table collector add column token_generation int not null default 0 check (token_generation >= 0);
-- Of the readings that it has delivered, when the newest was taken.
alter table collector_state add column newest_reading_at timestamptz;

alter table site add column retired_at timestamptz;
alter table miner add column retired_at timestamptz;
alter table pdu add column retired_at timestamptz;
alter table meter add column retired_at timestamptz;

-- What is retired stands nowhere and is read by nobody.
alter table miner add constraint miner_retired check (retired_at is null or num_nonnulls(slot_id, collector_id, address) = 0);
alter table pdu add constraint pdu_retired check (retired_at is null or num_nonnulls(rack_id, collector_id, address) = 0);
alter table meter add constraint meter_retired check (retired_at is null or num_nonnulls(collector_id, address) = 0);

-- A name is free again once its bearer has gone. Machines and PDUs that trade names do so within one statement.
alter table site drop constraint site_organization_id_name_key,
  add constraint site_organization_id_name_key unique nulls not distinct (organization_id, name, retired_at);
alter table miner drop constraint miner_site_id_name_key,
  add constraint miner_site_id_name_key unique nulls not distinct (site_id, name, retired_at) deferrable initially immediate;
alter table pdu drop constraint pdu_site_id_name_key,
  add constraint pdu_site_id_name_key unique nulls not distinct (site_id, name, retired_at);
alter table meter drop constraint meter_site_id_name_key,
  add constraint meter_site_id_name_key unique nulls not distinct (site_id, name, retired_at);
alter table collector drop constraint collector_site_id_name_key,
  add constraint collector_site_id_name_key unique nulls not distinct (site_id, name, revoked_at);
`;
