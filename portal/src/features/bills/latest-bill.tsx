import { Badge, ButtonLink, Card, DownloadLink, money, month, Skeleton } from '@hashyard/ui';
import { type JSX, Show } from 'solid-js';
import type { BillSummaryFragment } from '../../gql/graphql';
import { billStatus, dueWords } from './bill.view.ts';

/** The newest bill, and when the next is to be expected. */
export function LatestBill(props: {
  bill: (BillSummaryFragment & { pdfUrl?: string | null }) | undefined;
  /** Whether it is known that there is one, or none. */
  known: boolean;
  next: string;
}): JSX.Element {
  return (
    <Card title="Last bill">
      <div class="flex h-full flex-col gap-4">
        <Show
          when={props.bill}
          fallback={
            <Show when={props.known} fallback={<Skeleton height="120px" />}>
              <p class="text-muted">There is no bill yet.</p>
            </Show>
          }
        >
          {(bill) => (
            <>
              <div>
                <div class="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-muted">
                  {month(bill().period)}
                  <Badge tone={billStatus(bill().status).tone}>{billStatus(bill().status).word}</Badge>
                </div>
                <div class="text-2xl font-semibold tracking-tight">{money(bill().total)}</div>
                <div class="text-muted">{dueWords(bill())}</div>
              </div>
              <div class="flex flex-wrap gap-2">
                <ButtonLink href={`/bills/${bill().id}`} look="primary">
                  Open bill
                </ButtonLink>
                <Show when={bill().pdfUrl}>{(url) => <DownloadLink href={url()}>PDF</DownloadLink>}</Show>
              </div>
            </>
          )}
        </Show>
        <p class="text-sm text-muted">{props.next}</p>
      </div>
    </Card>
  );
}
