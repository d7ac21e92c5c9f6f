import { Migration } from '@mikro-orm/migrations';

/** Lists as people want to see them again; and names that are free again however quickly their bearers go. */
export class Migration23SavedViews extends Migration {
  override up(): void {
    this.addSql(sql);
  }
}

const sql = /* sql */ `
-- A list with its filters, order and columns, under a name, for the person who made it. query: as it stands in the address.
create table saved_view (
  id uuid primary key,
  organization_id uuid not null references organization,
  user_id uuid not null references app_user,
  page text not null check (page ~ '^[a-z][a-z-]{0,39}$'),
  name text not null check (length(name) between 1 and 100 and name !~ '[\\r\\n]'),
  query text not null check (length(query) <= 2000),
  unique (organization_id, id),
  unique (organization_id, user_id, page, name)
);
alter table saved_view enable row level security;
create policy own on saved_view using (organization_id = viewer_organization() and user_id = viewer_user())
  with check (organization_id = viewer_organization() and user_id = viewer_user());
grant select, insert, update, delete on saved_view to app;

-- Two of one name may be retired at the same instant: what is there shares null, what is gone its own id.
alter table site add column gone uuid generated always as (case when retired_at is null then null else id end) stored,
  drop constraint site_organization_id_name_key,
  add constraint site_organization_id_name_key unique nulls not distinct (organization_id, name, gone);
alter table miner add column gone uuid generated always as (case when retired_at is null then null else id end) stored,
  drop constraint miner_site_id_name_key,
  add constraint miner_site_id_name_key unique nulls not distinct (site_id, name, gone) deferrable initially immediate;
alter table pdu add column gone uuid generated always as (case when retired_at is null then null else id end) stored,
  drop constraint pdu_site_id_name_key,
  add constraint pdu_site_id_name_key unique nulls not distinct (site_id, name, gone);
alter table meter add column gone uuid generated always as (case when retired_at is null then null else id end) stored,
  drop constraint meter_site_id_name_key,
  add constraint meter_site_id_name_key unique nulls not distinct (site_id, name, gone);
alter table collector add column gone uuid generated always as (case when revoked_at is null then null else id end) stored,
  drop constraint collector_site_id_name_key,
  add constraint collector_site_id_name_key unique nulls not distinct (site_id, name, gone);

-- A slot's own label is somebody's change; slots that come and go are their rack's.
create trigger audit after update on slot for each row execute function audit_row();
`;
