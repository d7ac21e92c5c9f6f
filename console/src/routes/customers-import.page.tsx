import { Link, PageHeader } from '@hashyard/ui';
import { useNavigate } from '@solidjs/router';
import type { JSX } from 'solid-js';
import { ImportCustomers } from '../features/customers/import-customers.tsx';

export function CustomersImportPage(): JSX.Element {
  const navigate = useNavigate();
  return (
    <>
      <PageHeader
        above={<Link href="/customers">Customers</Link>}
        title="Import customers"
        note="A file with a row for each customer. It is checked first; nothing is written by halves, and nobody is notified."
      />
      <ImportCustomers onImported={() => navigate('/customers')} />
    </>
  );
}
