import { Migration } from '@mikro-orm/migrations';

/** What people do that left no entry in the audit log: saved views, and the start of a search for devices. */
export class Migration35AuditedToo extends Migration {
  override up(): void {
    this.addSql(sql);
  }
}

const sql = /* sql */ `
create or replace trigger audit after insert or update or delete on saved_view for each row execute function audit_row();
-- The collector's progress is no change that anybody made.
create or replace trigger audit after insert on scan for each row execute function audit_row();
`;
