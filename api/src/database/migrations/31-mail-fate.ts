import { Migration } from '@mikro-orm/migrations';

/** What the mail server said, and how often it was asked. Corrections of metering by hand count as news of a billed month. */
export class Migration31MailFate extends Migration {
  override up(): void {
    this.addSql(sql);
  }
}

const sql = /* sql */ `
-- error: what the server last said. With FAILED the mail came back or nobody took it for days; with QUEUED it is tried again.
alter table mail add column attempts int not null default 0 check (attempts >= 0), add column error text check (length(error) <= 500);

-- Energy put in for a gap, or taken out again, as register_fact_changed does for swaps, voids and mappings.
create function energy_estimate_changed() returns trigger language plpgsql as $$
begin
  perform note_billed_change(new.organization_id, new.register_id, lower(new.during), upper(new.during));
  return null;
end $$;
create trigger changed after insert or update on energy_estimate for each row execute function energy_estimate_changed();
`;
