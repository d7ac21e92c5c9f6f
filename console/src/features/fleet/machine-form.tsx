import {
  Card,
  createForm,
  createSubmit,
  Link,
  Notice,
  NumberInput,
  PageForm,
  Select,
  Switch,
  TextInput,
  useMutation,
} from '@hashyard/ui';
import { type JSX, Show, untrack } from 'solid-js';
import { customerLabel } from '../customers/customer.view.ts';
import { useCustomers } from '../customers/use-customers.ts';
import { plainDecimal, refusedHere } from '../forms/refusal.view.ts';
import {
  type EditedMachine,
  type MachineValues,
  slotOptions,
  unreadable,
  updateInput,
  valuesOf,
} from './machine-form.view.ts';
import { modelLabel } from './machines.view.ts';
import { updateMinerDocument } from './update-miner.ts';
import { useModels } from './use-models.ts';

export function MachineForm(props: { machine: EditedMachine; cancelHref: string; onSaved: () => void }): JSX.Element {
  const update = useMutation(updateMinerDocument);
  const customers = useCustomers();
  const before = untrack(() => valuesOf(props.machine));
  const form = createForm<MachineValues>(before);
  const machine = () => props.machine;
  const models = useModels();
  /** The machine's own is there before the list has come. */
  const modelOptions = () =>
    (models.rows ?? [machine().model]).map((one) => ({ value: one.id, label: modelLabel(one) }));
  const slots = () => slotOptions(machine().site.racks, form.values.rackId, machine().slot?.id);
  const send = async (values: MachineValues) => {
    const issues = unreadable(values);
    if (issues.length > 0) return refusedHere(issues);
    return update.run({ input: updateInput(machine().id, before, values) });
  };
  const submit = createSubmit(form, send, () => props.onSaved());
  const chooseRack = (rackId: string) => {
    form.set('rackId', rackId);
    form.field('slotId').onChange(rackId === before.rackId ? before.slotId : '');
  };
  return (
    <PageForm
      onSubmit={submit}
      message={form.message()}
      busy={form.busy()}
      verb="Save changes"
      cancelHref={props.cancelHref}
    >
      <Card title="Machine">
        <div class="grid gap-4 sm:grid-cols-2">
          <TextInput label="Name" required maxLength={200} {...form.field('name')} />
          <Select
            label="Model"
            required
            hint="Its nameplate; a contract keeps that of the day of assignment"
            options={modelOptions()}
            {...form.field('modelId')}
          />
          <Select
            label="Owner"
            placeholder="The operator"
            options={(customers.rows ?? []).map((one) => ({ value: one.id, label: customerLabel(one) }))}
            hint={
              <Show when={machine().contract}>
                {(contract) => (
                  <>
                    Under <Link href={`/contracts/${contract().id}`}>{contract().displayNumber}</Link>, which decides
                    whose it is
                  </>
                )}
              </Show>
            }
            {...form.field('ownerId')}
          />
          <Select
            label="Rack"
            placeholder="None"
            options={machine().site.racks.map(({ id, name }) => ({ value: id, label: name }))}
            name="rackId"
            value={form.values.rackId}
            onChange={chooseRack}
          />
          <Select
            label="Slot"
            placeholder={form.values.rackId ? 'Choose a free slot' : 'None'}
            options={slots()}
            disabled={form.values.rackId === ''}
            {...form.field('slotId')}
          />
        </div>
      </Card>
      <Card title="Where it answers">
        <div class="grid gap-4 sm:grid-cols-2">
          <TextInput
            label="Address"
            placeholder="cgminer://10.0.0.7:4028"
            hint="A new address keeps its history"
            {...form.field('address')}
          />
          <Select
            label="Collector"
            placeholder="The site’s only one"
            options={machine().site.collectors.map(({ id, name }) => ({ value: id, label: name }))}
            {...form.field('collectorId')}
          />
        </div>
      </Card>
      <Card title="Rated values">
        <div class="grid gap-4 sm:grid-cols-2">
          <NumberInput
            label="Rated hashrate"
            unit="TH/s"
            hint={`As ${modelLabel(machine().model)} when left blank: ${plainDecimal(machine().model.ratedHashrateThs)} TH/s`}
            {...form.field('ratedHashrateThs')}
          />
          <NumberInput
            label="Rated power"
            unit="W"
            hint={`As ${modelLabel(machine().model)} when left blank: ${plainDecimal(machine().model.ratedPowerW)} W`}
            {...form.field('ratedPowerW')}
          />
        </div>
      </Card>
      <Card title="State">
        <Switch
          label="In maintenance"
          hint="Its status says Maintenance until it is taken out again"
          {...form.field('maintenance')}
        />
        <Show when={form.values.maintenance}>
          <TextInput
            class="mt-3"
            label="Reason"
            maxLength={200}
            placeholder="Hashboard 2 at repair"
            {...form.field('maintenanceReason')}
          />
        </Show>
        <Show when={form.values.maintenance && !before.maintenance && machine().contract}>
          <Notice tone="warn">It stands under a contract: its customer sees it as in maintenance at once.</Notice>
        </Show>
      </Card>
    </PageForm>
  );
}
