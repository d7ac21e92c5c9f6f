import {
  Button,
  createForm,
  createSubmit,
  Dialog,
  FormMessage,
  Notice,
  Select,
  TextInput,
  useMutation,
} from '@hashyard/ui';
import { createSignal, type JSX, Show, untrack } from 'solid-js';
import { graphql } from '../../gql/gql.ts';
import { inFormWords, refusedHere } from '../forms/refusal.view.ts';
import { useSites } from '../sites/use-sites.ts';
import { type CollectorValues, networkIssues, networksOf, runCommand } from './collector-form.view.ts';
import { CopyText } from './copy-text.tsx';

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
    return inFormWords(await create.run({ input: { siteId, name: name.trim(), idempotencyKey } }));
  };
  const submit = createSubmit(form, send, (made: Created) => {
    setCreated(made);
    props.onCreated();
  });
  const command = ({ token, commandKey }: Created) =>
    runCommand({ api: `${location.origin}/graphql`, token, commandKey, networks: networksOf(form.values.networks) });

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
          <>
            <Notice tone="warn">The token is shown this once. Who has it can send readings for this site.</Notice>
            <CopyText label="Token" text={made().token} />
            <p>
              On a machine inside the site’s network, in a checkout of Hashyard after its <code>npm install</code>:
            </p>
            <CopyText label="Command" text={command(made())} />
            <CopyText label="Command key" text={made().commandKey} />
            <p class="text-sm text-muted">
              By the command key it tells commands of this installation from anybody else’s. It shows as online within a
              minute of its start; to run it as a service see <code>docs/collector.md</code>.
            </p>
            <div class="flex justify-end">
              <Button look="primary" onClick={() => props.onClose()}>
                I have copied the token
              </Button>
            </div>
          </>
        )}
      </Show>
    </Dialog>
  );
}
