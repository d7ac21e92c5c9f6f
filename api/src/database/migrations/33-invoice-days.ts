import { Migration } from '@mikro-orm/migrations';

/** A line's units by local date, for the paper's appendix: `[energy, estimated]` in whole Wh from the invoice's first date on; null energy is no data. */
export class Migration33InvoiceDays extends Migration {
  override up(): void {
    this.addSql('alter table invoice_line_usage add days jsonb');
  }
}
