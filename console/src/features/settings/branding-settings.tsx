import { Button, createForm, createSubmit, Field, Link, TextInput, toast, useMutation } from '@hashyard/ui';
import { createSignal, type JSX, Show, untrack } from 'solid-js';
import { graphql } from '../../gql/gql.ts';
import type { BrandingFragment } from '../../gql/graphql.ts';
import { refusedHere } from '../forms/refusal.view.ts';
import { useMay } from '../session/may.tsx';
import { BrandingPreview } from './branding-preview.tsx';
import {
  brandingInput,
  type BrandingValues,
  brandingValuesOf,
  contrastWords,
  logoFault,
  NO_LOGO,
} from './branding.view.ts';
import { SettingsForm } from './settings-form.tsx';

export const branding = graphql(`
  fragment Branding on Branding {
    displayName
    logoUrl
    slogan
    primaryColor
    accentColor
    portalSlug
    portalUrl
  }
`);

const updateBrandingDocument = graphql(`
  mutation UpdateBranding($input: UpdateBrandingInput!) {
    updateBranding(input: $input) {
      __typename
      ... on Organization {
        id
        branding {
          ...Branding
        }
      }
      ...RefusalFields
    }
  }
`);

/** How the portal and mails show the organization, seen before it is saved. */
export function BrandingSettings(props: { branding: BrandingFragment; onSaved: () => void }): JSX.Element {
  const may = useMay('organization:update');
  const update = useMutation(updateBrandingDocument);
  const form = createForm<BrandingValues>(untrack(() => brandingValuesOf(props.branding)));
  const [chosen, setChosen] = createSignal<string>();
  const logo = () => (form.values.logo === NO_LOGO ? undefined : (chosen() ?? props.branding.logoUrl ?? undefined));
  const submit = createSubmit(
    form,
    (values) => update.run({ input: brandingInput(values) }),
    () => {
      form.set('logo', '');
      toast('The branding is changed');
      props.onSaved();
    },
  );
  const choose = async (file: File | undefined) => {
    if (!file) return;
    const fault = logoFault(file);
    if (fault)
      return form.refuse(refusedHere([{ code: 'UNSAFE_FILE', message: fault, path: ['input', 'logo'] }]).refusal);
    const url = await dataUrlOf(file);
    setChosen(url);
    form.field('logo').onChange(url.slice(url.indexOf(',') + 1));
  };

  return (
    <div class="grid max-w-6xl items-start gap-6 lg:grid-cols-[3fr_2fr]">
      <SettingsForm
        title="Branding"
        may={may()}
        verb="Save branding"
        busy={form.busy()}
        message={form.message()}
        onSubmit={submit}
      >
        <TextInput label="Display name" required {...form.field('displayName')} />
        <TextInput label="Slogan" maxLength={150} hint="Up to 150 characters" {...form.field('slogan')} />
        <Field label="Logo" hint="PNG, JPEG or WebP, at most 512 kB, best square" error={form.field('logo').error}>
          {(wiring) => (
            <input
              {...wiring}
              type="file"
              accept="image/png,image/jpeg,image/webp"
              class="text-sm file:mr-3 file:min-h-[var(--control)] file:rounded file:border file:border-line-strong/60 file:bg-surface file:px-3 file:font-medium"
              onChange={(event) => void choose(event.currentTarget.files?.[0])}
            />
          )}
        </Field>
        <Show when={may() && logo()}>
          <div>
            <Button
              onClick={() => {
                setChosen(undefined);
                form.field('logo').onChange(NO_LOGO);
              }}
            >
              Remove logo
            </Button>
          </div>
        </Show>
        <div class="grid gap-4 sm:grid-cols-2">
          <TextInput
            label="Primary colour"
            placeholder="#0f766e"
            hint={<Contrast field="primaryColor" color={form.values.primaryColor} />}
            {...form.field('primaryColor')}
          />
          <TextInput
            label="Accent colour"
            placeholder="#b45309"
            hint={<Contrast field="accentColor" color={form.values.accentColor} />}
            {...form.field('accentColor')}
          />
        </div>
        <TextInput
          label="Portal slug"
          hint={
            <>
              Customers sign in at{' '}
              <Show when={props.branding.portalUrl} fallback="an address made of it">
                {(url) => <Link href={url()}>{url()}</Link>}
              </Show>
            </>
          }
          {...form.field('portalSlug')}
        />
      </SettingsForm>
      <BrandingPreview values={form.values} logo={logo()} />
    </div>
  );
}

function Contrast(props: { field: 'primaryColor' | 'accentColor'; color: string }): JSX.Element {
  const words = () => contrastWords(props.field, props.color);
  return (
    <Show when={words()} fallback="Blank: Hashyard’s own">
      {(said) => <span class={said().enough ? '' : 'text-warn'}>{said().text}</span>}
    </Show>
  );
}

/** A file as `data:image/png;base64,...`. */
const dataUrlOf = (file: File): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error ?? new Error(`can't read ${file.name}`));
    reader.readAsDataURL(file);
  });
