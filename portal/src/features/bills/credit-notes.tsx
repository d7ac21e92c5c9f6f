import { Card, date, DownloadLink, money } from '@hashyard/ui';
import { For, type JSX, Show } from 'solid-js';
import { graphql } from '../../gql';
import type { BillCorrectionsFragment } from '../../gql/graphql';

export const BillCorrections = graphql(`
  fragment BillCorrections on Invoice {
    creditNotes {
      id
      number
      reason
      issuedOn
      pdfUrl
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
  }
`);

/** What was taken back of a bill since it was issued. */
export function CreditNotes(props: { notes: BillCorrectionsFragment['creditNotes'] }): JSX.Element {
  return (
    <Show when={props.notes.length > 0}>
      <Card title="Credited since">
        <ul class="-my-2 flex flex-col">
          <For each={props.notes}>
            {(note) => (
              <Row
                what={note.number}
                about={`${note.reason}, ${date(note.issuedOn)}`}
                amount={money(note.total)}
                file={note.pdfUrl}
                fileWords="PDF"
              />
            )}
          </For>
        </ul>
      </Card>
    </Show>
  );
}

/** Lines of this bill that correct an earlier one, with the evidence that says why. */
export function Corrections(props: { adjustments: BillCorrectionsFragment['adjustments'] }): JSX.Element {
  const corrections = () => props.adjustments.filter(({ corrects }) => corrects != null);
  return (
    <Show when={corrections().length > 0}>
      <Card title="Corrections of earlier bills">
        <ul class="-my-2 flex flex-col">
          <For each={corrections()}>
            {(one) => (
              <Row
                what={one.description}
                about={`line ${one.correctsPosition} of ${one.corrects?.number}: more was measured after it was billed`}
                amount={money(one.amount)}
                file={one.evidenceUrl}
                fileWords="Evidence"
              />
            )}
          </For>
        </ul>
      </Card>
    </Show>
  );
}

function Row(props: {
  what: string;
  about: string;
  amount: string;
  file: string | null | undefined;
  fileWords: string;
}): JSX.Element {
  return (
    <li class="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-b border-line py-3 last:border-0">
      <div class="min-w-0 flex-1 basis-60">
        <div class="break-words font-medium">{props.what}</div>
        <div class="break-words text-sm text-muted">{props.about}</div>
      </div>
      <span class="text-lg font-semibold whitespace-nowrap">{props.amount}</span>
      <Show when={props.file}>{(url) => <DownloadLink href={url()}>{props.fileWords}</DownloadLink>}</Show>
    </li>
  );
}
