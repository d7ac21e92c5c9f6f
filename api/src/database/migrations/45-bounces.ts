import { Migration } from '@mikro-orm/migrations';

/** A mail that was taken and came back later; whose mail a returned one is; the newest mail to an address. */
export class Migration45Bounces extends Migration {
  override up(): void {
    this.addSql(sql);
  }
}

const sql = /* sql */ `
-- Set with FAILED: a mail server took it first and sent it back then.
alter table mail add column bounced_at timestamptz;
create index mail_recipient on mail (organization_id, lower(recipient), created_at desc) where state in ('SENT', 'FAILED');

-- A bounce comes before there is a viewer. Only who holds a mail's signed return path gets to ask.
create function mail_organization(mail uuid) returns uuid
language sql stable security definer set search_path = public as $$ select m.organization_id from mail m where m.id = mail_organization.mail $$;
`;
