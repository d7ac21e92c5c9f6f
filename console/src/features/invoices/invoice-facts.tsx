import {
  asText,
  Card,
  date,
  dateRange,
  energy,
  type KeyValueItem,
  KeyValueList,
  Link,
  money,
  month,
  Stat,
  VarianceMark,
} from '@hashyard/ui';
import { type JSX, Show } from 'solid-js';
import { graphql } from '../../gql/gql.ts';
import type { InvoiceFactsFragment } from '../../gql/graphql.ts';
import { addressText } from '../customers/address.view.ts';
import { changeText, measuredKwh } from './invoice.view.ts';
import { kindWords } from './invoice.words.ts';
import { MailFate } from './mail-fate.tsx';

export const invoiceFacts = graphql(`
  fragment InvoiceFacts on Invoice {
    id
    number
    kind
    status
    period
    startsOn
    endsOn
    issuedOn
    dueOn
    mails {
      ...MailFate
    }
    createdAt
    billToName
    billToAddress {
      lines
      city
      region
      postalCode
      country
    }
    energyKwh
    estimatedKwh
    changePercent
    variancePercent
    evidenceSha256
    pdfSha256
    cancelReason
    total {
      amount
      currency
    }
    paid {
      amount
      currency
    }
    credited {
      amount
      currency
    }
    balance {
      amount
      currency
    }
    billingRun {
      id
    }
  }
`);

/** The figures one looks for first. */
export function InvoiceFigures(props: { invoice: InvoiceFactsFragment }): JSX.Element {
  const invoice = () => props.invoice;
  const estimated = () => Number(invoice().estimatedKwh) > 0;
  return (
    <Card>
      <div class="grid grid-cols-1 gap-x-6 gap-y-4 sm:grid-cols-2 lg:grid-cols-5">
        <Stat label="Total" value={money(invoice().total)} note={changeNote(invoice().changePercent)} />
        <Stat label="Still due" value={invoice().number ? money(invoice().balance) : 'Not issued'} />
        <Stat
          label="Measured energy"
          value={energy(measuredKwh(invoice().energyKwh, invoice().estimatedKwh), 'bill')}
        />
        <Stat
          label="Estimated energy"
          value={estimated() ? energy(invoice().estimatedKwh, 'bill') : 'None'}
          note={
            estimated() ? (
              <span class="hatched inline-block h-2 w-16 rounded-sm border border-line-strong" aria-hidden="true" />
            ) : undefined
          }
        />
        <div class="flex flex-col gap-0.5">
          <div class="text-sm text-muted">Against the PDU meters</div>
          <Show when={invoice().variancePercent} fallback={<div class="text-2xl font-semibold text-muted">–</div>}>
            {(percent) => (
              <div class="text-xl font-semibold">
                <VarianceMark percent={percent()} />
              </div>
            )}
          </Show>
        </div>
      </div>
    </Card>
  );
}

const changeNote = (percent: string | null | undefined) => {
  const change = changeText(percent);
  return change === null ? 'no former period to compare with' : `${change} against the former period`;
};

export function InvoiceFacts(props: { invoice: InvoiceFactsFragment }): JSX.Element {
  const invoice = () => props.invoice;
  return (
    <div class="grid gap-6 lg:grid-cols-2">
      <Card title="Invoice">
        <KeyValueList
          items={[
            { label: 'Kind', value: kindWords[invoice().kind] },
            {
              label: 'Period',
              value: `${month(invoice().period)}, ${dateRange(invoice().startsOn, invoice().endsOn)}`,
            },
            { label: 'Issued', value: date(invoice().issuedOn) },
            { label: 'Due', value: date(invoice().dueOn) },
            {
              label: 'Mailed',
              value: <MailFate mails={invoice().mails} />,
            },
            { label: 'Paid', value: money(invoice().paid) },
            { label: 'Credited', value: money(invoice().credited) },
            { label: 'Energy', value: asText(energy(invoice().energyKwh, 'bill')) },
            ...madeBy(invoice()),
            { label: 'PDF SHA-256', value: <Hash text={invoice().pdfSha256} /> },
            ...(invoice().cancelReason ? [{ label: 'Cancelled because', value: invoice().cancelReason ?? '' }] : []),
          ]}
        />
      </Card>
      <Card title="Billed to">
        <KeyValueList
          items={[
            { label: 'Name', value: invoice().billToName },
            {
              label: 'Address',
              value: <span class="whitespace-pre-line">{addressText(invoice().billToAddress) ?? '–'}</span>,
            },
          ]}
        />
      </Card>
    </div>
  );
}

function madeBy({ billingRun, period }: InvoiceFactsFragment): KeyValueItem[] {
  if (!billingRun) return [];
  return [
    { label: 'Made by', value: <Link href={`/invoices/runs/${billingRun.id}`}>the run for {month(period)}</Link> },
  ];
}

function Hash(props: { text?: string | null }): JSX.Element {
  return (
    <Show when={props.text} fallback="Comes with issuing">
      {(hash) => <code class="break-all text-xs">{hash()}</code>}
    </Show>
  );
}
