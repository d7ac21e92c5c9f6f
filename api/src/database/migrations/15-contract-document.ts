import { Migration } from '@mikro-orm/migrations';

/** The contract as a document under its hash, and under which name it was accepted. */
export class Migration15ContractDocument extends Migration {
  override up(): void {
    this.addSql(sql);
  }
}

const sql = /* sql */ `
-- Contracts that were activated before there were documents have none.
alter table contract
  add column document_sha256 text check (document_sha256 is null or activated_at is not null),
  add foreign key (organization_id, document_sha256) references document (organization_id, sha256);
create index contract_document on contract (organization_id, document_sha256);
create function contract_document_stays() returns trigger language plpgsql as $$
begin
  raise exception 'contract % keeps its document', old.number;
end $$;
create trigger keep_document before update of document_sha256 on contract for each row
  when (old.activated_at is not null and new.document_sha256 is distinct from old.document_sha256) execute function contract_document_stays();

create policy contract on document for select using (organization_id = viewer_organization() and viewer_is_customer()
  and exists (select 1 from contract c where c.document_sha256 = document.sha256));

-- Written once for a contract, and only for the document that it has while it is active. Its id is the contract's.
create table contract_acceptance (
  id uuid primary key,
  organization_id uuid not null,
  customer_id uuid not null,
  name text not null check (length(name) between 1 and 200),
  document_sha256 text not null,
  accepted_at timestamptz not null,
  user_id uuid,
  foreign key (organization_id, id, customer_id) references contract (organization_id, id, customer_id),
  unique (organization_id, id)
);
call protect('contract_acceptance', 'customer_id = viewer_customer()');
revoke update, delete on contract_acceptance from app;
create function contract_acceptance_fits() returns trigger language plpgsql as $$
begin
  if not exists (select 1 from contract c where c.id = new.id and c.status = 'ACTIVE' and c.document_sha256 = new.document_sha256) then
    raise exception 'only the document of an active contract is accepted';
  end if;
  return new;
end $$;
create trigger fits before insert on contract_acceptance for each row execute function contract_acceptance_fits();
`;
