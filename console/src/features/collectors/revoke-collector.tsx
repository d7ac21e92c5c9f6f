import { Button, ConfirmDialog, count, KeyValueList, toast, useMutation, When } from '@hashyard/ui';
import { createSignal, type JSX } from 'solid-js';
import { graphql } from '../../gql/gql.ts';
import type { RevokedCollectorFragment } from '../../gql/graphql.ts';
import { refusedOf } from '../contracts/refused.view.ts';
import { May } from '../session/may.tsx';

export const revokedCollector = graphql(`
  fragment RevokedCollector on Collector {
    id
    name
    online
    lastSeenAt
    spooledReadings
    revokedAt
    site {
      id
      name
    }
  }
`);

const revokeCollectorDocument = graphql(`
  mutation RevokeCollector($input: RevokeCollectorInput!) {
    revokeCollector(input: $input) {
      __typename
      ... on Collector {
        ...RevokedCollector
      }
      ...RefusalFields
    }
  }
`);

/** Ends a collector's token at once, after saying what then isn't read anymore. */
export function RevokeCollector(props: { collector: RevokedCollectorFragment; onRevoked: () => void }): JSX.Element {
  const revoke = useMutation(revokeCollectorDocument);
  const [asking, setAsking] = createSignal(false);
  const [refused, setRefused] = createSignal<string>();
  const collector = () => props.collector;
  const send = async () => {
    const answer = await revoke.run({ input: { collectorId: collector().id } });
    if (!answer.ok) return void setRefused(refusedOf(answer).message);
    setAsking(false);
    toast(`${collector().name} is revoked`);
    props.onRevoked();
  };
  return (
    <May do="collector:manage">
      <Button
        class="min-h-6! py-0"
        aria-label={`Revoke ${collector().name}`}
        onClick={() => {
          setRefused(undefined);
          setAsking(true);
        }}
      >
        Revoke
      </Button>
      <ConfirmDialog
        open={asking()}
        onClose={() => setAsking(false)}
        title={`Revoke ${collector().name}`}
        verb="Revoke collector"
        danger
        typeToConfirm={collector().name}
        busy={revoke.busy}
        error={refused()}
        onConfirm={send}
        effect={
          <>
            <p>
              Its token dies at once. The devices it reads send nothing until another collector of the site reads them;
              what waits in its spool can’t be delivered anymore.
            </p>
            <KeyValueList
              items={[
                { label: 'Site', value: collector().site.name },
                { label: 'Link', value: collector().online ? 'Online' : 'Offline' },
                { label: 'Heard of', value: <When at={collector().lastSeenAt} /> },
                {
                  label: 'Waiting at the site',
                  value:
                    collector().spooledReadings == null
                      ? 'Unknown'
                      : count(collector().spooledReadings ?? 0, 'reading'),
                },
              ]}
            />
          </>
        }
      />
    </May>
  );
}
