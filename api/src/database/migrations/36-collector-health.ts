import { Migration } from '@mikro-orm/migrations';

/** How a collector's disk and clock are, as it tells: what the console warns of. */
export class Migration36CollectorHealth extends Migration {
  override up(): void {
    this.addSql(sql);
  }
}

const sql = /* sql */ `
-- Null until it has told. Its times are ours: it tells how long ago something was, and its clock may be wrong.
alter table collector_state add column health jsonb;
`;
