import { Card, TextArea, useMutation } from '@hashyard/ui';
import { createMemo, createSignal, type JSX } from 'solid-js';
import { graphql } from '../../gql/gql.ts';
import { CsvFile } from '../csv/csv-file.tsx';
import { CheckMapping } from './check-mapping.tsx';
import { parseOutlets } from './outlet-file.view.ts';

const importOutletMapDocument = graphql(`
  mutation ImportOutletMap($input: ImportOutletMapInput!) {
    importOutletMap(input: $input) {
      __typename
      ...OutletMapping
      ...RefusalFields
    }
  }
`);

const EXAMPLE = 'pdu,outlet,machine,weight\nPDU-01,1,A-001,\nPDU-01,2,A-002,';

/** A file of what hangs on which outlet: checked by the API, each bad row named, then written as a whole. */
export function OutletFile(props: { siteId: string; zone: string; onMapped: () => void }): JSX.Element {
  const send = useMutation(importOutletMapDocument);
  const [text, setText] = createSignal('');
  const file = createMemo(() => parseOutlets(text()));
  const lineOf = (path: readonly string[]) => {
    const line = file().lines[Number(path[2])];
    return line === undefined ? undefined : `Line ${line}`;
  };
  return (
    <div class="flex flex-col gap-4">
      <Card title="Lines" actions={<CsvFile onText={setText} />}>
        <TextArea
          label="PDU, outlet, machine"
          required
          rows={8}
          placeholder={EXAMPLE}
          hint="Paste from a spreadsheet or choose a file. A machine by name, serial or MAC; empty frees the outlet; lines of one outlet share it by weight."
          value={text()}
          onChange={setText}
        />
      </Card>
      <CheckMapping
        zone={props.zone}
        what={text()}
        ready={file().rows.length > 0}
        busy={send.busy}
        nameOf={lineOf}
        onMapped={props.onMapped}
        send={(way) => send.run({ input: { siteId: props.siteId, rows: [...file().rows], ...way } })}
      />
    </div>
  );
}
