import { useMutation } from '@hashyard/ui';
import { createSignal, type JSX, Show } from 'solid-js';
import { graphql } from '../../gql/gql.ts';
import { ImportFile } from '../csv/import-file.tsx';
import { instantAt } from '../time/local-time.ts';
import { TimeInput } from '../time/time-input.tsx';
import { parseMachines, TEMPLATE } from './import.view.ts';

const importMinersDocument = graphql(`
  mutation ImportMiners($input: ImportMinersInput!) {
    importMiners(input: $input) {
      __typename
      ... on MinersImported {
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

/** A file of machines of one site. */
export function ImportMachines(props: { siteId: string; zone: string; onImported: () => void }): JSX.Element {
  const send = useMutation(importMinersDocument);
  /** Since when the named outlets feed the machines; blank is the moment of the import. */
  const [mappedFrom, setMappedFrom] = createSignal('');
  return (
    <ImportFile
      noun="machine"
      label="Machines"
      hint="Name and model are needed. A machine is the same by MAC, else serial, else name; an empty cell leaves a value as it is."
      template={{ name: 'machines-template.csv', text: TEMPLATE }}
      parse={parseMachines}
      busy={send.busy}
      send={(rows, way) => {
        const from = instantAt(mappedFrom(), props.zone) ?? undefined;
        return send.run({ input: { siteId: props.siteId, rows: [...rows], mappedFrom: from, ...way } });
      }}
      also={(rows, changed) => (
        <Show when={rows.some(({ outlet }) => outlet != null)}>
          <TimeInput
            class="mt-4 max-w-sm"
            label="Outlets feed them from"
            hint={`In the site’s zone, ${props.zone}; from now on when left blank`}
            value={mappedFrom()}
            onChange={(time) => {
              setMappedFrom(time);
              changed();
            }}
          />
        </Show>
      )}
      onImported={props.onImported}
    />
  );
}
