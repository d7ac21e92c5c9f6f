import {
  Button,
  createForm,
  createSubmit,
  FormDialog,
  NumberInput,
  type Option,
  Select,
  TextInput,
  toast,
  useMutation,
  useQuery,
} from '@hashyard/ui';
import { createSignal, type JSX, Show, untrack } from 'solid-js';
import { graphql } from '../../gql/gql.ts';
import { May } from '../session/may.tsx';

const updatePduDocument = graphql(`
  mutation UpdatePdu($input: UpdatePduInput!) {
    updatePdu(input: $input) {
      __typename
      ... on Pdu {
        id
        name
      }
      ...RefusalFields
    }
  }
`);
const updateMeterDocument = graphql(`
  mutation UpdateMeter($input: UpdateMeterInput!) {
    updateMeter(input: $input) {
      __typename
      ... on Meter {
        id
        name
      }
      ...RefusalFields
    }
  }
`);
const deviceChoicesDocument = graphql(`
  query DeviceChoices($siteId: ID!) {
    site(id: $siteId) {
      id
      racks {
        id
        name
      }
    }
    meters(first: 200, filter: { siteId: $siteId }) {
      nodes {
        id
        name
      }
    }
  }
`);

export type EditedDevice = {
  readonly id: string;
  readonly name: string;
  readonly address?: string | null;
  readonly breakerA?: string | null;
  readonly rack?: { readonly id: string } | null;
  /** The meter that measures it too. */
  readonly above?: { readonly id: string } | null;
  readonly site: { readonly id: string };
};

type Values = { name: string; address: string; breakerA: string; rackId: string; aboveId: string };

/** Changes what a person knows of a PDU or meter: its name, place, breaker, and the meter above it. */
export function EditDevice(props: { device: EditedDevice; kind: 'PDU' | 'METER'; onChanged: () => void }): JSX.Element {
  const [open, setOpen] = createSignal(false);
  return (
    <May do="fleet:manage">
      <Button onClick={() => setOpen(true)}>Edit</Button>
      <Show when={open()}>
        <EditDialog {...props} onClose={() => setOpen(false)} />
      </Show>
    </May>
  );
}

function EditDialog(props: {
  device: EditedDevice;
  kind: 'PDU' | 'METER';
  onChanged: () => void;
  onClose: () => void;
}): JSX.Element {
  const pdu = useMutation(updatePduDocument);
  const meter = useMutation(updateMeterDocument);
  const choices = useQuery(deviceChoicesDocument, () => ({ siteId: props.device.site.id }));
  const form = createForm<Values>(
    untrack(() => ({
      name: props.device.name,
      address: props.device.address ?? '',
      breakerA: props.device.breakerA ?? '',
      rackId: props.device.rack?.id ?? '',
      aboveId: props.device.above?.id ?? '',
    })),
  );
  const options = (rows: readonly { id: string; name: string }[] | undefined): Option[] =>
    (rows ?? []).filter(({ id }) => id !== props.device.id).map(({ id, name }) => ({ value: id, label: name }));
  const orNull = (text: string) => (text.trim() === '' ? null : text.trim());
  const send = async ({ name, address, breakerA, rackId, aboveId }: Values) => {
    const shared = { name: name.trim(), address: orNull(address), breakerA: orNull(breakerA) };
    return props.kind === 'PDU'
      ? pdu.run({
          input: { pduId: props.device.id, ...shared, rackId: orNull(rackId), meterId: orNull(aboveId) },
        })
      : meter.run({ input: { meterId: props.device.id, ...shared, parentId: orNull(aboveId) } });
  };
  const submit = createSubmit(form, send, ({ name }: { name: string }) => {
    toast(`${name} changed`);
    props.onChanged();
    props.onClose();
  });
  return (
    <FormDialog
      open
      onClose={props.onClose}
      title={`Edit ${props.device.name}`}
      verb="Save changes"
      busy={form.busy()}
      message={form.message()}
      onSubmit={submit}
    >
      <TextInput label="Name" required maxLength={200} {...form.field('name')} />
      <TextInput label="Address" hint="Blank: nobody reads it" {...form.field('address')} />
      <NumberInput
        label="Breaker, A"
        hint="What the breaker before each phase is rated for"
        {...form.field('breakerA')}
      />
      <Show when={props.kind === 'PDU'}>
        <Select
          label="Rack"
          placeholder="None"
          options={options(choices.data?.site?.racks)}
          {...form.field('rackId')}
        />
      </Show>
      <Select
        label="Measured by"
        placeholder="The main meter, or none"
        hint="The meter above it: the energy balance holds the two against each other"
        options={options(choices.data?.meters.nodes)}
        {...form.field('aboveId')}
      />
    </FormDialog>
  );
}
