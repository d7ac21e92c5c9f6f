import { Card, DownloadLink, KeyValueList, When } from '@hashyard/ui';
import { type JSX, Show } from 'solid-js';
import { graphql } from '../../gql/gql.ts';
import type { ContractAcceptanceFragment } from '../../gql/graphql.ts';

export const contractAcceptance = graphql(`
  fragment ContractAcceptance on Contract {
    id
    number
    timeZone
    documentUrl
    documentSha256
    acceptedBy
    acceptedAt
  }
`);

/** The document of an activated contract, and who agreed to it. */
export function ContractAcceptance(props: { contract: ContractAcceptanceFragment }): JSX.Element {
  const contract = () => props.contract;
  return (
    <Show when={contract().documentUrl}>
      {(url) => (
        <Card
          title="Document"
          actions={
            <DownloadLink href={url()} icon="download">
              Contract as PDF
            </DownloadLink>
          }
        >
          <KeyValueList
            items={[
              {
                label: 'Accepted',
                value: (
                  <Show when={contract().acceptedAt} fallback="Not yet">
                    {(at) => (
                      <>
                        by {contract().acceptedBy}, <When at={at()} zone={contract().timeZone} />
                      </>
                    )}
                  </Show>
                ),
              },
              {
                label: 'SHA-256',
                value: <span class="font-mono text-xs break-all">{contract().documentSha256 ?? '–'}</span>,
              },
            ]}
          />
        </Card>
      )}
    </Show>
  );
}
