import { Migration } from '@mikro-orm/migrations';

/** How far each site's days are made from its hours, and the one way to queue a job for every organization. */
export class Migration06DailyMeans extends Migration {
  override up(): void {
    this.addSql(sql);
  }
}

const sql = /* sql */ `
-- Days before until lie in miner_day; later ones are summed from hours when asked for.
create table site_days (
  id uuid primary key,
  organization_id uuid not null,
  until timestamptz not null,
  foreign key (organization_id, id) references site (organization_id, id),
  unique (organization_id, id)
);
call protect('site_days', 'id in (select id from site)', false);

-- For upkeep that has to be done for each organization as that organization: it reads nothing and names no row.
create function queue_for_organizations(task text) returns void
language sql security definer set search_path = public as $$
  select graphile_worker.add_job(task, json_build_object('organizationId', o.id), job_key => task || ':' || o.id) from organization o
$$;
`;
