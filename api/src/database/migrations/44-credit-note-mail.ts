import { Migration } from '@mikro-orm/migrations';

/** The audit log of a customer has the mails of its credit notes, as it has those of its invoices. */
export class Migration44CreditNoteMail extends Migration {
  override up(): void {
    this.addSql(sql);
  }
}

const sql = /* sql */ `
create or replace function audit_customer_of(table_name text, row_id uuid, subject jsonb) returns uuid
language plpgsql stable security definer set search_path = public as $$
begin
  if table_name in ('customer', 'customer_file') then return row_id; end if;
  if subject ->> 'customer_id' is not null then return (subject ->> 'customer_id')::uuid; end if;
  if subject ->> 'contract_id' is not null then
    return (select c.customer_id from contract c where c.id = (subject ->> 'contract_id')::uuid);
  end if;
  if subject ->> 'invoice_id' is not null then
    return (select i.customer_id from invoice i where i.id = (subject ->> 'invoice_id')::uuid);
  end if;
  if table_name in ('contract_file', 'infinity_terms') then return (select c.customer_id from contract c where c.id = row_id); end if;
  if subject ->> 'membership_id' is not null then
    return (select m.customer_id from membership m where m.id = (subject ->> 'membership_id')::uuid);
  end if;
  if table_name = 'mail' then
    return (select i.customer_id from invite i where i.id = (subject ->> 'document_id')::uuid
      union all select i.customer_id from invoice i where i.id = (subject ->> 'document_id')::uuid
      union all select n.customer_id from credit_note n where n.id = (subject ->> 'document_id')::uuid limit 1);
  end if;
  return null;
end $$;
`;
