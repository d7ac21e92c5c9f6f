import {
  createForm,
  createSubmit,
  FormDialog,
  Menu,
  type MenuItem,
  TextInput,
  toast,
  useMutation,
  useQuery,
} from '@hashyard/ui';
import { useLocation, useSearchParams } from '@solidjs/router';
import { createSignal, type JSX, Show } from 'solid-js';
import { graphql } from '../../gql/gql.ts';
import { refusedOf } from '../contracts/refused.view.ts';
import { viewParams, viewQuery } from './saved-view.view.ts';

const savedViewsDocument = graphql(`
  query SavedViews($page: String!) {
    savedViews(page: $page) {
      id
      name
      query
    }
  }
`);

const saveViewDocument = graphql(`
  mutation SaveView($input: SaveViewInput!) {
    saveView(input: $input) {
      __typename
      ... on SavedView {
        id
        name
        query
      }
      ...RefusalFields
    }
  }
`);

const removeViewDocument = graphql(`
  mutation RemoveView($input: RemoveViewInput!) {
    removeView(input: $input) {
      __typename
      ... on SavedView {
        id
        name
      }
      ...RefusalFields
    }
  }
`);

/** A person's own views of a list: filters, order and columns under a name, the same on every machine they sign in from. */
export function SavedViews(props: {
  /** Which list, as the API keeps it. */
  page: string;
  /** The parts of the address that belong to the list. */
  parts: readonly string[];
}): JSX.Element {
  const location = useLocation();
  const [, setParams] = useSearchParams();
  const query = useQuery(savedViewsDocument, () => ({ page: props.page }));
  const remove = useMutation(removeViewDocument);
  const [saving, setSaving] = createSignal(false);
  const views = () => query.data?.savedViews ?? [];
  const here = () => viewQuery(location.search, props.parts);
  const shown = () => views().find((view) => view.query === here());
  const label = () => (shown() ? `Views: ${shown()?.name}` : 'Views');
  const removeShown = async () => {
    const view = shown();
    if (!view) return;
    const answer = await remove.run({ input: { savedViewId: view.id } });
    toast(answer.ok ? `View ${view.name} removed` : refusedOf(answer).message);
    query.refetch();
  };
  const items = (): MenuItem[] => [
    ...views().map((view) => ({
      label: view.name,
      checked: view.id === shown()?.id,
      onSelect: () => setParams(viewParams(view.query, props.parts), { scroll: false }),
    })),
    { label: 'Save this view', icon: 'plus', onSelect: () => void setSaving(true), disabled: shown() !== undefined },
    ...(shown() ? [{ label: `Remove ${shown()?.name}`, danger: true, onSelect: () => void removeShown() }] : []),
  ];
  return (
    <>
      <Menu
        label={label()}
        trigger={<span class="max-w-40 truncate">{shown()?.name ?? 'Views'}</span>}
        items={items()}
      />
      <Show when={saving()}>
        <SaveView
          page={props.page}
          query={here()}
          names={views().map(({ name }) => name)}
          onClose={() => setSaving(false)}
          onSaved={() => {
            setSaving(false);
            query.refetch();
          }}
        />
      </Show>
    </>
  );
}

function SaveView(props: {
  page: string;
  query: string;
  names: readonly string[];
  onClose: () => void;
  onSaved: () => void;
}): JSX.Element {
  const save = useMutation(saveViewDocument);
  const form = createForm({ name: '' });
  const replaces = () => props.names.includes(form.values.name.trim());
  const send = ({ name }: { name: string }) =>
    save.run({ input: { page: props.page, name: name.trim(), query: props.query } });
  const submit = createSubmit(form, send, () => {
    toast(`View ${form.values.name.trim()} saved`);
    props.onSaved();
  });
  return (
    <FormDialog
      open
      onClose={props.onClose}
      title="Save this view"
      effect={<p>Search, filters, order and columns, for you alone.</p>}
      verb={replaces() ? 'Replace view' : 'Save view'}
      busy={form.busy()}
      message={form.message()}
      onSubmit={submit}
    >
      <TextInput label="Name" required maxLength={100} {...form.field('name')} />
    </FormDialog>
  );
}
