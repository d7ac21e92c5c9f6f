import { useMutation } from '@hashyard/ui';
import type { JSX } from 'solid-js';
import { graphql } from '../../gql/gql.ts';
import { ImportFile } from '../csv/import-file.tsx';
import { parseCustomers, TEMPLATE } from './import.view.ts';

const importCustomersDocument = graphql(`
  mutation ImportCustomers($input: ImportCustomersInput!) {
    importCustomers(input: $input) {
      __typename
      ... on CustomersImported {
        created
        updated
        unchanged
        rejected
        rows {
          row
          issues {
            message
          }
        }
      }
      ...RefusalFields
    }
  }
`);

/** A file of customers: new ones are recorded, known ones changed. */
export function ImportCustomers(props: { onImported: () => void }): JSX.Element {
  const send = useMutation(importCustomersDocument);
  return (
    <ImportFile
      noun="customer"
      label="Customers"
      hint="Name and contact email are needed. A customer is the same by its contact email; an empty cell leaves a value as it is."
      template={{ name: 'customers-template.csv', text: TEMPLATE }}
      parse={parseCustomers}
      busy={send.busy}
      send={(rows, way) => send.run({ input: { rows: [...rows], ...way } })}
      onImported={props.onImported}
    />
  );
}
