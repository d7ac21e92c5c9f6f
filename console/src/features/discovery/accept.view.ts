import type {
  AcceptDiscoveryInput,
  CredentialsInput,
  DeviceKind,
  DiscoveryRowFragment,
  ModelRowFragment,
} from '../../gql/graphql.ts';
import { modelLabel } from '../fleet/machines.view.ts';
import { nameBy } from '../sites/racks-form.view.ts';

export const kindWords: Record<DeviceKind, string> = { MINER: 'Machine', PDU: 'PDU', METER: 'Meter' };

/** How new devices are called, unless somebody says otherwise. */
export const usualNames: Record<DeviceKind, string> = { MINER: 'M-{nnn}', PDU: 'PDU-{nn}', METER: 'Meter-{n}' };

/** What a miner says it is: "Antminer S21"; null when it says nothing. */
export const foundModel = ({ make, model }: Pick<DiscoveryRowFragment, 'make' | 'model'>): string | null =>
  [make, model].filter(Boolean).join(' ') || null;

/** The known model that a found one is, if its words name exactly one. Makers stand in some answers and not in others. */
export function modelFor(found: string | null, models: readonly ModelRowFragment[]): string {
  const words = plain(found ?? '');
  if (words === '') return '';
  const exact = models.filter((model) => plain(modelLabel(model)) === words || plain(model.name) === words);
  return exact.length === 1 ? (exact[0]?.id ?? '') : '';
}
const plain = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, '');

export type FreeSlot = { readonly id: string; readonly label: string };

export type AcceptChoice = {
  readonly names: Readonly<Record<DeviceKind, string>>;
  readonly firstNumber: number;
  /** Names that the site has: the pattern passes over them. */
  readonly taken: ReadonlySet<string>;
  /** Known model by what was found. */
  readonly models: ReadonlyMap<string, string>;
  /** Filled in this order by new machines. */
  readonly slots: readonly FreeSlot[];
  /** Where new PDUs stand. */
  readonly rackId: string;
  /** How many each new PDU has; null leaves it to the device. */
  readonly outlets: number | null;
  /** Those that match a known device are that device, moved. */
  readonly merges: boolean;
  readonly credentials: CredentialsInput | undefined;
};

export type Acceptance = {
  readonly discovery: DiscoveryRowFragment;
  readonly input: AcceptDiscoveryInput;
  readonly slot: FreeSlot | undefined;
  /** It keeps its name, history and slot. */
  readonly merged: boolean;
};

const byAddress = new Intl.Collator('en', { numeric: true });

/** What is sent for each proposal, in the order of their addresses, so that names and slots follow the cabling. */
export function acceptancesOf(found: readonly DiscoveryRowFragment[], choice: AcceptChoice): Acceptance[] {
  const taken = new Set(choice.taken);
  const numbers: Record<DeviceKind, number> = {
    MINER: choice.firstNumber,
    PDU: choice.firstNumber,
    METER: choice.firstNumber,
  };
  const slots = [...choice.slots];
  const next = (kind: DeviceKind): string => {
    const rule = choice.names[kind].trim();
    for (;;) {
      const name = nameBy(rule, numbers[kind]);
      numbers[kind] += 1;
      // A rule without a number has one name to give; the API then says that it is taken.
      if (!taken.has(name) || nameBy(rule, numbers[kind]) === name) {
        taken.add(name);
        return name;
      }
    }
  };
  return found
    .toSorted((a, b) => byAddress.compare(a.address, b.address))
    .map((discovery) => {
      const credentials = choice.credentials;
      if (choice.merges && discovery.match) {
        const { id, name } = discovery.match;
        return {
          discovery,
          input: { discoveryId: discovery.id, name, deviceId: id, credentials },
          slot: undefined,
          merged: true,
        };
      }
      const isMiner = discovery.kind === 'MINER';
      const slot = isMiner ? slots.shift() : undefined;
      const input: AcceptDiscoveryInput = {
        discoveryId: discovery.id,
        name: next(discovery.kind),
        modelId: (isMiner && choice.models.get(foundModel(discovery) ?? '')) || undefined,
        slotId: slot?.id,
        rackId: discovery.kind === 'PDU' && choice.rackId ? choice.rackId : undefined,
        outlets: discovery.kind === 'PDU' && choice.outlets !== null ? choice.outlets : undefined,
        credentials,
      };
      return { discovery, input, slot, merged: false };
    });
}

type RackWithSlots = {
  readonly name: string;
  readonly id: string;
  readonly slots: readonly { readonly id: string; readonly label: string; readonly miner?: object | null }[];
};

/** The free slots of the chosen rack, then of the racks after it, as their rows run. */
export function freeSlotsFrom(racks: readonly RackWithSlots[], rackId: string): FreeSlot[] {
  const first = racks.findIndex(({ id }) => id === rackId);
  if (first < 0) return [];
  return racks
    .slice(first)
    .flatMap((rack) =>
      rack.slots
        .filter(({ miner }) => miner == null)
        .map(({ id, label }) => ({ id, label: `${rack.name} / ${label}` })),
    );
}
