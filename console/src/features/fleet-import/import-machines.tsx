import { Button, Card, Checkbox, count, FormMessage, Notice, TextArea, toast, useMutation } from '@hashyard/ui';
import { createMemo, createSignal, type JSX, Show } from 'solid-js';
import { graphql } from '../../gql/gql.ts';
import type { ImportMinersInput } from '../../gql/graphql.ts';
import { refusedOf } from '../contracts/refused.view.ts';
import { CsvFile } from '../csv/csv-file.tsx';
import { download } from '../csv/csv.ts';
import { instantAt } from '../time/local-time.ts';
import { TimeInput } from '../time/time-input.tsx';
import { type Imported, parseMachines, rejectedRows, type RowIssue, TEMPLATE, withoutRow } from './import.view.ts';
import { BadRows, ImportOutcome } from './import-outcome.tsx';

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

/** A file of machines: read here, checked by a dry run that names each bad row, then written as a whole. */
export function ImportMachines(props: { siteId: string; zone: string; onImported: () => void }): JSX.Element {
  const send = useMutation(importMinersDocument);
  const [text, setText] = createSignal('');
  /** Since when the named outlets feed the machines; blank is the moment of the import. */
  const [mappedFrom, setMappedFrom] = createSignal('');
  const [skipBad, setSkipBad] = createSignal(false);
  const [checked, setChecked] = createSignal<Imported>();
  const [refused, setRefused] = createSignal<string>();
  const [refusedRows, setRefusedRows] = createSignal<readonly RowIssue[]>([]);
  const file = createMemo(() => parseMachines(text()));
  let idempotencyKey = crypto.randomUUID();

  const type = (next: string) => {
    setText(next);
    setChecked(undefined);
    setRefused(undefined);
    setRefusedRows([]);
  };
  const run = async (own: Partial<ImportMinersInput>): Promise<Imported | undefined> => {
    setRefused(undefined);
    setRefusedRows([]);
    const rows = [...file().rows];
    const from = instantAt(mappedFrom(), props.zone) ?? undefined;
    const answer = await send.run({ input: { siteId: props.siteId, rows, mappedFrom: from, ...own } });
    if (answer.ok) return answer.value;
    if ('refusal' in answer) {
      idempotencyKey = crypto.randomUUID();
      const issues = answer.refusal.issues ?? [];
      setRefusedRows(issues.flatMap((issue) => rowIssue(issue.path, issue.message, rows)));
    }
    setRefused(refusedOf(answer).message);
    return undefined;
  };
  // A dry run skips bad rows, so that it names all of them.
  const check = async () => setChecked(await run({ dryRun: true, skipBadRows: true }));
  const write = async () => {
    const done = await run({ skipBadRows: skipBad(), idempotencyKey });
    if (!done) return;
    toast(`${count(done.created, 'machine')} created, ${done.updated} changed`);
    props.onImported();
  };
  const ready = () => file().fault === null && file().rows.length > 0 && file().issues.length === 0;
  const changes = (outcome: Imported) => outcome.created + outcome.updated;
  const bad = () => [...file().issues, ...refusedRows(), ...rejected()];
  const rejected = () => {
    const outcome = checked();
    return outcome ? rejectedRows(outcome, file().rows) : [];
  };

  return (
    <div class="flex flex-col gap-4">
      <Card
        title="File"
        actions={
          <>
            <Button look="quiet" icon="download" onClick={() => download('machines-template.csv', TEMPLATE)}>
              Template
            </Button>
            <CsvFile onText={type} />
          </>
        }
      >
        <TextArea
          label="Machines"
          required
          rows={10}
          placeholder={TEMPLATE}
          hint="Paste from a spreadsheet or choose a file. The first row names the columns; name and model are needed. A machine is the same by MAC, else serial, else name; an empty cell leaves a value as it is."
          error={file().fault ?? undefined}
          value={text()}
          onChange={type}
        />
        <Show when={file().rows.some(({ outlet }) => outlet != null)}>
          <TimeInput
            class="mt-4 max-w-sm"
            label="Outlets feed them from"
            hint={`In the site’s zone, ${props.zone}; from now on when left blank`}
            value={mappedFrom()}
            onChange={(time) => {
              setMappedFrom(time);
              setChecked(undefined);
            }}
          />
        </Show>
        <Show when={file().ignored.length > 0}>
          <p class="mt-2 text-sm text-muted">Left out: {file().ignored.join(', ')}</p>
        </Show>
      </Card>
      <FormMessage text={refused()} />
      <BadRows issues={bad()} />
      <Show when={checked()}>
        {(outcome) => (
          <Card title="What it would do">
            <div class="flex flex-col gap-4">
              <ImportOutcome outcome={outcome()} />
              <Show when={outcome().rejected > 0}>
                <Checkbox
                  label={`Import the others and leave out ${count(outcome().rejected, 'bad row')}`}
                  value={skipBad()}
                  onChange={setSkipBad}
                />
              </Show>
              <Show when={changes(outcome()) === 0 && outcome().rejected === 0}>
                <Notice>Everything stands there already.</Notice>
              </Show>
            </div>
          </Card>
        )}
      </Show>
      <div class="flex flex-wrap items-center gap-2">
        <Show
          when={checked()}
          fallback={
            <Button look="primary" busy={send.busy} disabled={!ready()} onClick={check}>
              {ready() ? `Check ${count(file().rows.length, 'row')}` : 'Check'}
            </Button>
          }
        >
          {(outcome) => (
            <Button
              look="primary"
              busy={send.busy}
              disabled={changes(outcome()) === 0 || (outcome().rejected > 0 && !skipBad())}
              onClick={write}
            >
              Import {count(changes(outcome()), 'machine')}
            </Button>
          )}
        </Show>
        <span class="text-sm text-muted">The check writes nothing.</span>
      </div>
    </div>
  );
}

/** An issue of a row carries its position: `input.rows.12.model`. */
function rowIssue(path: readonly string[], message: string, rows: readonly { name: string }[]): RowIssue[] {
  const at = path[1] === 'rows' ? Number(path[2]) : Number.NaN;
  return Number.isInteger(at) ? [{ row: at + 2, name: rows[at]?.name ?? '', message: withoutRow(message) }] : [];
}
