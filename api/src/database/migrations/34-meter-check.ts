import { Migration } from '@mikro-orm/migrations';

/** What the PDUs' meters counted beside each energy line, to hold the bill against; null: not known. */
export class Migration34MeterCheck extends Migration {
  override up(): void {
    this.addSql('alter table invoice_line add metered_wh bigint check (metered_wh >= 0)');
  }
}
