import { Button, Card, Checkbox, count, FormMessage, Notice, type Refusal, TextArea, toast } from '@hashyard/ui';
import { createMemo, createSignal, type JSX, Show } from 'solid-js';
import { refusedOf } from '../contracts/refused.view.ts';
import { download } from './csv.ts';
import { CsvFile } from './csv-file.tsx';
import { BadRows, ImportOutcome } from './import-outcome.tsx';
import { type Imported, type ParsedFile, refusedRows, rejectedRows, type RowIssue } from './import-table.ts';

type Fault = { readonly title: string; readonly advice: string; readonly code: string };
type Answer =
  | { readonly ok: true; readonly value: Imported }
  | { readonly ok: false; readonly refusal: Refusal }
  | { readonly ok: false; readonly fault: Fault };
type Way = { readonly dryRun?: boolean; readonly skipBadRows?: boolean; readonly idempotencyKey?: string };

/** A file, read here, checked by a dry run that names each bad row, then written as a whole. */
export function ImportFile<Row extends { readonly name: string }>(props: {
  /** One of what a row is: "machine". */
  noun: string;
  label: string;
  hint: string;
  template: { readonly name: string; readonly text: string };
  parse: (text: string) => ParsedFile<Row>;
  busy: boolean;
  send: (rows: readonly Row[], way: Way) => Promise<Answer>;
  /** What else is to be said before the check, given the rows; `changed` makes a check due again. */
  also?: (rows: readonly Row[], changed: () => void) => JSX.Element;
  onImported: () => void;
}): JSX.Element {
  const [text, setText] = createSignal('');
  const [skipBad, setSkipBad] = createSignal(false);
  const [checked, setChecked] = createSignal<Imported>();
  const [refused, setRefused] = createSignal<string>();
  const [badRows, setBadRows] = createSignal<readonly RowIssue[]>([]);
  const file = createMemo(() => props.parse(text()));
  let idempotencyKey = crypto.randomUUID();

  const type = (next: string) => {
    setText(next);
    setChecked(undefined);
    setRefused(undefined);
    setBadRows([]);
  };
  const run = async (way: Way): Promise<Imported | undefined> => {
    setRefused(undefined);
    setBadRows([]);
    const { rows } = file();
    const answer = await props.send(rows, way);
    if (answer.ok) return answer.value;
    if ('refusal' in answer) {
      idempotencyKey = crypto.randomUUID();
      setBadRows(refusedRows(answer.refusal.issues ?? [], rows));
    }
    setRefused(refusedOf(answer).message);
    return undefined;
  };
  // A dry run skips bad rows, so that it names all of them.
  const check = async () => setChecked(await run({ dryRun: true, skipBadRows: true }));
  const write = async () => {
    const done = await run({ skipBadRows: skipBad(), idempotencyKey });
    if (!done) return;
    toast(`${count(done.created, props.noun)} created, ${done.updated} changed`);
    props.onImported();
  };
  const ready = () => file().fault === null && file().rows.length > 0 && file().issues.length === 0;
  const changes = (outcome: Imported) => outcome.created + outcome.updated;
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
            <Button look="quiet" icon="download" onClick={() => download(props.template.name, props.template.text)}>
              Template
            </Button>
            <CsvFile onText={type} />
          </>
        }
      >
        <TextArea
          label={props.label}
          required
          rows={10}
          placeholder={props.template.text}
          hint={`Paste from a spreadsheet or choose a file. The first row names the columns. ${props.hint}`}
          error={file().fault ?? undefined}
          value={text()}
          onChange={type}
        />
        {props.also?.(file().rows, () => setChecked(undefined))}
        <Show when={file().ignored.length > 0}>
          <p class="mt-2 text-sm text-muted">Left out: {file().ignored.join(', ')}</p>
        </Show>
      </Card>
      <FormMessage text={refused()} />
      <BadRows issues={[...file().issues, ...badRows(), ...rejected()]} />
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
            <Button look="primary" busy={props.busy} disabled={!ready()} onClick={check}>
              {ready() ? `Check ${count(file().rows.length, 'row')}` : 'Check'}
            </Button>
          }
        >
          {(outcome) => (
            <Button
              look="primary"
              busy={props.busy}
              disabled={changes(outcome()) === 0 || (outcome().rejected > 0 && !skipBad())}
              onClick={write}
            >
              Import {count(changes(outcome()), props.noun)}
            </Button>
          )}
        </Show>
        <span class="text-sm text-muted">The check writes nothing.</span>
      </div>
    </div>
  );
}
