import { Button, count, toast, useMutation } from '@hashyard/ui';
import { useNavigate } from '@solidjs/router';
import { type JSX, Show } from 'solid-js';
import type { RunOutcomeFragment, RunProgressFragment } from '../../gql/graphql.ts';
import { refusedOf } from '../contracts/refused.view.ts';
import { May } from '../session/may.tsx';
import { generateInvoicesDocument } from './generate-invoices.tsx';
import { runIsOver } from './run.view.ts';
import { useRunWatch } from './run-watch.tsx';

/** A new run over those customers alone for whom this one could write nothing. */
export function RetryFailed(props: { run: RunProgressFragment; outcomes: readonly RunOutcomeFragment[] }): JSX.Element {
  const navigate = useNavigate();
  const runs = useRunWatch();
  const generate = useMutation(generateInvoicesDocument);
  const idempotencyKey = crypto.randomUUID();
  const failed = () => props.outcomes.filter(({ outcome }) => outcome === 'FAILED').map(({ customer }) => customer.id);
  const retry = async () => {
    const { period, skipExisting } = props.run;
    const answer = await generate.run({ input: { period, skipExisting, customerIds: failed(), idempotencyKey } });
    if (!answer.ok) return toast(refusedOf(answer).message);
    runs.watch(answer.value.id);
    navigate(`/invoices/runs/${answer.value.id}`);
  };
  return (
    <Show when={runIsOver(props.run.state) && failed().length > 0}>
      <May do="invoice:generate">
        <Button icon="refresh" busy={generate.busy} onClick={retry}>
          Try {count(failed().length, 'failed customer')} again
        </Button>
      </May>
    </Show>
  );
}
