import { Button, ConfirmDialog, toast, useMutation } from '@hashyard/ui';
import { createSignal, type JSX } from 'solid-js';
import { graphql } from '../../gql';
import type { ApiKeyRowFragment } from '../../gql/graphql';

const RevokeApiKeyDocument = graphql(`
  mutation RevokeApiKey($input: RevokeApiKeyInput!) {
    revokeApiKey(input: $input) {
      ... on ApiKey {
        ...ApiKeyRow
      }
      ...RefusalFields
    }
  }
`);

/** Takes a program's way in, at once. */
export function RevokeApiKey(props: { apiKey: ApiKeyRowFragment; onRevoked: () => void }): JSX.Element {
  const revoke = useMutation(RevokeApiKeyDocument);
  const [asking, setAsking] = createSignal(false);
  const [refused, setRefused] = createSignal<string>();
  const send = async () => {
    const answer = await revoke.run({ input: { apiKeyId: props.apiKey.id } });
    if (!answer.ok) return void setRefused('refusal' in answer ? answer.refusal.message : answer.fault.advice);
    setAsking(false);
    toast(`The key “${props.apiKey.name}” is revoked`);
    props.onRevoked();
  };
  return (
    <>
      <Button
        aria-label={`Revoke ${props.apiKey.name}`}
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
        title={`Revoke ${props.apiKey.name}`}
        verb="Revoke key"
        danger
        busy={revoke.busy}
        error={refused()}
        onConfirm={send}
        effect={<p>The program that holds it is refused from now on, and its live connections close within seconds.</p>}
      />
    </>
  );
}
