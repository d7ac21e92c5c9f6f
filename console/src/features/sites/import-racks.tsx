import { useMutation } from '@hashyard/ui';
import type { JSX } from 'solid-js';
import { graphql } from '../../gql/gql.ts';
import { ImportFile } from '../csv/import-file.tsx';
import { parseRacks, RACKS_TEMPLATE } from './import-racks.view.ts';

const importRacksDocument = graphql(`
  mutation ImportRacks($input: ImportRacksInput!) {
    importRacks(input: $input) {
      __typename
      ... on RacksImported {
        dryRun
        created
        updated
        unchanged
        rejected
        rows {
          row
          outcome
          issues {
            code
            message
            path
          }
        }
      }
      ...RefusalFields
    }
  }
`);

/** A file of racks of one site. */
export function ImportRacks(props: { siteId: string; onImported: () => void }): JSX.Element {
  const send = useMutation(importRacksDocument);
  return (
    <ImportFile
      noun="rack"
      label="Racks"
      hint="A rack is the same by its name at the site; an empty cell leaves a value as it is."
      template={{ name: 'racks-template.csv', text: RACKS_TEMPLATE }}
      parse={parseRacks}
      busy={send.busy}
      send={(rows, way) => send.run({ input: { siteId: props.siteId, rows: [...rows], ...way } })}
      onImported={props.onImported}
    />
  );
}
