import { Migration } from '@mikro-orm/migrations';

/** What people who run a fleet change in bulk, and why they did. */
export class Migration09FleetAdministration extends Migration {
  override up(): void {
    this.addSql(sql);
  }
}

const sql = /* sql */ `
alter table miner add column maintenance_reason text check (length(maintenance_reason) <= 500);
alter table pdu add column profile_confirmed_note text check (length(profile_confirmed_note) <= 1000);
alter table meter add column profile_confirmed_note text check (length(profile_confirmed_note) <= 1000);

-- Machines trade names, slots and addresses within one statement: what holds is what it leaves.
alter table miner
  drop constraint miner_slot_id_key,
  drop constraint miner_organization_id_mac_key,
  drop constraint miner_organization_id_serial_key,
  drop constraint miner_site_id_name_key,
  add constraint miner_slot_id_key unique (slot_id) deferrable initially immediate,
  add constraint miner_organization_id_mac_key unique (organization_id, mac) deferrable initially immediate,
  add constraint miner_organization_id_serial_key unique (organization_id, serial) deferrable initially immediate,
  add constraint miner_site_id_name_key unique (site_id, name) deferrable initially immediate;
drop index miner_address;
alter table miner add constraint miner_address unique (collector_id, address) deferrable initially immediate;
`;
