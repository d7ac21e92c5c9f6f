import { Migration } from '@mikro-orm/migrations';

/** The audit log is read newest first, an organization's at a time, its own row included; a mail remembers since when it is being sent. */
export class Migration19Audit extends Migration {
  override up(): void {
    this.addSql(sql);
  }
}

const sql = /* sql */ `
create index audit_log_newest on audit_log (organization_id, id desc);
-- An organization's own row belongs to it as well.
create or replace function audit_row() returns trigger language plpgsql security definer set search_path = public as $$
declare
  hidden constant text[] := '{password_hash,token_hash,bytes,sealed,last_seen_at,last_used_at}';
  old_row jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) - hidden end;
  new_row jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) - hidden end;
  subject jsonb := coalesce(new_row, old_row);
begin
  if tg_op = 'UPDATE' and old_row = new_row then return null; end if;
  insert into audit_log (organization_id, actor, table_name, row_id, action, before, after)
  values ((subject ->> case when tg_table_name = 'organization' then 'id' else 'organization_id' end)::uuid,
          nullif(current_setting('app.actor', true), ''), tg_table_name, (subject ->> 'id')::uuid, tg_op, old_row, new_row);
  return null;
end $$;

alter table mail add column taken_at timestamptz;
`;
