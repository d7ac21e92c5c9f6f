import { Migration } from '@mikro-orm/migrations';

/**
 * The life of an invoice after its draft: what happened to it, adjustments, credit notes, and what is learnt of a month
 * after it was billed. The walls: status changes go along legal ways only, no line is credited twice, a true-up is made once.
 */
export class Migration30InvoiceLife extends Migration {
  override up(): void {
    this.addSql(sql);
  }
}

const sql = /* sql */ `
-- What happened to an invoice, by whom and why. The staff's alone.
create table invoice_event (
  id uuid primary key,
  organization_id uuid not null,
  invoice_id uuid not null,
  at timestamptz not null,
  kind text not null check (kind in ('GENERATED', 'RECOMPUTED', 'HELD', 'RELEASED', 'ISSUED', 'SENT', 'CREDITED', 'WRITTEN_OFF', 'CANCELLED')),
  actor text not null,
  note text check (length(note) <= 2000),
  foreign key (organization_id, invoice_id) references invoice (organization_id, id),
  unique (organization_id, id)
);
create index invoice_event_invoice on invoice_event (invoice_id, id);
call protect('invoice_event', null, false);
revoke update, delete on invoice_event from app;

-- A line of the customer's next invoice in that currency. A true-up says which line of which invoice it corrects, and keeps
-- the evidence of the corrected month.
create table adjustment (
  id uuid primary key,
  organization_id uuid not null,
  customer_id uuid not null,
  contract_id uuid,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  description text not null check (length(description) between 1 and 500),
  amount bigint not null check (amount <> 0),
  tax_code text,
  -- The invoice that carries it; null: it waits for the next one.
  invoice_id uuid,
  corrects_invoice_id uuid,
  corrects_position int,
  evidence_sha256 text,
  created_by text not null,
  created_at timestamptz not null,
  foreign key (organization_id, customer_id) references customer (organization_id, id),
  foreign key (organization_id, contract_id) references contract (organization_id, id),
  foreign key (organization_id, invoice_id) references invoice (organization_id, id),
  foreign key (organization_id, corrects_invoice_id) references invoice (organization_id, id),
  foreign key (organization_id, evidence_sha256) references document (organization_id, sha256),
  unique (organization_id, id),
  unique (corrects_invoice_id, corrects_position, evidence_sha256),
  check (num_nulls(corrects_invoice_id, corrects_position, evidence_sha256) in (0, 3))
);
create index adjustment_waiting on adjustment (customer_id, currency, id) where invoice_id is null;
create index adjustment_invoice on adjustment (invoice_id) where invoice_id is not null;
call protect('adjustment', 'customer_id = viewer_customer() and exists (select 1 from invoice i where i.id = invoice_id)');
revoke delete on adjustment from app;

-- An adjustment moves between invoices that can still change, and never away from an issued one. FOR SHARE as in invoice_part_stays.
create function adjustment_stays() returns trigger language plpgsql as $$
declare
  invoice_status text;
begin
  if tg_op = 'UPDATE' and (to_jsonb(new) - 'invoice_id') is distinct from (to_jsonb(old) - 'invoice_id') then
    raise exception 'an adjustment stays as it was made; add another to correct it';
  end if;
  if tg_op = 'UPDATE' and old.invoice_id is not null then
    select i.status into invoice_status from invoice i where i.id = old.invoice_id for share;
    if invoice_status not in ('DRAFT', 'HELD', 'CANCELLED') then raise exception 'an issued invoice keeps its adjustments'; end if;
  end if;
  if new.invoice_id is not null then
    select i.status into invoice_status from invoice i where i.id = new.invoice_id and i.customer_id = new.customer_id and i.currency = new.currency for share;
    if invoice_status is null or invoice_status not in ('DRAFT', 'HELD') then
      raise exception 'an adjustment goes onto a draft of its customer and currency';
    end if;
  end if;
  return new;
end $$;
create trigger stay before insert or update on adjustment for each row execute function adjustment_stays();

-- Takes back lines of an issued invoice, with their tax. Final as it is made: number, PDF and all.
create table credit_note (
  id uuid primary key,
  organization_id uuid not null,
  customer_id uuid not null,
  invoice_id uuid not null,
  number text not null,
  reason text not null check (length(reason) between 1 and 2000),
  currency text not null,
  subtotal bigint not null check (subtotal > 0),
  tax bigint not null check (tax >= 0),
  total bigint not null,
  issued_on date not null,
  issued_at timestamptz not null,
  pdf_sha256 text not null,
  created_by text not null,
  foreign key (organization_id, customer_id) references customer (organization_id, id),
  foreign key (organization_id, invoice_id) references invoice (organization_id, id),
  foreign key (organization_id, pdf_sha256) references document (organization_id, sha256),
  unique (organization_id, id),
  unique (organization_id, number),
  check (total = subtotal + tax)
);
create index credit_note_invoice on credit_note (invoice_id, id);
create index credit_note_pdf on credit_note (organization_id, pdf_sha256);
call protect('credit_note', 'customer_id = viewer_customer()');
revoke update, delete on credit_note from app;

-- taxes: the tax by row of the invoice, as the note's paper lists it; tax: their sum.
create table credit_note_line (
  id uuid primary key,
  organization_id uuid not null,
  credit_note_id uuid not null,
  invoice_id uuid not null,
  position int not null,
  amount bigint not null check (amount > 0),
  tax bigint not null check (tax >= 0),
  taxes jsonb not null,
  foreign key (organization_id, credit_note_id) references credit_note (organization_id, id),
  foreign key (organization_id, invoice_id) references invoice (organization_id, id),
  foreign key (invoice_id, position) references invoice_line (invoice_id, position),
  unique (organization_id, id),
  unique (credit_note_id, position)
);
create index credit_note_line_invoice on credit_note_line (invoice_id, position);
call protect('credit_note_line', 'exists (select 1 from credit_note n where n.id = credit_note_id)', false);
revoke update, delete on credit_note_line from app;

-- A wall, no calculation: whatever the code says, no line gives back more than it took, and no invoice more than its total.
create function credit_has_room() returns trigger language plpgsql as $$
declare
  billed invoice;
begin
  select * into billed from invoice i where i.id = new.invoice_id for no key update;
  if billed.id is null or billed.status not in ('ISSUED', 'PAID') then raise exception 'only an issued invoice is credited'; end if;
  if tg_table_name = 'credit_note_line' then
    if (select sum(l.amount) from credit_note_line l where l.invoice_id = new.invoice_id and l.position = new.position)
       > (select l.amount from invoice_line l where l.invoice_id = new.invoice_id and l.position = new.position) then
      raise exception 'line % of invoice % is credited beyond its amount', new.position, billed.number;
    end if;
  else
    if (billed.customer_id, billed.currency) is distinct from (new.customer_id, new.currency) then
      raise exception 'a credit note has the customer and currency of its invoice';
    end if;
    if (select sum(n.total) from credit_note n where n.invoice_id = new.invoice_id) > billed.total
       or (select sum(n.tax) from credit_note n where n.invoice_id = new.invoice_id) > greatest(billed.tax, 0) then
      raise exception 'invoice % is credited beyond its total', billed.number;
    end if;
  end if;
  return null;
end $$;
create trigger room after insert on credit_note for each row execute function credit_has_room();
create trigger room after insert on credit_note_line for each row execute function credit_has_room();

-- At the end of the transaction the lines are the note: none can be left out, none added later.
create function credit_note_adds_up() returns trigger language plpgsql as $$
declare
  note credit_note;
begin
  if tg_table_name = 'credit_note' then note := new; else select * into note from credit_note n where n.id = new.credit_note_id; end if;
  if (select (sum(l.amount), sum(l.tax), bool_and(l.invoice_id = note.invoice_id)) from credit_note_line l where l.credit_note_id = note.id)
     is distinct from (note.subtotal::numeric, note.tax::numeric, true) then
    raise exception 'the lines of credit note % do not add up to it', note.number;
  end if;
  return null;
end $$;
create constraint trigger adds_up after insert on credit_note deferrable initially deferred for each row execute function credit_note_adds_up();
create constraint trigger adds_up after insert on credit_note_line deferrable initially deferred for each row execute function credit_note_adds_up();

-- As before, and: the status goes along these ways only; a credited invoice isn't cancelled.
create or replace function invoice_stays() returns trigger language plpgsql as $$
declare
  noted constant text[] := '{status,sent_at,sent_to,cancel_reason}';
begin
  if tg_op = 'DELETE' then raise exception 'invoices are cancelled, never deleted'; end if;
  if old.status = 'CANCELLED' then raise exception 'a cancelled invoice stays as it is'; end if;
  if old.number is not null then
    if (to_jsonb(new) - noted) is distinct from (to_jsonb(old) - noted) then
      raise exception 'invoice % is issued and stays as it is', old.number;
    end if;
    if new.status in ('DRAFT', 'HELD') then raise exception 'invoice % is issued and cannot go back', old.number; end if;
  elsif (new.organization_id, new.customer_id, new.period, new.currency, new.kind) is distinct from
        (old.organization_id, old.customer_id, old.period, old.currency, old.kind) then
    raise exception 'an invoice keeps its customer, month, currency and kind';
  end if;
  if new.status <> old.status and (old.status || ' ' || new.status) not in ('DRAFT HELD', 'DRAFT ISSUED', 'DRAFT PAID', 'DRAFT CANCELLED', 'HELD DRAFT',
    'HELD CANCELLED', 'ISSUED PAID', 'ISSUED WRITTEN_OFF', 'ISSUED CANCELLED', 'PAID ISSUED', 'PAID CANCELLED', 'WRITTEN_OFF PAID') then
    raise exception 'an invoice does not go from % to %', old.status, new.status;
  end if;
  if new.status = 'CANCELLED' and exists (select 1 from credit_note n where n.invoice_id = new.id) then
    raise exception 'invoice % is credited already', old.number;
  end if;
  -- Where nothing was due, nobody has paid.
  if old.status = 'PAID' and new.status = 'CANCELLED' and old.total > 0 then raise exception 'invoice % is paid', old.number; end if;
  return new;
end $$;

-- Days are claimed by drafts: what is issued has claimed all that it bills.
create trigger stay_new before insert on billed_claim for each row execute function invoice_part_stays();

-- ── What is learnt of a month after it was billed ──

-- Up to when an organization's months have begun to be billed: what comes for that instant (it ends the last interval) or an earlier one, comes late.
create table billing_horizon (
  organization_id uuid primary key references organization,
  until timestamptz not null
);
call protect('billing_horizon', null, false);
revoke delete on billing_horizon from app;

-- Something new about a register's past: a late reading, a swap, a void, another mapping. xid: for who rated a month while this was not committed yet.
create table billed_change (
  id bigint generated always as identity primary key,
  organization_id uuid not null,
  register_id uuid not null,
  from_at timestamptz not null,
  to_at timestamptz not null,
  xid xid8 not null default pg_current_xact_id(),
  foreign key (organization_id, register_id) references register (organization_id, id)
);
create index billed_change_new on billed_change (organization_id, id);
create index billed_change_xid on billed_change (organization_id, xid);
call protect('billed_change', null, false);
revoke update, delete on billed_change from app;

-- What an invoice's rating, or the last look for a true-up, had seen of the changes: all up to this id whose transaction is older than xmin.
create table invoice_rating (
  invoice_id uuid primary key,
  organization_id uuid not null,
  change_id bigint not null,
  xmin_seen xid8 not null,
  foreign key (organization_id, invoice_id) references invoice (organization_id, id)
);
call protect('invoice_rating', null, false);
revoke delete on invoice_rating from app;

-- The lock lets the horizon rise only between changes: none in flight can miss it.
create function raise_billing_horizon(to_at timestamptz) returns void language plpgsql as $$
begin
  if exists (select 1 from billing_horizon h where h.organization_id = viewer_organization() and h.until >= to_at) then return; end if;
  perform pg_advisory_xact_lock(hashtext('billing horizon'), hashtext(viewer_organization()::text));
  insert into billing_horizon as h (organization_id, until) values (viewer_organization(), to_at)
  on conflict (organization_id) do update set until = greatest(h.until, excluded.until);
end $$;

-- Notes that something about a register has changed for a range of time, when a month of it may be billed.
create function note_billed_change(organization uuid, register uuid, from_at timestamptz, to_at timestamptz) returns void language plpgsql as $$
begin
  perform pg_advisory_xact_lock_shared(hashtext('billing horizon'), hashtext(organization::text));
  insert into billed_change (organization_id, register_id, from_at, to_at)
  select organization, register, note_billed_change.from_at, coalesce(note_billed_change.to_at, 'infinity')
  from billing_horizon h where h.organization_id = organization and note_billed_change.from_at <= h.until;
end $$;

-- A batch of readings at once; batches are nearly always of now, so the first look ends it.
create function readings_came() returns trigger language plpgsql as $$
declare
  batch record;
begin
  for batch in select n.organization_id, min(n.taken_at) as first_at from new_rows n group by n.organization_id loop
    perform pg_advisory_xact_lock_shared(hashtext('billing horizon'), hashtext(batch.organization_id::text));
    continue when not exists (select 1 from billing_horizon h where h.organization_id = batch.organization_id and batch.first_at <= h.until);
    insert into billed_change (organization_id, register_id, from_at, to_at)
    select g.organization_id, g.id, min(n.taken_at), max(n.taken_at) from new_rows n join register g on g.no = n.register_no
      join billing_horizon h on h.organization_id = g.organization_id and n.taken_at <= h.until
    where g.organization_id = batch.organization_id group by g.organization_id, g.id;
  end loop;
  return null;
end $$;
create trigger came after insert on register_reading referencing new table as new_rows for each statement execute function readings_came();
create trigger changed after update on register_reading referencing new table as new_rows for each statement execute function readings_came();

create function register_fact_changed() returns trigger language plpgsql as $$
declare
  fact jsonb;
begin
  foreach fact in array array[case when tg_op <> 'INSERT' then to_jsonb(old) end, case when tg_op <> 'DELETE' then to_jsonb(new) end] loop
    continue when fact is null;
    if tg_table_name = 'register_replacement' then
      perform note_billed_change((fact ->> 'organization_id')::uuid, (fact ->> 'register_id')::uuid, (fact ->> 'at')::timestamptz, (fact ->> 'at')::timestamptz);
    elsif tg_table_name = 'register_void' then
      perform note_billed_change((fact ->> 'organization_id')::uuid, (fact ->> 'register_id')::uuid,
        coalesce(lower((fact ->> 'during')::tstzrange), '-infinity'), upper((fact ->> 'during')::tstzrange));
    else
      perform note_billed_change(g.organization_id, g.id, coalesce(lower((fact ->> 'during')::tstzrange), '-infinity'), upper((fact ->> 'during')::tstzrange))
      from register g where g.outlet_id = (fact ->> 'outlet_id')::uuid or g.meter_id = (fact ->> 'meter_id')::uuid;
    end if;
  end loop;
  return null;
end $$;
create trigger changed after insert or update or delete on register_replacement for each row execute function register_fact_changed();
create trigger changed after insert or update or delete on register_void for each row execute function register_fact_changed();
create trigger changed after insert or update or delete on feed for each row execute function register_fact_changed();

-- Documents of what a customer may see: issued invoices as before, credit notes, and the evidence of corrections.
drop policy customer on document;
create policy customer on document for select using (organization_id = viewer_organization() and viewer_is_customer() and (
  exists (select 1 from invoice i where document.sha256 in (i.pdf_sha256, i.evidence_sha256))
  or exists (select 1 from credit_note n where n.pdf_sha256 = document.sha256)
  or exists (select 1 from adjustment a where a.evidence_sha256 = document.sha256)));
create index adjustment_evidence on adjustment (organization_id, evidence_sha256) where evidence_sha256 is not null;
`;
