import {
  Button,
  Card,
  createForm,
  createSubmit,
  DownloadLink,
  FormMessage,
  TextInput,
  toast,
  useMutation,
  When,
} from '@hashyard/ui';
import { type JSX, Match, Show, Switch } from 'solid-js';
import { graphql } from '../../gql';
import type { ContractDocumentFragment } from '../../gql/graphql';
import { useCustomer } from '../viewer/viewer.tsx';

export const ContractDocumentFields = graphql(`
  fragment ContractDocument on Contract {
    id
    displayNumber
    status
    timeZone
    documentUrl
    documentSha256
    acceptedBy
    acceptedAt
  }
`);

const AcceptContractDocument = graphql(`
  mutation AcceptContract($input: AcceptContractInput!) {
    acceptContract(input: $input) {
      ... on Contract {
        ...ContractDocument
      }
      ...RefusalFields
    }
  }
`);

/** The contract as a PDF, and who has agreed to it; the account's owner accepts it here. */
export function ContractDocument(props: { contract: ContractDocumentFragment; onAccepted: () => void }): JSX.Element {
  const viewer = useCustomer();
  const mayAccept = () => viewer().permissions.includes('contract:accept') && props.contract.status === 'ACTIVE';
  return (
    <Show when={props.contract.documentUrl}>
      {(url) => (
        <Card
          title="Document"
          actions={
            <DownloadLink href={url()} icon="download">
              Contract as PDF
            </DownloadLink>
          }
        >
          <div class="flex flex-col gap-4">
            <Switch fallback={<p class="text-muted">Not accepted yet. The owner of this account accepts it.</p>}>
              <Match when={props.contract.acceptedAt}>
                {(at) => (
                  <p>
                    Accepted by <span class="font-medium">{props.contract.acceptedBy}</span>,{' '}
                    <When at={at()} zone={props.contract.timeZone} />.
                  </p>
                )}
              </Match>
              <Match when={mayAccept() && props.contract.documentSha256}>
                {(sha256) => (
                  <Accept contract={props.contract} documentSha256={sha256()} onAccepted={props.onAccepted} />
                )}
              </Match>
            </Switch>
            <p class="text-sm text-muted">
              The document’s fingerprint (SHA-256):{' '}
              <span class="font-mono text-xs break-all">{props.contract.documentSha256 ?? '–'}</span>
            </p>
          </div>
        </Card>
      )}
    </Show>
  );
}

/** By name and fingerprint: what is accepted is this very document. */
function Accept(props: {
  contract: ContractDocumentFragment;
  documentSha256: string;
  onAccepted: () => void;
}): JSX.Element {
  const accept = useMutation(AcceptContractDocument);
  const form = createForm({ name: '' });
  const submit = createSubmit(
    form,
    ({ name }) =>
      accept.run({
        input: { contractId: props.contract.id, name: name.trim(), documentSha256: props.documentSha256 },
      }),
    ({ displayNumber }) => {
      toast(`Contract ${displayNumber} is accepted`);
      props.onAccepted();
    },
  );
  return (
    <form class="flex flex-col gap-4" noValidate onSubmit={submit}>
      <FormMessage text={form.message()} />
      <p>
        Read the document. Accepting binds this account to it, under your name and with the time; it can’t be undone.
      </p>
      <TextInput label="Your full name" required autocomplete="name" {...form.field('name')} />
      <div>
        <Button type="submit" look="primary" busy={form.busy()}>
          Accept contract
        </Button>
      </div>
    </form>
  );
}
