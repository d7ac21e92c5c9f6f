import { Button, createForm, createSubmit, Dialog, FormMessage, Select, TextInput, useMutation } from '@hashyard/ui';
import { createSignal, type JSX, Show, untrack } from 'solid-js';
import { graphql } from '../../gql/gql.ts';
import { refusedHere } from '../forms/refusal.view.ts';
import { useSites } from '../sites/use-sites.ts';
import { type CollectorValues, networkIssues, networksOf } from './collector-form.view.ts';
import { Enrolment } from './enrolment.tsx';

const createCollectorDocument = graphql(`
  mutation CreateCollector($input: CreateCollectorInput!) {
    createCollector(input: $input) {
      __typename
      ... on CollectorCreated {
        token
        commandKey
        collector {
          id
          name
        }
      }
      ...RefusalFields
    }
  }
`);

type Created = { readonly token: string; readonly commandKey: string; readonly collector: { readonly name: string } };

/** Makes a collector and shows, this once, its token and what to run at its site. Drawn anew for each collector. */
export function CreateCollector(props: { siteId?: string; onClose: () => void; onCreated: () => void }): JSX.Element {
  const create = useMutation(createCollectorDocument);
  const sites = useSites();
  const [created, setCreated] = createSignal<Created>();
  const form = createForm<CollectorValues>({ siteId: untrack(() => props.siteId ?? ''), name: '', networks: '' });
  const idempotencyKey = crypto.randomUUID();
  const siteOptions = () => (sites.rows ?? []).map(({ id, name }) => ({ value: id, label: name }));

  const send = async ({ siteId, name, networks }: CollectorValues) => {
    const unchosen = siteId ? [] : [{ code: 'REQUIRED', message: 'This is needed.', path: ['input', 'siteId'] }];
    const issues = [...unchosen, ...networkIssues(networks, 'networks')];
    if (issues.length > 0) return refusedHere(issues);
    return create.run({ input: { siteId, name: name.trim(), idempotencyKey } });
  };
  const submit = createSubmit(form, send, (made: Created) => {
    setCreated(made);
    props.onCreated();
  });
  return (
    <Dialog
      open
      wide={created() !== undefined}
      onClose={props.onClose}
      title={created() ? `${created()?.collector.name} is created` : 'Create collector'}
    >
      <Show
        when={created()}
        fallback={
          <form class="flex flex-col gap-4" onSubmit={submit} novalidate>
            <FormMessage text={form.message()} />
            <Select
              label="Site"
              required
              placeholder="Choose a site"
              options={siteOptions()}
              {...form.field('siteId')}
            />
            <TextInput label="Name" required placeholder="collector-1" {...form.field('name')} />
            <TextInput
              label="Networks it may reach"
              required
              placeholder="10.0.0.0/16"
              hint="Its own configuration holds them: nobody can widen them from here. They go into the command that is shown next."
              {...form.field('networks')}
            />
            <div class="flex justify-end gap-2">
              <Button onClick={() => props.onClose()}>Cancel</Button>
              <Button type="submit" look="primary" busy={form.busy()}>
                Create collector
              </Button>
            </div>
          </form>
        }
      >
        {(made) => (
          <Enrolment
            token={made().token}
            commandKey={made().commandKey}
            networks={networksOf(form.values.networks)}
            onDone={props.onClose}
          />
        )}
      </Show>
    </Dialog>
  );
}
