import { ConfirmDialog, Dialog, KeyValueList, useMutation, When } from '@hashyard/ui';
import { createSignal, type JSX, Show } from 'solid-js';
import { graphql } from '../../gql/gql.ts';
import { refusedOf } from '../contracts/refused.view.ts';
import { Enrolment } from './enrolment.tsx';

const rotateCollectorTokenDocument = graphql(`
  mutation RotateCollectorToken($input: RotateCollectorTokenInput!) {
    rotateCollectorToken(input: $input) {
      __typename
      ... on CollectorCreated {
        token
        commandKey
      }
      ...RefusalFields
    }
  }
`);

type Rotated = { readonly token: string; readonly commandKey: string };

export type RotatedCollector = {
  readonly id: string;
  readonly name: string;
  readonly lastSeenAt: string | null;
  readonly site: { readonly name: string };
  readonly allowedNetworks: readonly string[];
};

/** Gives a collector a new token and shows it this once, after saying that the one before dies. Drawn anew for each. */
export function RotateToken(props: { collector: RotatedCollector; onClose: () => void }): JSX.Element {
  const rotate = useMutation(rotateCollectorTokenDocument);
  const [refused, setRefused] = createSignal<string>();
  const [made, setMade] = createSignal<Rotated>();
  const idempotencyKey = crypto.randomUUID();
  const send = async () => {
    const answer = await rotate.run({ input: { collectorId: props.collector.id, idempotencyKey } });
    if (answer.ok) setMade(answer.value);
    else setRefused(refusedOf(answer).message);
  };
  return (
    <Show
      when={made()}
      fallback={
        <ConfirmDialog
          open
          onClose={props.onClose}
          title={`New token for ${props.collector.name}`}
          verb="Replace token"
          danger
          busy={rotate.busy}
          error={refused()}
          onConfirm={send}
          effect={
            <>
              <p>
                The token that it uses now dies at once. It reads on and keeps what it reads at the site, and delivers
                it when it has been started with the new one.
              </p>
              <KeyValueList
                items={[
                  { label: 'Site', value: props.collector.site.name },
                  { label: 'Heard of', value: <When at={props.collector.lastSeenAt} /> },
                ]}
              />
            </>
          }
        />
      }
    >
      {(token) => (
        <Dialog open wide onClose={props.onClose} title={`${props.collector.name} has a new token`}>
          <Enrolment
            token={token().token}
            commandKey={token().commandKey}
            networks={props.collector.allowedNetworks}
            onDone={props.onClose}
          />
        </Dialog>
      )}
    </Show>
  );
}
