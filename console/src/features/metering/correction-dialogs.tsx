import {
  blankToUndefined,
  createForm,
  createSubmit,
  FormDialog,
  NumberInput,
  Select,
  TextArea,
  toast,
  useMutation,
} from '@hashyard/ui';
import { type JSX, Show, untrack } from 'solid-js';
import { graphql } from '../../gql/gql.ts';
import { refusedHere } from '../forms/refusal.view.ts';
import { instantAt, localTime } from '../time/local-time.ts';
import { TimeInput } from '../time/time-input.tsx';

/** What a correction is about. */
export type Subject = {
  readonly registerId: string;
  readonly name: string;
  readonly zone: string;
  readonly from?: string | null;
  readonly to?: string | null;
  readonly fromWh?: string | null;
  readonly toWh?: string | null;
  /** What hung there in that time: energy is one unit's. */
  readonly units?: readonly { readonly id: string; readonly name: string }[];
};
type DialogProps = { subject: Subject; onDone: () => void; onClose: () => void };

const recordReplacementDocument = graphql(`
  mutation RecordReplacement($input: RecordReplacementInput!) {
    recordReplacement(input: $input) {
      __typename
      ... on Register {
        id
      }
      ...RefusalFields
    }
  }
`);
const voidReadingsDocument = graphql(`
  mutation VoidReadings($input: VoidReadingsInput!) {
    voidReadings(input: $input) {
      __typename
      ... on Register {
        id
      }
      ...RefusalFields
    }
  }
`);
const trustReadingsDocument = graphql(`
  mutation TrustReadings($input: TrustReadingsInput!) {
    trustReadings(input: $input) {
      __typename
      ... on Register {
        id
      }
      ...RefusalFields
    }
  }
`);
const recordManualReadingDocument = graphql(`
  mutation RecordManualReading($input: RecordManualReadingInput!) {
    recordManualReading(input: $input) {
      __typename
      ... on Register {
        id
      }
      ...RefusalFields
    }
  }
`);
const estimateEnergyDocument = graphql(`
  mutation EstimateEnergy($input: EstimateEnergyInput!) {
    estimateEnergy(input: $input) {
      __typename
      ... on Register {
        id
      }
      ...RefusalFields
    }
  }
`);

const localOf = (at: string | null | undefined, zone: string) => (at ? localTime(new Date(at), zone) : '');
const noTime = (field: string) =>
  refusedHere([{ code: 'REQUIRED', message: 'Choose a date and a time.', path: ['input', field] }]);

/** The meter was swapped: each meter's own part is counted then. */
export function RecordReplacement(props: DialogProps): JSX.Element {
  const record = useMutation(recordReplacementDocument);
  const { to, zone, fromWh } = untrack(() => props.subject);
  const form = createForm({
    at: localOf(to, zone),
    finalWh: fromWh ?? '',
    initialWh: '0',
    note: '',
  });
  const submit = createSubmit(
    form,
    async ({ at, finalWh, initialWh, note }) => {
      const instant = instantAt(at, props.subject.zone);
      if (!instant) return noTime('at');
      const { registerId } = props.subject;
      return record.run({ input: { registerId, at: instant, finalWh, initialWh, note } });
    },
    () => finish(props, 'The replacement is recorded'),
  );
  return (
    <FormDialog
      open
      onClose={props.onClose}
      title={`${props.subject.name} was replaced`}
      verb="Record replacement"
      busy={form.busy()}
      message={form.message()}
      onSubmit={submit}
      effect={
        <p class="text-muted">
          Energy is counted up to the old meter’s last value and on from the new one’s first. Issued bills stay as they
          are; what changes of them comes as an adjustment on the next.
        </p>
      }
    >
      <TimeInput label="When" required hint={props.subject.zone} {...form.field('at')} />
      <NumberInput label="Last value of the old meter" required whole unit="Wh" {...form.field('finalWh')} />
      <NumberInput label="First value of the new meter" required whole unit="Wh" {...form.field('initialWh')} />
      <TextArea label="What happened" required rows={2} {...form.field('note')} />
    </FormDialog>
  );
}

/** Declares a time untrue, or trusts it again. */
export function JudgeReadings(props: DialogProps & { trust?: boolean }): JSX.Element {
  const declare = useMutation(voidReadingsDocument);
  const trust = useMutation(trustReadingsDocument);
  const begun = untrack(() => props.subject);
  const form = createForm({ from: localOf(begun.from, begun.zone), to: localOf(begun.to, begun.zone), reason: '' });
  const submit = createSubmit(
    form,
    async ({ from: fromText, to: toText, reason }) => {
      const { zone, registerId } = props.subject;
      const [from, to] = [exactOr(props.subject.from, fromText, zone), exactOr(props.subject.to, toText, zone)];
      if (!from) return noTime('from');
      if (!to) return noTime('to');
      const input = { registerId, from, to, reason };
      return props.trust ? trust.run({ input }) : declare.run({ input });
    },
    () => finish(props, props.trust ? 'The readings are trusted' : 'The time is declared untrue'),
  );
  return (
    <FormDialog
      open
      onClose={props.onClose}
      title={props.trust ? `Trust ${props.subject.name}` : `Declare ${props.subject.name} untrue`}
      verb={props.trust ? 'Trust readings' : 'Declare untrue'}
      danger={!props.trust}
      busy={form.busy()}
      message={form.message()}
      onSubmit={submit}
      effect={
        <p class="text-muted">
          {props.trust
            ? 'Checks no longer void readings of this time, and what was declared untrue within it counts again.'
            : 'Intervals that touch this time are void. Energy is put in for them by rule and marked estimated; where no rule has anything to go by, bills are held. The readings stay visible.'}
        </p>
      }
    >
      <TimeInput label="From" required hint={props.subject.zone} {...form.field('from')} />
      <TimeInput label="To" required {...form.field('to')} />
      <TextArea label="Why" required rows={2} {...form.field('reason')} />
    </FormDialog>
  );
}

/** A picker knows minutes: a time that wasn't touched keeps its seconds. */
const exactOr = (known: string | null | undefined, text: string, zone: string): string | null =>
  known && localOf(known, zone) === text ? known : instantAt(text, zone);

/** What the display shows, beside the device's own readings. */
export function ReadByHand(props: DialogProps): JSX.Element {
  const record = useMutation(recordManualReadingDocument);
  const zone = untrack(() => props.subject.zone);
  const form = createForm({ takenAt: localTime(new Date(), zone), registerWh: '', reason: '' });
  const submit = createSubmit(
    form,
    async ({ takenAt: text, registerWh, reason }) => {
      const takenAt = instantAt(text, props.subject.zone);
      if (!takenAt) return noTime('takenAt');
      return record.run({ input: { registerId: props.subject.registerId, takenAt, registerWh, reason } });
    },
    () => finish(props, 'The reading is kept'),
  );
  return (
    <FormDialog
      open
      onClose={props.onClose}
      title={`Read ${props.subject.name} by hand`}
      verb="Keep reading"
      busy={form.busy()}
      message={form.message()}
      onSubmit={submit}
      effect={
        <p class="text-muted">
          It stands beside the device’s own readings, marked as a person’s, and counts like them.
        </p>
      }
    >
      <TimeInput label="When" required hint={props.subject.zone} {...form.field('takenAt')} />
      <NumberInput label="What the display shows" required whole unit="Wh" {...form.field('registerWh')} />
      <TextArea label="Why by hand" required rows={2} {...form.field('reason')} />
    </FormDialog>
  );
}

/** Energy for a gap for which no rule has anything to go by. */
export function EstimateByHand(props: DialogProps): JSX.Element {
  const estimate = useMutation(estimateEnergyDocument);
  const units = untrack(() => props.subject.units ?? []);
  const form = createForm({ unitId: units[0]?.id ?? '', energyWh: '', reason: '' });
  const submit = createSubmit(
    form,
    async ({ unitId, energyWh, reason }) => {
      const { registerId, from, to } = props.subject;
      if (!from || !to) return noTime('from');
      return estimate.run({ input: { registerId, unitId: blankToUndefined(unitId), from, to, energyWh, reason } });
    },
    () => finish(props, 'The energy is put in'),
  );
  return (
    <FormDialog
      open
      onClose={props.onClose}
      title={`Energy of ${props.subject.name} by hand`}
      verb="Put energy in"
      busy={form.busy()}
      message={form.message()}
      onSubmit={submit}
      effect={
        <p class="text-muted">It is billed as estimated, with your reason, until something is known of that time.</p>
      }
    >
      <Show when={units.length > 1}>
        <Select
          label="Of which machine"
          options={units.map(({ id, name }) => ({ value: id, label: name }))}
          {...form.field('unitId')}
        />
      </Show>
      <NumberInput label="Energy in the gap" required whole unit="Wh" {...form.field('energyWh')} />
      <TextArea label="How you know" required rows={2} {...form.field('reason')} />
    </FormDialog>
  );
}

function finish(props: DialogProps, said: string): void {
  toast(said);
  props.onDone();
  props.onClose();
}
