import { type Fault, useAsk } from '@hashyard/ui';
import { batch, createSignal } from 'solid-js';
import { graphql } from '../../gql/gql.ts';
import type { InvoicePreviewRowFragment } from '../../gql/graphql.ts';

export const invoicePreviewRow = graphql(`
  fragment InvoicePreviewRow on InvoicePreview {
    kind
    currency
    changePercent
    customer {
      id
      name
      companyName
    }
    total {
      amount
      currency
    }
    holds {
      reason
    }
  }
`);

const previewDocument = graphql(`
  query PreviewInvoices($period: String!, $customerIds: [ID!]!, $skipExisting: Boolean!) {
    previewInvoices(period: $period, customerIds: $customerIds, skipExisting: $skipExisting) {
      ...InvoicePreviewRow
    }
  }
`);

/** Customers at a time: each is rated for it, so that progress shows and none waits long. The API takes 50. */
const AT_ONCE = 10;
const PAUSE_MS = 1_000;

export type PreviewQuestion = {
  readonly period: string;
  readonly customerIds: readonly string[];
  readonly skipExisting: boolean;
};

/** A dry run, customer by customer. What was asked before is dropped when something else is asked, or when it is cancelled. */
export function usePreview() {
  const preview = useAsk(previewDocument);
  const [rows, setRows] = createSignal<readonly InvoicePreviewRowFragment[]>([]);
  const [progress, setProgress] = createSignal<{ done: number; total: number }>();
  const [failed, setFailed] = createSignal<Fault>();
  let current = 0;

  const forget = () => {
    current += 1;
    batch(() => {
      setRows([]);
      setProgress(undefined);
      setFailed(undefined);
    });
  };
  /** A person's allowance of requests may be used up by a long dry run: the rest waits its turn. */
  const patiently = async (question: PreviewQuestion): ReturnType<typeof preview> => {
    for (;;) {
      const answer = await preview({ ...question, customerIds: [...question.customerIds] });
      if (answer.ok || answer.fault.code !== 'RATE_LIMITED') return answer;
      await new Promise((resume) => setTimeout(resume, PAUSE_MS));
    }
  };
  const ask = async ({ period, customerIds, skipExisting }: PreviewQuestion) => {
    forget();
    const mine = current;
    const total = customerIds.length;
    setProgress({ done: 0, total });
    for (let done = 0; done < total; done += AT_ONCE) {
      const answer = await patiently({ period, customerIds: customerIds.slice(done, done + AT_ONCE), skipExisting });
      if (mine !== current) return;
      if (!answer.ok) {
        batch(() => {
          setFailed(answer.fault);
          setProgress(undefined);
        });
        return;
      }
      batch(() => {
        setRows((known) => [...known, ...answer.data.previewInvoices]);
        setProgress({ done: Math.min(total, done + AT_ONCE), total });
      });
    }
  };
  return {
    ask,
    forget,
    rows,
    failed,
    progress,
    /** All of it is there. */
    ready: () => progress() !== undefined && progress()?.done === progress()?.total,
  };
}
