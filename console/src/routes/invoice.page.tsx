import { Asked, DownloadLink, Link, NoSuch, PageHeader, Recompute, useEvidence, useQuery } from '@hashyard/ui';
import { useParams } from '@solidjs/router';
import { type JSX, Show } from 'solid-js';
import { customerLabel } from '../features/customers/customer.view.ts';
import { canIssue, canRelease } from '../features/invoices/invoice.view.ts';
import { InvoiceCorrections } from '../features/invoices/invoice-corrections.tsx';
import { InvoiceFacts, InvoiceFigures } from '../features/invoices/invoice-facts.tsx';
import { InvoiceHolds } from '../features/invoices/invoice-holds.tsx';
import { InvoiceLife } from '../features/invoices/invoice-life.tsx';
import { InvoiceLines } from '../features/invoices/invoice-lines.tsx';
import { InvoiceStatusBadge, invoiceTitle } from '../features/invoices/invoices-table.tsx';
import { IssueInvoice } from '../features/invoices/issue-invoice.tsx';
import { ReleaseInvoice } from '../features/invoices/release-invoice.tsx';
import { graphql } from '../gql/gql.ts';
import type { InvoiceQuery } from '../gql/graphql.ts';

const invoiceDocument = graphql(`
  query Invoice($id: ID!) {
    invoice(id: $id) {
      ...InvoiceActions
      ...InvoiceFacts
      ...InvoiceLines
      ...InvoiceCorrections
      pdfUrl
      evidenceUrl
    }
  }
`);

/** What issuing and releasing have to show first. */
export const invoiceActions = graphql(`
  fragment InvoiceActions on Invoice {
    id
    number
    status
    period
    sentAt
    total {
      amount
      currency
    }
    balance {
      amount
      currency
    }
    customer {
      id
      name
      companyName
      invoiceEmail
    }
    holds {
      reason
      contractNumber
      register
      unit
      from
      to
      releasedBy
      note
    }
  }
`);

type Invoice = NonNullable<InvoiceQuery['invoice']>;

export function InvoicePage(): JSX.Element {
  const params = useParams<{ id: string }>();
  const query = useQuery(invoiceDocument, () => ({ id: params.id }));
  return (
    <Asked
      query={query}
      of={(data) => data.invoice}
      none={<NoSuch what="invoice" icon="bill" href="/invoices" all="All invoices" />}
    >
      {(invoice) => <InvoiceView invoice={invoice()} onChanged={query.refetch} />}
    </Asked>
  );
}

function InvoiceView(props: { invoice: Invoice; onChanged: () => void }): JSX.Element {
  const invoice = () => props.invoice;
  const evidence = useEvidence(
    () => `${invoice().evidenceUrl}.gz`,
    () => new Worker(new URL('../features/invoices/evidence.worker.ts', import.meta.url), { type: 'module' }),
  );
  return (
    <>
      <PageHeader
        above={
          <Link href={`/customers/${invoice().customer.id}?tab=billing`}>{customerLabel(invoice().customer)}</Link>
        }
        title={invoiceTitle(invoice())}
        note={<InvoiceStatusBadge status={invoice().status} />}
        actions={
          <>
            <Show when={invoice().pdfUrl}>{(url) => <DownloadLink href={url()}>PDF</DownloadLink>}</Show>
            <Show when={canRelease(invoice().status)}>
              <ReleaseInvoice invoice={invoice()} onDone={props.onChanged} />
            </Show>
            <Show when={canIssue(invoice().status)}>
              <IssueInvoice invoice={invoice()} onDone={props.onChanged} />
            </Show>
            <InvoiceLife invoice={invoice()} onDone={props.onChanged} />
          </>
        }
      />
      <InvoiceHolds holds={invoice().holds} held={canRelease(invoice().status)} />
      <InvoiceFigures invoice={invoice()} />
      <InvoiceLines invoice={invoice()} evidence={evidence} />
      <Show when={invoice().evidenceUrl}>
        {(url) => (
          <Recompute
            evidence={evidence}
            noun="invoice"
            evidenceUrl={url()}
            sha256={invoice().evidenceSha256}
            shown={{
              amounts: invoice().lines.map((line) => line.amount.amount),
              total: invoice().total.amount,
              currency: invoice().total.currency,
            }}
          />
        )}
      </Show>
      <InvoiceCorrections invoice={invoice()} onChanged={props.onChanged} />
      <InvoiceFacts invoice={invoice()} />
    </>
  );
}
