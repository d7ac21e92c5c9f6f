import { Asked, Card, KeyValueList, Link, NoSuch, PageHeader, useQuery, When } from '@hashyard/ui';
import { useParams } from '@solidjs/router';
import { createEffect, type JSX } from 'solid-js';
import { batchTitle, loadChange } from '../features/commands/command.view.ts';
import { commandBatchDocument } from '../features/commands/command-documents.ts';
import { CommandOutcome } from '../features/commands/command-outcome.tsx';
import { useCommandWatch } from '../features/commands/command-watch.tsx';
import type { CommandProgressFragment } from '../gql/graphql.ts';

/** One request to tell devices something, and what became of it. */
export function CommandPage(): JSX.Element {
  const params = useParams<{ id: string }>();
  const query = useQuery(commandBatchDocument, () => ({ id: params.id }));
  const watch = useCommandWatch();
  // Looked at: the header needn't keep it any more.
  createEffect(() => {
    const seen = watch.batch;
    if (seen?.id === params.id && seen.progress.done === seen.progress.total) watch.dismiss();
  });
  return (
    <Asked
      query={query}
      of={(data) => data.commandBatch}
      none={<NoSuch what="command" icon="power" href="/commands" all="All commands" />}
    >
      {(batch) => <CommandView batch={batch()} />}
    </Asked>
  );
}

function CommandView(props: { batch: CommandProgressFragment }): JSX.Element {
  return (
    <>
      <PageHeader
        above={<Link href="/commands">Commands</Link>}
        title={batchTitle(props.batch)}
        note={
          <span>
            <When at={props.batch.createdAt} /> by {props.batch.requestedBy}
          </span>
        }
      />
      <div class="grid items-start gap-6 lg:grid-cols-[1fr_2fr]">
        <Card title="Request">
          <KeyValueList
            items={[
              { label: 'Reason', value: props.batch.reason },
              { label: 'Expected change of load', value: loadChange(props.batch.effectKw) },
            ]}
          />
        </Card>
        <Card title="What became of it">
          <CommandOutcome batchId={props.batch.id} />
        </Card>
      </div>
    </>
  );
}
