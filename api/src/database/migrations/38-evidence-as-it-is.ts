import { Migration } from '@mikro-orm/migrations';

/** Evidence and PDFs come zipped: the database need not try to make them smaller. */
export class Migration38EvidenceAsItIs extends Migration {
  override up(): void {
    this.addSql('alter table document alter column bytes set storage external');
  }
}
