import { Migration } from '@mikro-orm/migrations';

/**
 * Billing runs, invoices and their documents. The walls: one usage invoice for a customer, month and currency; no day of
 * a contract billed twice; what was issued never changes; documents are kept under their own hash.
 */
export class Migration05Invoices extends Migration {
  override up(): void {
    this.addSql(sql);
  }
}

const sql = /* sql */ `
-- Bytes under their SHA-256 (hex, of the content as a reader gets it: unzipped). Written once, never changed.
create table document (
  organization_id uuid not null references organization,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  content_type text not null,
  gzipped boolean not null,
  bytes bytea not null,
  created_at timestamptz not null,
  primary key (organization_id, sha256)
);

create table billing_run (
  id uuid primary key,
  organization_id uuid not null references organization,
  period text not null check (period ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
  state text not null check (state in ('QUEUED', 'RUNNING', 'FINISHED', 'FAILED')),
  auto_send boolean not null,
  skip_existing boolean not null,
  started_by text not null,
  created_at timestamptz not null,
  finished_at timestamptz,
  unique (organization_id, id),
  check ((finished_at is not null) = (state in ('FINISHED', 'FAILED')))
);
create index billing_run_newest on billing_run (organization_id, created_at desc, id);
call protect('billing_run');

-- One customer's part of a run; outcome null: still to do.
create table billing_run_outcome (
  id uuid primary key,
  organization_id uuid not null,
  run_id uuid not null,
  customer_id uuid not null,
  outcome text check (outcome in ('DRAFTED', 'ISSUED', 'HELD', 'SKIPPED', 'NOTHING_TO_BILL', 'FAILED')),
  invoice_ids uuid[] not null default '{}',
  error_code text,
  error_message text,
  finished_at timestamptz,
  foreign key (organization_id, run_id) references billing_run (organization_id, id),
  foreign key (organization_id, customer_id) references customer (organization_id, id),
  unique (organization_id, id),
  unique (run_id, customer_id),
  check ((outcome is null) = (finished_at is null))
);
call protect('billing_run_outcome', null, false);

create table invoice (
  id uuid primary key,
  organization_id uuid not null,
  customer_id uuid not null,
  kind text not null check (kind in ('USAGE', 'SUPPLEMENTAL')),
  status text not null check (status in ('DRAFT', 'HELD', 'ISSUED', 'PAID', 'WRITTEN_OFF', 'CANCELLED')),
  number text,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  period text not null check (period ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
  starts_on date not null,
  ends_on date not null,
  time_zone text not null,
  issued_on date,
  issued_at timestamptz,
  due_on date,
  sent_at timestamptz,
  sent_to text,
  bill_to_name text not null,
  bill_to_address jsonb,
  seller jsonb,
  subtotal bigint not null,
  tax bigint not null,
  total bigint not null,
  energy_wh bigint not null,
  estimated_wh bigint not null,
  evidence_sha256 text not null,
  pdf_sha256 text,
  billing_run_id uuid,
  cancel_reason text,
  created_at timestamptz not null,
  foreign key (organization_id, customer_id) references customer (organization_id, id),
  foreign key (organization_id, billing_run_id) references billing_run (organization_id, id),
  foreign key (organization_id, evidence_sha256) references document (organization_id, sha256),
  foreign key (organization_id, pdf_sha256) references document (organization_id, sha256),
  unique (organization_id, id),
  unique (organization_id, number),
  check (ends_on > starts_on),
  check (total = subtotal + tax),
  check (case status when 'CANCELLED' then true when 'DRAFT' then number is null when 'HELD' then number is null else number is not null end),
  check (num_nulls(number, issued_on, issued_at, due_on, seller, pdf_sha256) in (0, 6)),
  check ((cancel_reason is not null) = (status = 'CANCELLED'))
);
create unique index invoice_once on invoice (organization_id, customer_id, period, currency) where kind = 'USAGE' and status <> 'CANCELLED';
create index invoice_newest on invoice (organization_id, starts_on desc, id);
create index invoice_customer on invoice (organization_id, customer_id, starts_on);
call protect('invoice', 'customer_id = viewer_customer() and number is not null');
revoke delete on invoice from app;

-- Issued is final: afterwards only payment, write-off, cancelling and the fact of mailing may be noted.
create function invoice_stays() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then raise exception 'invoices are cancelled, never deleted'; end if;
  if old.status = 'CANCELLED' then raise exception 'a cancelled invoice stays as it is'; end if;
  if old.number is not null then
    if (to_jsonb(new) - '{status,sent_at,sent_to,cancel_reason}'::text[]) is distinct from (to_jsonb(old) - '{status,sent_at,sent_to,cancel_reason}'::text[]) then
      raise exception 'invoice % is issued and stays as it is', old.number;
    end if;
    if new.status in ('DRAFT', 'HELD') then raise exception 'invoice % is issued and cannot go back', old.number; end if;
  elsif new.organization_id <> old.organization_id or new.customer_id <> old.customer_id or new.period <> old.period or new.currency <> old.currency then
    raise exception 'an invoice keeps its customer, month and currency';
  end if;
  return new;
end $$;
create trigger stay before update or delete on invoice for each row execute function invoice_stays();

-- The parts of an invoice, written only while it is a draft or held. FOR SHARE: an issue at the same moment waits or is waited for.
create function invoice_part_stays() returns trigger language plpgsql as $$
declare
  invoice_status text;
  subject uuid;
begin
  foreach subject in array array[case when tg_op <> 'INSERT' then old.invoice_id end, case when tg_op <> 'DELETE' then new.invoice_id end] loop
    continue when subject is null;
    select i.status into invoice_status from invoice i where i.id = subject for share;
    if invoice_status is null or invoice_status not in ('DRAFT', 'HELD') then
      raise exception 'the invoice is no longer a draft: its % stays as it is', tg_table_name;
    end if;
  end loop;
  if tg_op = 'DELETE' then return old; end if;
  return new;
end $$;

create table invoice_line (
  id uuid primary key,
  organization_id uuid not null,
  invoice_id uuid not null,
  position int not null check (position > 0),
  contract_id uuid,
  contract_number text,
  component text not null check (component in ('ENERGY', 'OVERAGE', 'HOSTING', 'LEASE', 'SERVICE', 'HASHRATE', 'HASHRATE_CREDIT', 'ADJUSTMENT')),
  description text not null,
  quantity text not null,
  unit text not null check (unit in ('KWH', 'UNIT_MONTH', 'MONTH', 'THS_DAY', 'EACH')),
  rate text not null,
  estimated_kwh text,
  amount bigint not null,
  tax_code text,
  foreign key (organization_id, invoice_id) references invoice (organization_id, id),
  foreign key (organization_id, contract_id) references contract (organization_id, id),
  unique (organization_id, id),
  unique (invoice_id, position)
);
call protect('invoice_line', 'exists (select 1 from invoice i where i.id = invoice_id)', false);
create trigger stay before insert or update or delete on invoice_line for each row execute function invoice_part_stays();

create table invoice_line_usage (
  id uuid primary key,
  organization_id uuid not null,
  invoice_id uuid not null,
  line_id uuid not null,
  position int not null,
  unit text not null,
  energy_wh bigint not null,
  estimated_wh bigint not null,
  register_ids uuid[] not null,
  foreign key (organization_id, invoice_id) references invoice (organization_id, id),
  foreign key (organization_id, line_id) references invoice_line (organization_id, id) on delete cascade,
  unique (organization_id, id),
  unique (line_id, position)
);
call protect('invoice_line_usage', 'exists (select 1 from invoice i where i.id = invoice_id)', false);
create trigger stay before insert or update or delete on invoice_line_usage for each row execute function invoice_part_stays();

create table invoice_tax (
  id uuid primary key,
  organization_id uuid not null,
  invoice_id uuid not null,
  position int not null,
  code text not null,
  taxable bigint not null,
  percent text not null,
  amount bigint not null,
  foreign key (organization_id, invoice_id) references invoice (organization_id, id),
  unique (organization_id, id),
  unique (invoice_id, position)
);
call protect('invoice_tax', 'exists (select 1 from invoice i where i.id = invoice_id)', false);
create trigger stay before insert or update or delete on invoice_tax for each row execute function invoice_part_stays();

create table invoice_hold (
  id uuid primary key,
  organization_id uuid not null,
  invoice_id uuid not null,
  position int not null,
  reason text not null check (reason in ('IN_DEFAULT', 'BILLING_HOLD', 'UNCOVERED', 'REGISTER_DECREASED', 'VOIDED', 'ESTIMATED_SHARE', 'UNPRICED',
    'UNVERIFIED_PROFILE', 'ZERO_RATE', 'VARIANCE', 'MANUAL')),
  contract_number text,
  register text,
  unit text,
  from_at timestamptz,
  to_at timestamptz,
  released_by text,
  note text,
  foreign key (organization_id, invoice_id) references invoice (organization_id, id),
  unique (organization_id, id),
  unique (invoice_id, position)
);
-- Why an invoice was held is the staff's business where it is about the customer's standing.
call protect('invoice_hold', 'reason not in (''IN_DEFAULT'', ''BILLING_HOLD'') and exists (select 1 from invoice i where i.id = invoice_id)');
create trigger stay before insert or update or delete on invoice_hold for each row execute function invoice_part_stays();

-- Which days of a contract's component an invoice has billed: the second claim fails, whoever makes it.
create table billed_claim (
  id uuid primary key,
  organization_id uuid not null,
  invoice_id uuid not null,
  contract_id uuid not null,
  component text not null,
  starts_on date not null,
  ends_on date not null,
  released_at timestamptz,
  foreign key (organization_id, invoice_id) references invoice (organization_id, id),
  foreign key (organization_id, contract_id) references contract (organization_id, id),
  unique (organization_id, id),
  check (ends_on > starts_on),
  constraint billed_once exclude using gist (contract_id with =, component with =, daterange(starts_on, ends_on) with &&) where (released_at is null)
);
create index billed_claim_invoice on billed_claim (invoice_id);
call protect('billed_claim', 'exists (select 1 from contract c where c.id = contract_id) and exists (select 1 from invoice i where i.id = invoice_id)', false);
revoke delete on billed_claim from app;

-- A claim stays for good once its invoice is issued; it is only ever released, by cancelling.
create function billed_claim_stays() returns trigger language plpgsql as $$
declare
  invoice_status text;
begin
  if (to_jsonb(new) - 'released_at') is distinct from (to_jsonb(old) - 'released_at') or old.released_at is not null then
    raise exception 'a claim is only ever released';
  end if;
  select i.status into invoice_status from invoice i where i.id = old.invoice_id for share;
  if invoice_status not in ('DRAFT', 'HELD', 'CANCELLED') then raise exception 'an issued invoice keeps what it has billed'; end if;
  return new;
end $$;
create trigger stay before update on billed_claim for each row execute function billed_claim_stays();

call protect('document', 'exists (select 1 from invoice i where document.sha256 in (i.pdf_sha256, i.evidence_sha256))', false);
revoke update, delete on document from app;
create index invoice_pdf on invoice (organization_id, pdf_sha256);
create index invoice_evidence on invoice (organization_id, evidence_sha256);

-- The mail that carried an invoice has left: the invoice says when and to whom.
create function invoice_was_sent() returns trigger language plpgsql as $$
begin
  update invoice set sent_at = new.sent_at, sent_to = new.recipient where id = new.document_id and status <> 'CANCELLED';
  return null;
end $$;
create trigger invoice_sent after update of state on mail for each row
  when (new.state = 'SENT' and old.state <> 'SENT' and new.purpose = 'INVOICE') execute function invoice_was_sent();
`;
