import { Migration } from '@mikro-orm/migrations';

/** Since when a miner rests because it was told to. */
export class Migration21Paused extends Migration {
  override up(): void {
    this.addSql(sql);
  }
}

const sql = /* sql */ `
-- Set when a PAUSE was done, cleared by what lets it hash again.
alter table miner add column paused_since timestamptz;
`;
