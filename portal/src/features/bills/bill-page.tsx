import {
  asText,
  Badge,
  Card,
  date,
  dateRange,
  decimal,
  DownloadLink,
  energy,
  KeyValueList,
  Link,
  money,
  month,
  Notice,
  PageHeader,
  Recompute,
  useEvidence,
} from '@hashyard/ui';
import { For, type JSX, Show } from 'solid-js';
import { graphql } from '../../gql';
import type { BillDetailsFragment } from '../../gql/graphql';
import { billStatus, dueWords } from './bill.view.ts';
import { BillLine } from './bill-line.tsx';
import { Corrections, CreditNotes } from './credit-notes.tsx';

export const BillDetailsFields = graphql(`
  fragment BillDetails on Invoice {
    id
    number
    kind
    status
    period
    startsOn
    endsOn
    issuedOn
    dueOn
    billToName
    billToAddress {
      lines
      city
      region
      postalCode
      country
    }
    lines {
      ...BillLine
    }
    ...BillCorrections
    taxes {
      code
      percent
      amount {
        amount
        currency
      }
    }
    subtotal {
      amount
      currency
    }
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
    energyKwh
    estimatedKwh
    changePercent
    pdfUrl
    evidenceUrl
    evidenceSha256
    cancelReason
  }
`);

/** A bill as a statement: what it comes to, what of, and how anyone can check it. */
export function BillPage(props: { bill: BillDetailsFragment }): JSX.Element {
  const evidence = useEvidence(
    () => `${props.bill.evidenceUrl}.gz`,
    () => new Worker(new URL('./evidence.worker.ts', import.meta.url), { type: 'module' }),
  );
  return (
    <>
      <PageHeader
        above={<Link href="/bills">Bills</Link>}
        title={props.bill.number ?? month(props.bill.period)}
        note={
          <>
            <Badge tone={billStatus(props.bill.status).tone}>{billStatus(props.bill.status).word}</Badge>
            {dateRange(props.bill.startsOn, props.bill.endsOn)}
          </>
        }
        actions={
          <>
            <Show when={props.bill.pdfUrl}>
              {(url) => (
                <DownloadLink look="primary" href={url()}>
                  Download PDF
                </DownloadLink>
              )}
            </Show>
          </>
        }
      />
      <Show when={props.bill.status === 'CANCELLED'}>
        <Notice tone="warn">
          This bill was cancelled{props.bill.cancelReason ? `: ${props.bill.cancelReason}` : '.'} Nothing is due.
        </Notice>
      </Show>
      <Summary bill={props.bill} />
      <Card title="What it is made of">
        <ul class="-my-2 flex flex-col">
          <For each={props.bill.lines}>{(line) => <BillLine line={line} evidence={evidence} />}</For>
        </ul>
      </Card>
      <CreditNotes notes={props.bill.creditNotes} />
      <Corrections adjustments={props.bill.adjustments} />
      <Show when={props.bill.evidenceUrl}>
        {(url) => (
          <Recompute
            evidence={evidence}
            noun="bill"
            evidenceUrl={url()}
            sha256={props.bill.evidenceSha256}
            shown={{
              amounts: props.bill.lines.map(({ amount }) => amount.amount),
              total: props.bill.total.amount,
              currency: props.bill.total.currency,
            }}
          />
        )}
      </Show>
    </>
  );
}

function Summary(props: { bill: BillDetailsFragment }): JSX.Element {
  return (
    <Card>
      <div class="grid gap-8 md:grid-cols-[1.2fr_1fr]">
        <div class="flex flex-col gap-5">
          <div>
            <div class="text-sm text-muted">{month(props.bill.period)}</div>
            <div
              class="text-[40px]/[48px] font-semibold tracking-tight tabular-nums max-sm:text-[32px]/[40px]"
              classList={{ 'text-muted line-through': props.bill.status === 'CANCELLED' }}
            >
              {money(props.bill.total)}
            </div>
            <div class="mt-1 text-lg">{dueWords(props.bill)}</div>
          </div>
          <dl class="grid grid-cols-2 gap-4 text-sm">
            <Fact term="Billed to">
              <span class="block font-medium break-words">{props.bill.billToName}</span>
              <For each={addressLines(props.bill.billToAddress)}>{(line) => <span class="block">{line}</span>}</For>
            </Fact>
            <Fact term="Energy">
              <span class="block font-medium">{asText(energy(props.bill.energyKwh, 'bill'))}</span>
              <Show when={props.bill.changePercent}>{(change) => <span>{changeWords(change())}</span>}</Show>
            </Fact>
            <Fact term="Issued on">{date(props.bill.issuedOn)}</Fact>
            <Fact term="Due on">{date(props.bill.dueOn)}</Fact>
          </dl>
        </div>
        <div class="self-end">
          <KeyValueList
            items={[
              { label: 'Subtotal', value: money(props.bill.subtotal) },
              ...props.bill.taxes.map((tax) => ({
                label: `${tax.code} ${decimal(tax.percent, 0, 6)} %`,
                value: money(tax.amount),
              })),
              { label: 'Total', value: <span class="font-semibold">{money(props.bill.total)}</span> },
              { label: 'Paid', value: money(props.bill.paid) },
              ...(isZero(props.bill.credited.amount) ? [] : [{ label: 'Credited', value: money(props.bill.credited) }]),
              {
                label: 'Still due',
                value: <span class="text-lg font-semibold">{money(props.bill.balance)}</span>,
              },
            ]}
          />
        </div>
      </div>
    </Card>
  );
}

function Fact(props: { term: string; children: JSX.Element }): JSX.Element {
  return (
    <div class="min-w-0">
      <dt class="text-muted">{props.term}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}

type BillAddress = NonNullable<BillDetailsFragment['billToAddress']>;

function addressLines(address: BillAddress | null | undefined): readonly string[] {
  if (!address) return [];
  const town = [address.postalCode, address.city, address.region].filter(Boolean).join(' ');
  return [...address.lines, town, address.country ?? ''].filter(Boolean);
}

const changeWords = (percent: string): string =>
  `${percent.startsWith('-') ? '' : '+'}${decimal(percent, 1, 1)} % against the month before`;

const isZero = (amount: string): boolean => /^-?0*\.?0*$/.test(amount);
