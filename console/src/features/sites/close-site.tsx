import { Button, ConfirmDialog, toast, useMutation } from '@hashyard/ui';
import { createSignal, type JSX } from 'solid-js';
import { graphql } from '../../gql/gql.ts';
import { refusedOf } from '../contracts/refused.view.ts';

const retireSiteDocument = graphql(`
  mutation RetireSite($input: RetireSiteInput!) {
    retireSite(input: $input) {
      __typename
      ... on Site {
        id
        retiredAt
      }
      ...RefusalFields
    }
  }
`);

const restoreSiteDocument = graphql(`
  mutation RestoreSite($input: RestoreSiteInput!) {
    restoreSite(input: $input) {
      __typename
      ... on Site {
        id
        retiredAt
      }
      ...RefusalFields
    }
  }
`);

type Site = { readonly id: string; readonly name: string };

/** Closes a site where nothing is any more. */
export function CloseSite(props: { site: Site; onClose: () => void; onDone: () => void }): JSX.Element {
  const retire = useMutation(retireSiteDocument);
  const [refused, setRefused] = createSignal<string>();
  const send = async () => {
    const answer = await retire.run({ input: { siteId: props.site.id } });
    if (!answer.ok) return void setRefused(refusedOf(answer).message);
    toast(`${props.site.name} is closed`);
    props.onDone();
  };
  return (
    <ConfirmDialog
      open
      onClose={props.onClose}
      title={`Close ${props.site.name}`}
      verb="Close site"
      danger
      busy={retire.busy}
      error={refused()}
      onConfirm={send}
      effect={
        <p>
          It leaves the lists and keeps its history; it can be opened again. Its machines, PDUs, meters, racks and
          collectors have to be moved or retired first, its contracts ended.
        </p>
      }
    />
  );
}

/** Opens a closed site again. */
export function OpenSite(props: { site: Site; onDone: () => void }): JSX.Element {
  const restore = useMutation(restoreSiteDocument);
  const send = async () => {
    const answer = await restore.run({ input: { siteId: props.site.id } });
    toast(answer.ok ? `${props.site.name} is open again` : refusedOf(answer).message);
    if (answer.ok) props.onDone();
  };
  return (
    <Button busy={restore.busy} onClick={send}>
      Open site again
    </Button>
  );
}
