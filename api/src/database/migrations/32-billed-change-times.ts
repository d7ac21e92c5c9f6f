import { Migration } from '@mikro-orm/migrations';

/** Which of the changes of all the years fall into one invoice's month is answered by an index. */
export class Migration32BilledChangeTimes extends Migration {
  override up(): void {
    this.addSql(sql);
  }
}

const sql = /* sql */ `
create index billed_change_time on billed_change using gist (organization_id, tstzrange(from_at, to_at, '[]'));
drop index billed_change_xid;
`;
