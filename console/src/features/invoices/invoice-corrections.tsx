import { Card, date, DownloadLink, Link, money, When } from '@hashyard/ui';
import { For, type JSX, Show } from 'solid-js';
import { graphql } from '../../gql/gql.ts';
import type { InvoiceActionsFragment, InvoiceCorrectionsFragment } from '../../gql/graphql.ts';
import { eventWords } from './invoice.words.ts';
import { MailFate } from './mail-fate.tsx';
import { SendCreditNote } from './send-credit-note.tsx';

export const invoiceCorrections = graphql(`
  fragment InvoiceCorrections on Invoice {
    creditNotes {
      id
      number
      reason
      issuedOn
      pdfUrl
      mails {
        ...MailFate
      }
      lines {
        position
        amount {
          amount
          currency
        }
      }
      tax {
        amount
        currency
      }
      total {
        amount
        currency
      }
    }
    adjustments {
      id
      description
      correctsPosition
      evidenceUrl
      corrects {
        id
        number
      }
      amount {
        amount
        currency
      }
    }
    timeline {
      at
      kind
      actor
      note
    }
  }
`);

/** What was taken back, what it carries of other months, and what happened to it. */
export function InvoiceCorrections(props: {
  invoice: InvoiceCorrectionsFragment & Pick<InvoiceActionsFragment, 'customer'>;
  onChanged: () => void;
}): JSX.Element {
  return (
    <>
      <Show when={props.invoice.creditNotes.length > 0}>
        <Card title="Credit notes">
          <ul class="-my-2 flex flex-col">
            <For each={props.invoice.creditNotes}>
              {(note) => (
                <li class="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-b border-line py-3 last:border-0">
                  <div class="min-w-0 flex-1 basis-60">
                    <div class="font-medium">
                      {note.number} <span class="font-normal text-muted">{date(note.issuedOn)}</span>
                    </div>
                    <div class="break-words text-sm text-muted">
                      {note.reason} · lines {note.lines.map(({ position }) => position).join(', ')}, tax{' '}
                      {money(note.tax)}
                    </div>
                    <div class="mt-1 text-sm">
                      <MailFate mails={note.mails} />
                    </div>
                  </div>
                  <span class="font-semibold">{money(note.total)}</span>
                  <Show when={note.pdfUrl}>{(url) => <DownloadLink href={url()}>PDF</DownloadLink>}</Show>
                  <SendCreditNote customer={props.invoice.customer} note={note} onDone={props.onChanged} />
                </li>
              )}
            </For>
          </ul>
        </Card>
      </Show>
      <Show when={props.invoice.adjustments.length > 0}>
        <Card title="Adjustments on it">
          <ul class="-my-2 flex flex-col">
            <For each={props.invoice.adjustments}>
              {(adjustment) => (
                <li class="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-b border-line py-3 last:border-0">
                  <div class="min-w-0 flex-1 basis-60">
                    <div class="break-words">{adjustment.description}</div>
                    <Show when={adjustment.corrects}>
                      {(corrects) => (
                        <div class="text-sm text-muted">
                          corrects line {adjustment.correctsPosition} of{' '}
                          <Link href={`/invoices/${corrects().id}`}>{corrects().number}</Link>
                        </div>
                      )}
                    </Show>
                  </div>
                  <span class="font-semibold">{money(adjustment.amount)}</span>
                  <Show when={adjustment.evidenceUrl}>
                    {(url) => <DownloadLink href={url()}>Evidence</DownloadLink>}
                  </Show>
                </li>
              )}
            </For>
          </ul>
        </Card>
      </Show>
      <Show when={props.invoice.timeline.length > 0}>
        <Card title="History">
          <ol class="-my-2 flex flex-col">
            <For each={props.invoice.timeline}>
              {(event) => (
                <li class="flex flex-wrap items-baseline gap-x-3 gap-y-1 border-b border-line py-2 last:border-0">
                  <span class="font-medium">{eventWords[event.kind]}</span>
                  <span class="text-muted">
                    by {event.actor}, <When at={event.at} />
                  </span>
                  <Show when={event.note}>{(note) => <span class="w-full break-words text-sm">{note()}</span>}</Show>
                </li>
              )}
            </For>
          </ol>
        </Card>
      </Show>
    </>
  );
}
